from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from vendors.actions.questionnaire_replies import remind_vendors
from vendors.contracts.tasks import keep_notice_days, watch_what_is_owed


@db_periodic_task(crontab(hour="3", minute="20"))
def watch_notice_days():
    """Every day: notice days, then what is owed under contracts."""
    keep_notice_days()
    watch_what_is_owed()


@db_periodic_task(crontab(hour="6", minute="20"))
def watch_questionnaires():
    """Every morning: vendors whose answers are due soon."""
    remind_vendors()
