from django.db import transaction
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from vendors.actions import remind_of_notice, roll_notice_day
from vendors.actions.questionnaire_replies import remind_vendors
from vendors.models import Contract


def keep_notice_days() -> int:
    """Roll on what has passed and remind of what comes near, for every contract that runs. Returns how many reminders went out."""
    told = 0
    running = Contract.objects.exclude(state=Contract.State.ENDED).select_related("programme__organisation")
    for contract in running:
        with transaction.atomic():
            told += remind_of_notice(roll_notice_day(contract)) is not None
    return told


@db_periodic_task(crontab(hour="3", minute="20"))
def watch_notice_days():
    """Every day."""
    keep_notice_days()


@db_periodic_task(crontab(hour="6", minute="20"))
def watch_questionnaires():
    """Every morning: vendors whose answers are due soon."""
    remind_vendors()
