from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.programme.actions.alarms import ring_alarms
from implementation.programme.actions.status import close_recovered, end_overrides


@db_periodic_task(crontab(minute="17"))
def alarm_people():
    """Every hour: milestones that come near or are past, to the people named."""
    ring_alarms()


@db_periodic_task(crontab(minute="27"))
def settle_status():
    """Every hour: overrides past their last day end, and notes of dimensions back on track close."""
    end_overrides()
    close_recovered()
