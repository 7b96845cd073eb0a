from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from change_mgmt.survey.actions import close_due, invite_due, mix_open


@db_periodic_task(crontab(minute="*/10"))
def mix_answers():
    """Every ten minutes: the answers of open surveys are written anew in an order of chance."""
    mix_open()


@db_periodic_task(crontab(minute="7"))
def keep_days_of_surveys():
    """Every hour: surveys past their last day close, and those whose first day has come send their links."""
    close_due()
    invite_due()
