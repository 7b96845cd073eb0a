"""The work itself: read a file, switch its rows in, take them out again, clear away what nobody wants.

A job is over in the same transaction that changes the state of its file, so that a job that was lost is done again or was done.
"""

import hashlib
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from core.refusal import Refused
from core.workflow import perform
from sla.intake import findings
from sla.intake.meanwhile import settle
from sla.intake.reading import read_rows
from sla.intake.reasons import Reason, UnusableFile
from sla.intake.runs import Beat, Job, Stopped, over, take
from sla.intake.sentences import ALTERED, GONE, REASONS, WITHDRAWN
from sla.intake.staging import clear
from sla.models import EventImport, IntakeRun
from sla.rollup import apply, live_sources, prepare

Phase = IntakeRun.Phase


def work(pk: int, *, aloud: bool = False) -> bool:
    """Do one job from the queue. ``aloud`` raises a refusal for the person who waits; otherwise it is kept with the job."""
    run = take(pk)
    if run is None:
        return False
    beat = Beat(run)
    try:
        with _unmapped():
            JOBS[run.job](run, beat)
    except Stopped:
        _stopped(run)
        return True
    except Refused as refusal:
        if run.job == Job.READ:
            _give_up(run, refusal)
        over(run, error=str(refusal))
        if aloud:
            raise
        return True
    over(run)
    return True


@contextmanager
def _unmapped():
    """SQLite maps its file into memory for the sake of pages; work that walks through all of it would fill that memory."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA mmap_size").fetchone()
        cursor.execute("PRAGMA mmap_size=0")
        try:
            yield
        finally:
            if before:
                cursor.execute(f"PRAGMA mmap_size={int(before[0])}")


def _stopped(run: IntakeRun) -> None:
    """Cancelled: what was staged goes. Taken over by another worker: it is no longer ours."""
    fresh = IntakeRun.objects.select_related("batch").get(pk=run.pk)
    if fresh.attempt == run.attempt and fresh.cancelled:
        if fresh.batch.state == EventImport.State.DISCARDED:
            clear(fresh.batch, beat=partial(_touch, fresh))
        over(run)


def _touch(run: IntakeRun) -> None:
    IntakeRun.objects.filter(pk=run.pk, attempt=run.attempt).update(beat_at=timezone.now())


def _give_up(run: IntakeRun, refusal: Refused) -> None:
    batch = EventImport.objects.get(pk=run.batch_id)
    if batch.state == EventImport.State.READING:
        perform(batch, "fail", by=None, findings={"refused": in_every_language(str(refusal))})


def read(run: IntakeRun, beat: Beat) -> None:
    """Stage the rows of a file and say what they would change; whatever an earlier attempt staged is cleared away first."""
    batch = run.batch
    if batch.state != EventImport.State.READING:
        return
    beat(phase=Phase.CLEARING)
    clear(batch, beat=beat)
    _check_file(batch)
    live = live_sources(batch.agreement)
    beat(phase=Phase.ROWS)
    try:
        tally, noticed = read_rows(batch, live, beat=beat)
    except UnusableFile as refused:
        clear(batch, beat=beat)
        raise Refused(_words(refused)) from refused
    beat(phase=Phase.GAPS, done=tally.rows, total=tally.rows)
    monitors = findings.monitors(batch, tally, live, beat=beat)
    beat(phase=Phase.RESULTS)
    months = findings.months_of(batch, tally)
    prepared = prepare(batch.agreement, months=months, also=batch.pk) if tally.added else None
    spans = tally.monitors.values()
    with transaction.atomic():
        beat()
        perform(
            batch,
            "found",
            by=None,
            rows=tally.rows,
            added=tally.added,
            repeated=tally.repeated,
            bad=tally.bad,
            left_out=0,
            problems=sorted(tally.problems, key=lambda problem: problem["line"]),
            monitors=monitors,
            months=[month.isoformat() for month in months],
            findings=noticed | {"live": _stamp(live)},
            changes=findings.changes(prepared) if prepared else [],
            first_at=findings.moment(min(seen.first for seen in spans)) if spans else None,
            last_at=findings.moment(max(seen.last for seen in spans)) if spans else None,
        )
        over(run)


def import_rows(run: IntakeRun, beat: Beat) -> None:
    """Staged rows begin to count, and results follow, in one short transaction."""
    batch = run.batch
    if batch.state != EventImport.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))
    _check_file(batch)
    beat(phase=Phase.RESULTS, done=batch.rows, total=batch.rows)
    live = live_sources(batch.agreement)
    dropped = 0
    if _stamp(live) != batch.findings.get("live"):
        dropped = settle(batch, live, beat=beat)
    months = [findings.datetime.date.fromisoformat(month) for month in batch.months]
    prepared = prepare(batch.agreement, months=months, also=batch.pk)
    with transaction.atomic():
        beat(phase=Phase.SWITCHING)
        done = perform(
            batch,
            "confirm",
            by=run.by,
            added=batch.added - dropped,
            repeated=batch.repeated + dropped,
            left_out=batch.bad if run.options.get("leave_out") else 0,
        )
        if done.added:
            apply(prepared, source=done)
        over(run)


def withdraw(run: IntakeRun, beat: Beat) -> None:
    batch = run.batch
    beat(phase=Phase.RESULTS, done=0, total=0)
    months = [findings.datetime.date.fromisoformat(month) for month in batch.months]
    prepared = prepare(batch.agreement, months=months, without=batch.pk)
    with transaction.atomic():
        beat(phase=Phase.SWITCHING)
        perform(batch, "withdraw", by=run.by, note=run.options.get("note", ""))
        apply(prepared, why=WITHDRAWN, source=batch)
        over(run)


def clear_away(run: IntakeRun, beat: Beat) -> None:
    beat(phase=Phase.CLEARING)
    if run.batch.state in (EventImport.State.DISCARDED, EventImport.State.FAILED):
        clear(run.batch, beat=beat)


JOBS = {Job.READ: read, Job.IMPORT: import_rows, Job.WITHDRAW: withdraw, Job.CLEAR: clear_away}


def _stamp(live: frozenset[int]) -> list:
    """Which files counted, and how many rows they had: those that come by the API grow."""
    return [list(pair) for pair in EventImport.objects.filter(pk__in=live).order_by("pk").values_list("pk", "added")]


def _check_file(batch: EventImport) -> None:
    digest = hashlib.sha256()
    try:
        with batch.file.open("rb") as kept:
            while piece := kept.read(1 << 20):
                digest.update(piece)
    except FileNotFoundError as error:
        raise Refused(GONE) from error
    if digest.hexdigest() != batch.sha256:
        raise Refused(ALTERED)


def _words(refused: UnusableFile):
    if refused.reason == Reason.WRONG_SHAPE and refused.value:
        return f"{REASONS[refused.reason]} ({refused.value})"
    return REASONS[refused.reason]
