"""Work on files outside the request."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from sla.intake import runs
from sla.intake.jobs import work
from sla.models import IntakeRun


@db_task()
def work_on(pk: int) -> None:
    """Do one job, then start the next of the same agreement."""
    if work(pk):
        start_next(IntakeRun.objects.values_list("agreement", flat=True).get(pk=pk))


def start_next(agreement: int) -> None:
    if (pk := runs.waiting(agreement)) is not None:
        work_on(pk)


@db_periodic_task(crontab(minute="*"))
def sweep_intake() -> None:
    """Every minute: what a lost worker left is taken up again, and what waits is started."""
    runs.sweep(work_on)
