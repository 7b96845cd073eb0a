"""Searches for duplicates: asked for, worked out by a worker, whole or absent; and what people say of the pairs."""

import datetime
import logging
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.data_readiness import kept_rows
from implementation.data_readiness.duplicates.clusters import clusters
from implementation.data_readiness.duplicates.encoding import Encoder
from implementation.data_readiness.duplicates.engine import Pair, find, places_of, roles_in
from implementation.data_readiness.duplicates.estimate import band_of, turns
from implementation.data_readiness.duplicates.roles import ColumnRole, guess_roles
from implementation.data_readiness.kept_rows import Row
from implementation.data_readiness.models import DataFile, DuplicatePair, DuplicateRun
from implementation.data_readiness.rows import columns_of, read_rows

log = logging.getLogger(__name__)
FIND = "data_readiness.find_duplicates"
STALE = datetime.timedelta(minutes=10)
TRIES = 3
MOST_PAIRS = 50_000
SAMPLE = 200
BEAT = 20_000
NAMING = {ColumnRole.GIVEN, ColumnRole.SURNAME, ColumnRole.NAME, ColumnRole.COMPANY}
TELLING = NAMING | {ColumnRole.PHONE, ColumnRole.EMAIL, ColumnRole.ID}


def guessed_roles(data_file: DataFile) -> list[str]:
    """What the columns seem to hold, from headings and the first rows."""
    sample: list[Sequence[str]] = []
    for _line, cells in read_rows(data_file):
        sample.append(cells)
        if len(sample) == SAMPLE:
            break
    return [str(role) for role in guess_roles(columns_of(data_file), sample)]


def start_search(
    data_file: DataFile,
    *,
    roles: list[str],
    by: User,
    other_file: DataFile | None = None,
    other_roles: Sequence[str] = (),
) -> DuplicateRun:
    """Queue a search; the worker is told on commit. A second press while one is at work is refused."""
    for found, chosen in ((data_file, roles), (other_file, other_roles)):
        if found is not None:
            _check(found, list(chosen))
    run = DuplicateRun(
        data_file=data_file, other_file=other_file, roles=list(roles), other_roles=list(other_roles), by=by
    )
    try:
        with transaction.atomic():
            actions.create(run, permission=FIND, by=by, verb="asked for duplicates")
            transaction.on_commit(lambda: _enqueue(run.pk))
    except IntegrityError:
        raise Refused(_("This file is being searched already.")) from None
    return run


def _check(data_file: DataFile, roles: list[str]) -> None:
    if not data_file.has_rows:
        raise Refused(_("The rows of this file are deleted. Upload it again."))
    if len(roles) != len(data_file.columns) or set(roles) - {str(role) for role in ColumnRole}:
        raise ValidationError(_("Say for every column what it holds."))
    if not TELLING & set(roles):
        raise ValidationError(_("Name at least one column with a name, company, phone, e-mail or ID number."))


def _enqueue(pk: int) -> None:
    from implementation.data_readiness.tasks import search_duplicates

    search_duplicates(pk)


def search(pk: int) -> None:
    """Work one queued run out. Asked for twice it works once; all pairs are written together with the end, or none."""
    run = DuplicateRun.objects.filter(pk=pk, state=DuplicateRun.State.QUEUED).first()
    if run is None:
        return
    try:
        run = perform(run, "begin", by=None, beat_at=timezone.now())
    except Refused:
        return
    tries = run.tries
    try:
        rows, pairs = _found(run)
        kept = kept_rows.keep(run, _named(pairs[:MOST_PAIRS]))
    except (Refused, OSError, UnicodeError, ValueError) as error:
        log.warning("search for duplicates %s failed: %s", pk, type(error).__name__)
        trouble = (
            str(error) if isinstance(error, Refused) else _("The file could not be read. Check it and upload it again.")
        )
        _settle(pk, tries, "fail", trouble=trouble[:300])
        return
    if not _keep(pk, tries, rows, pairs, kept):
        default_storage.delete(kept)


def _named(pairs: Iterable[Pair]) -> set[Row]:
    return {row for pair in pairs for row in ((pair.first_file, pair.first), (pair.second_file, pair.second))}


def _found(run: DuplicateRun) -> tuple[int, list[Pair]]:
    parts = [(run.data_file, [ColumnRole(role) for role in run.roles])]
    if run.other_file is not None:
        parts.append((run.other_file, [ColumnRole(role) for role in run.other_roles]))
    encoder = Encoder(roles_in([roles for _file, roles in parts]))
    for source, (data_file, roles) in enumerate(parts):
        places = places_of(roles)
        for line, cells in read_rows(data_file):
            encoder.add(line, cells, places, source)
            if len(encoder.rows) % BEAT == 0:
                _beat(run, 10)
    encoded = encoder.done()
    pairs = find(encoded, across=len(parts) > 1, progress=lambda share: _beat(run, 20 + int(75 * share)))
    return len(encoded.rows), pairs


def _beat(run: DuplicateRun, progress: int) -> None:
    DuplicateRun.objects.filter(pk=run.pk, tries=run.tries).update(progress=progress, beat_at=timezone.now())


@transaction.atomic
def _settle(pk: int, tries: int, step: str, **fields) -> DuplicateRun | None:
    """Take the last step, unless another worker has taken the run over meanwhile."""
    run = DuplicateRun.objects.get(pk=pk)
    audit.lock(run.scope_key)
    run = DuplicateRun.objects.select_for_update().get(pk=pk)
    if run.state != DuplicateRun.State.RUNNING or run.tries != tries:
        return None
    return perform(run, step, by=None, **fields)


@transaction.atomic
def _keep(pk: int, tries: int, rows: int, pairs: list[Pair], rows_file: str) -> bool:
    """Whether the rows of the pairs are still wanted: not where another worker took over, or they were deleted meanwhile."""
    kept = pairs[:MOST_PAIRS]
    run = _settle(
        pk,
        tries,
        "finish",
        rows=rows,
        pair_count=len(kept),
        left_out=len(pairs) - len(kept),
        finished_at=timezone.now(),
    )
    if run is None:
        return False
    order = turns([pair.score for pair in kept])
    DuplicatePair.objects.bulk_create(
        (
            DuplicatePair(
                run=run,
                first_row=pair.first,
                second_row=pair.second,
                first_file=pair.first_file,
                second_file=pair.second_file,
                score=pair.score,
                band=band_of(pair.score),
                turn=turn,
                evidence=[[e.role, int(e.level), e.bits] for e in pair.evidence],
            )
            for pair, turn in zip(kept, order, strict=True)
        ),
        batch_size=500,
    )
    _count_surplus(run)
    if run.has_rows:
        DuplicateRun.objects.filter(pk=run.pk).update(rows_file=rows_file)
    return run.has_rows


def sweep_searches() -> None:
    """Queue again what a stopped worker left; after ``TRIES`` it is given up with a sentence."""
    before = timezone.now() - STALE
    for run in DuplicateRun.objects.filter(state=DuplicateRun.State.RUNNING, beat_at__lt=before):
        if run.tries >= TRIES:
            _settle(
                run.pk, run.tries, "fail", trouble=_("The worker stopped three times. Upload fewer rows and try again.")
            )
        elif _settle(run.pk, run.tries, "requeue"):
            _enqueue(run.pk)
    for pk in DuplicateRun.objects.filter(state=DuplicateRun.State.QUEUED, at__lt=before).values_list("pk", flat=True):
        _enqueue(pk)


def judge(pair: DuplicatePair, verdict: str, *, by: User, seen_revision: int | None = None) -> DuplicatePair:
    """Say of a pair that it is the same, different or for later; an empty verdict takes it back."""
    if verdict not in DuplicatePair.Verdict.values:
        raise Refused(_("Choose “the same”, “different” or “decide later”."))
    stamp = {"reviewer": by, "at": timezone.now()} if verdict else {"reviewer": None, "at": None}
    if pair.verdict == verdict and verdict and pair.reviewer_id == by.pk:
        return pair
    with transaction.atomic():
        judged = actions.change(
            pair, permission=FIND, by=by, verb="judged", seen_revision=seen_revision, verdict=verdict, **stamp
        )
        _count_surplus(judged.run)
    return judged


def undo(run: DuplicateRun, *, by: User) -> DuplicatePair:
    """Take back this person's last verdict of the run."""
    last = run.pairs.exclude(verdict="").filter(reviewer=by).order_by("-at", "-pk").first()
    if last is None:
        raise Refused(_("You have given no verdict in this search yet."))
    return judge(last, "", by=by)


def set_threshold(run: DuplicateRun, threshold: float, *, by: User) -> DuplicateRun:
    with transaction.atomic():
        changed = actions.change(run, permission=FIND, by=by, verb="set the threshold", threshold=threshold)
        _count_surplus(changed)
    return changed


def clusters_of(run: DuplicateRun) -> list[list[Row]]:
    """The clusters of a run as it is judged now: rows as (file, line)."""
    V = DuplicatePair.Verdict
    counted = run.pairs.filter(score__gte=run.threshold) | run.pairs.filter(verdict__in=(V.SAME, V.DIFFERENT))
    edges, same, different = [], [], []
    for a, b, c, d, score, verdict in counted.order_by("pk").values_list(
        "first_file", "first_row", "second_file", "second_row", "score", "verdict"
    ):
        if verdict == V.SAME:
            same.append(((a, b), (c, d)))
        elif verdict == V.DIFFERENT:
            different.append(((a, b), (c, d)))
        else:
            edges.append(((a, b), (c, d), score))
    return clusters(edges, threshold=run.threshold, same=same, different=different)


def _count_surplus(run: DuplicateRun) -> None:
    surplus = sum(len(rows) - 1 for rows in clusters_of(run))
    DuplicateRun.objects.filter(pk=run.pk).update(surplus=surplus)
    run.surplus = surplus
