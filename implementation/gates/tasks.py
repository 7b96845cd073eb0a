from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from implementation.gates.actions import expire_conditions


@db_periodic_task(crontab(minute="7"))
def miss_conditions():
    """Every hour: a condition past its day reopens its gate."""
    expire_conditions()
