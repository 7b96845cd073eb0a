from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.goals import actions


@db_periodic_task(crontab(hour="4", minute="22"))
def measure_from_records():
    """Every day: goals measured by the product's own records, where the figure changed."""
    actions.record_everywhere()


@db_periodic_task(crontab(hour="5", minute="32"))
def remind_of_signatures():
    """Every morning: those who have not signed for three days."""
    actions.remind_by_itself()


@db_periodic_task(crontab(minute="52"))
def plan_goal_reviews():
    """Every hour: programmes that have gone live get their reviews."""
    actions.plan_everywhere()
