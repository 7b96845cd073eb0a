from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from change_mgmt.communication.actions.sending import settle_sending, settle_sendings
from change_mgmt.communication.actions.warnings import warn_of_overdue


@db_task()
def settle(pk: int) -> None:
    """After the mails of a message were sent: it is sent."""
    settle_sending(pk)


@db_periodic_task(crontab())
def settle_messages():
    """Every minute: sendings whose mails have all left, by whichever worker or sweep, end."""
    settle_sendings()


@db_periodic_task(crontab(hour="6", minute="7"))
def warn_owners_of_messages():
    """Every morning: messages past their day."""
    warn_of_overdue()
