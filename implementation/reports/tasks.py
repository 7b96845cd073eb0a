"""Work outside the request: the files of published reports."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from implementation.reports import actions


@db_task()
def draw_file(pk: int) -> None:
    actions.draw(pk)


@db_periodic_task(crontab(minute="*/5"))
def sweep_files() -> None:
    """Every five minutes: what a worker left behind is queued again."""
    actions.sweep()
