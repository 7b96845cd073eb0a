"""What the pages of a search for duplicates show: where the review stands, thresholds, records side by side, the plan."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from core.models import User
from implementation.data_readiness.actions.duplicates import clusters_of
from implementation.data_readiness.actions.samples import looked_at
from implementation.data_readiness.duplicate_words import CHANCES, ROLES, percent_of
from implementation.data_readiness.duplicates.estimate import LEAST, Estimate, estimate
from implementation.data_readiness.duplicates.merging import Merge, merge
from implementation.data_readiness.kept_rows import Row, rows_at
from implementation.data_readiness.models import DuplicatePair, DuplicateRun, SampleAccess
from implementation.data_readiness.rows import columns_of

ONE_LOOK = datetime.timedelta(hours=1)
DECIDED = Q(verdict__in=(DuplicatePair.Verdict.SAME, DuplicatePair.Verdict.DIFFERENT))


@dataclass(frozen=True)
class Standing:
    total: int
    reviewed: int
    same: int
    different: int
    later: int

    @property
    def percent(self) -> int:
        return 100 * self.reviewed // self.total if self.total else 0


def standing(run: DuplicateRun) -> Standing:
    V = DuplicatePair.Verdict
    counted = run.pairs.aggregate(
        total=Count("pk"),
        reviewed=Count("pk", filter=DECIDED),
        same=Count("pk", filter=Q(verdict=V.SAME)),
        different=Count("pk", filter=Q(verdict=V.DIFFERENT)),
        later=Count("pk", filter=Q(verdict=V.LATER)),
    )
    return Standing(**counted)


@dataclass(frozen=True)
class ThresholdLine:
    percent: float
    bits: float
    pairs: int
    estimate: Estimate
    chosen: bool

    @property
    def key(self) -> str:
        return str(self.bits)

    @property
    def places(self) -> int:
        return 0 if self.percent == int(self.percent) else 1


def levels(run: DuplicateRun) -> list[ThresholdLine]:
    """For each threshold offered: how many pairs reach it, and what the reviewed ones say of it."""
    meant = {DuplicatePair.Verdict.SAME: True, DuplicatePair.Verdict.DIFFERENT: False}
    scored = [
        (score, meant.get(verdict)) for score, verdict in run.pairs.order_by("pk").values_list("score", "verdict")
    ]
    nearest = min(CHANCES, key=lambda item: abs(item[1] - run.threshold))[0]
    return [
        ThresholdLine(
            percent,
            bits,
            sum(1 for score, _same in scored if score >= bits),
            estimate(scored, threshold=bits),
            percent == nearest,
        )
        for percent, bits in CHANCES
    ]


def roles_used(run: DuplicateRun) -> list[tuple[str, Any]]:
    """Headings and what they were taken for, without those that were not compared."""
    named = list(zip(columns_of(run.data_file), run.roles, strict=False))
    if run.other_file is not None:
        named += list(zip(columns_of(run.other_file), run.other_roles, strict=False))
    return [(name, ROLES[role]) for name, role in named if role in ROLES and role != "ignored"]


def note_look(run: DuplicateRun, what: str, *, rows: int, by: User) -> None:
    """Put on record that somebody sees rows of the files; once an hour for one person and file."""
    since = timezone.now() - ONE_LOOK
    for data_file in filter(None, (run.data_file, run.other_file)):
        seen = SampleAccess.objects.filter(data_file=data_file, what=what, by=by, at__gte=since)
        if what == SampleAccess.What.MERGE_PLAN or not seen.exists():
            looked_at(data_file, what, rows=rows, by=by)


@dataclass(frozen=True)
class Side:
    """One column of both records."""

    name: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first.strip().casefold() != self.second.strip().casefold()


def side_by_side(run: DuplicateRun, pair: DuplicatePair, *, by: User) -> list[Side]:
    """The cells of both rows under their headings; nothing where the rows are deleted."""
    keys: tuple[Row, Row] = (pair.first_file, pair.first_row), (pair.second_file, pair.second_row)
    if not run.has_rows:
        return []
    rows = rows_at(run, set(keys))
    note_look(run, SampleAccess.What.PAIRS, rows=2 * run.pair_count, by=by)
    first, second = (rows.get(key, []) for key in keys)
    names = columns_of(run.data_file)
    if run.other_file is None:
        return [Side(name, _cell(first, at), _cell(second, at)) for at, name in enumerate(names)]
    return [
        Side(" / ".join(dict.fromkeys(filter(None, (_cell(names, a), _cell(columns_of(run.other_file), b))))), _cell(first, a), _cell(second, b))
        for a, b in _aligned(run.roles, run.other_roles)
    ]  # fmt: skip


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if 0 <= at < len(cells) else ""


def _aligned(roles: list[str], other: list[str]) -> Iterator[tuple[int, int]]:
    """Columns of two files that hold the same, then what only one of them has; -1 where there is none."""
    free = list(range(len(other)))
    for a, role in enumerate(roles):
        b = next((at for at in free if other[at] == role and role != "ignored"), -1)
        if b >= 0:
            free.remove(b)
        yield a, b
    for b in free:
        yield -1, b


@dataclass(frozen=True)
class Planned:
    """A cluster and what would become of it."""

    number: int
    rows: list[Row]
    merge: Merge[Row] | None
    cells: dict[Row, list[str]]


def planned(run: DuplicateRun, chosen: list[tuple[int, list[Row]]]) -> list[Planned]:
    """Clusters with the cells of their rows and what one record would hold; without cells where the rows are deleted."""
    wanted = {row for _number, rows in chosen for row in rows}
    cells = rows_at(run, wanted) if run.has_rows else {}
    return [
        Planned(number, rows, _merged(run, rows, cells), {row: cells[row] for row in rows if row in cells})
        for number, rows in chosen
    ]


def _merged(run: DuplicateRun, rows: list[Row], cells: dict[Row, list[str]]) -> Merge[Row] | None:
    there = [(row, laid_out(run, row, cells[row])) for row in rows if row in cells]
    return merge(there) if len(there) > 1 else None


def laid_out(run: DuplicateRun, row: Row, cells: list[str]) -> list[str]:
    """Cells in the order of the first file's columns, whichever file the row is from."""
    if run.other_file is None or row[0] == 0:
        return cells
    width = len(run.roles)
    laid = [""] * width
    for a, b in _aligned(run.roles, run.other_roles):
        if 0 <= a < width:
            laid[a] = _cell(cells, b)
    return laid


def all_clusters(run: DuplicateRun) -> list[tuple[int, list[Row]]]:
    return list(enumerate(clusters_of(run), start=1))


__all__ = [
    "LEAST",
    "all_clusters",
    "levels",
    "note_look",
    "percent_of",
    "planned",
    "roles_used",
    "side_by_side",
    "standing",
]
