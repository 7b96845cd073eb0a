"""The queue of work on files: one at a time for an agreement, seen while it goes on, stopped when asked, taken up when lost."""

import datetime
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.evidence import in_every_language
from core.models import User
from core.workflow import perform
from sla.intake.sentences import STOPPED
from sla.models import EventImport, IntakeRun

STALE = datetime.timedelta(minutes=3)
TRIES = 3
State, Job = IntakeRun.State, IntakeRun.Job


class Stopped(Exception):
    """Somebody cancelled the work, or another worker has taken it over."""


class Beat:
    """The sign of life of one attempt. Called inside the transactions that write, it stops whoever is not to go on."""

    def __init__(self, run: IntakeRun) -> None:
        self.pk, self.attempt = run.pk, run.attempt

    def __call__(self, **fields) -> None:
        mine = IntakeRun.objects.filter(pk=self.pk, attempt=self.attempt, state=State.RUNNING, cancelled=False)
        if not mine.update(beat_at=timezone.now(), **fields):
            raise Stopped


def ask(batch: EventImport, job: str, *, by: User, **options) -> IntakeRun:
    """Put a job into the queue, in the place of the one that is over."""
    fields = {
        "agreement_id": batch.agreement_id,
        "job": job,
        "state": State.QUEUED,
        "phase": "",
        "done": 0,
        "total": 0,
        "by": by,
        "options": options,
        "cancelled": False,
        "error": {},
        "asked_at": timezone.now(),
        "started_at": None,
        "beat_at": None,
    }
    return IntakeRun.objects.update_or_create(batch=batch, defaults=fields)[0]


def take(pk: int) -> IntakeRun | None:
    """Begin an attempt; None when somebody else did, or another file of the agreement is being worked on."""
    now = timezone.now()
    try:
        with transaction.atomic():
            taken = IntakeRun.objects.filter(pk=pk, state=State.QUEUED).update(
                state=State.RUNNING, attempt=F("attempt") + 1, started_at=now, beat_at=now, done=0, total=0, phase=""
            )
    except IntegrityError:
        return None
    if not taken:
        return None
    return IntakeRun.objects.select_related("batch__agreement__contract", "by").get(pk=pk)


def over(run: IntakeRun, *, error=None) -> None:
    """This attempt is done with; what went wrong is kept in every language."""
    mine = IntakeRun.objects.filter(pk=run.pk, attempt=run.attempt, state=State.RUNNING)
    mine.update(state=State.OVER, error=in_every_language(error) if error else {}, beat_at=timezone.now())


def waiting(agreement_id: int) -> int | None:
    """The number of the next job of an agreement in which nothing is under way."""
    if IntakeRun.objects.filter(agreement=agreement_id, state=State.RUNNING).exists():
        return None
    queued = IntakeRun.objects.filter(agreement=agreement_id, state=State.QUEUED)
    return queued.order_by("asked_at", "pk").values_list("pk", flat=True).first()


@transaction.atomic
def cancel(batch: EventImport, *, by: User) -> bool:
    """Stop the work on a file; False when there is none. A file that is being read is discarded with it."""
    if not by.has_perm("sla.import_events", batch):
        raise PermissionDenied
    run = IntakeRun.objects.select_for_update().filter(batch=batch).exclude(state=State.OVER).first()
    if run is None or run.cancelled:
        return False
    if run.job == Job.READ:
        perform(batch, "discard", by=by)
    if run.state == State.QUEUED:
        IntakeRun.objects.filter(pk=run.pk).update(state=State.OVER, cancelled=True)
    else:
        IntakeRun.objects.filter(pk=run.pk).update(cancelled=True)
    return True


def sweep(start: Callable[[int], object]) -> None:
    """Take up what a lost worker left, and start what waits though nothing is under way."""
    for run in IntakeRun.objects.filter(state=State.RUNNING, beat_at__lt=timezone.now() - STALE).select_related(
        "batch"
    ):
        _take_up(run)
    agreements = IntakeRun.objects.filter(state=State.QUEUED).values_list("agreement", flat=True).distinct().order_by()
    for agreement in list(agreements):
        if (pk := waiting(agreement)) is not None:
            start(pk)


@transaction.atomic
def _take_up(run: IntakeRun) -> None:
    lost = IntakeRun.objects.filter(pk=run.pk, attempt=run.attempt, state=State.RUNNING, beat_at=run.beat_at)
    if run.cancelled:
        clearing = run.batch.state == EventImport.State.DISCARDED
        lost.update(
            state=State.QUEUED if clearing else State.OVER, job=Job.CLEAR if clearing else run.job, cancelled=False
        )
    elif run.attempt < TRIES:
        lost.update(state=State.QUEUED)
    elif lost.update(state=State.OVER, error=in_every_language(STOPPED)) and run.job == Job.READ:
        perform(run.batch, "fail", by=None)
