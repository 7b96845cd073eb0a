from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.programme.actions import expire_acceptance_conditions, remind_of_tasks
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


@db_periodic_task(crontab(minute="37"))
def miss_conditions_of_deliverables():
    """Every hour: a condition past its day sends its deliverable back."""
    expire_acceptance_conditions()


@db_periodic_task(crontab(hour="5", minute="47"))
def remind_owners_of_tasks():
    """Every morning: tasks that come near or are past."""
    remind_of_tasks()
