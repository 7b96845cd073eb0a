"""Usable rows of a table of weekly figures, and what is wrong with the others. Plain Python: it knows no database."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from implementation.rollout.adoption_file.cells import as_count, as_day, plain
from implementation.rollout.adoption_file.headings import COUNTS, NAMES, REQUIRED
from implementation.rollout.shares import monday_of

BAD_WEEK, NO_WEEK, IN_THE_FUTURE = "bad_week", "no_week", "in_the_future"
BAD_NUMBER, NO_NUMBER, TOO_MANY, NOBODY = "bad_number", "no_number", "too_many", "nobody"
NO_NAME, UNKNOWN_NAME, NO_PLACE, OTHER_MODULE = "no_name", "unknown_name", "no_place", "other_module"


Key = tuple[int, int, int, datetime.date]


@dataclass(frozen=True)
class Line:
    """A usable row. ``values`` has the counts whose columns the file has."""

    line: int
    module: int
    department: int | None
    pilot: int | None
    week: datetime.date
    values: Mapping[str, int | None]

    @property
    def key(self) -> Key:
        """What a figure is of: the module in a department, or a pilot as a whole, and the week."""
        return (self.module, self.department or 0, 0 if self.department else (self.pilot or 0), self.week)


@dataclass(frozen=True)
class Problem:
    line: int
    column: str
    reason: str
    value: str


@dataclass
class Reading:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    left_out: int = 0
    #: field -> name as it was written -> in how many rows
    unknown: dict[str, dict[str, int]] = field(default_factory=dict)
    #: Lines whose figure a later line of the file replaces: (line, later line)
    doubles: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """The records that names are matched to: plain name -> id; ``pilots`` id -> id of its module."""

    names: Mapping[str, Mapping[str, int]]
    pilots: Mapping[int, int]
    #: What the person chose for names that nobody knows: field -> plain name -> id, 0 to leave the rows out.
    chosen: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_rows(
    rows: Iterable[tuple[int, Sequence[Any]]],
    *,
    columns: Mapping[str, int],
    known: Known,
    as_of: datetime.date,
    day_first: bool = True,
) -> Reading:
    """The rows below the headings. Of two rows about the same figure the last one counts."""
    reading = Reading()
    last: dict[Key, Line] = {}
    for number, cells in rows:
        reading.rows += 1
        cell = {name: cells[place] if place < len(cells) else None for name, place in columns.items()}
        found = _read_row(number, cell, columns, known, as_of, day_first, reading)
        if found is None:
            continue
        if before := last.pop(found.key, None):
            reading.doubles.append((before.line, found.line))
        last[found.key] = found
    reading.lines = list(last.values())
    return reading


class _Unusable(Exception):
    def __init__(self, column: str, reason: str):
        self.column, self.reason = column, reason


def _read_row(
    number: int,
    cell: Mapping[str, Any],
    columns: Mapping[str, int],
    known: Known,
    as_of: datetime.date,
    day_first: bool,
    reading: Reading,
) -> Line | None:
    try:
        ids = _ids(cell, known, reading)
        if ids is None:
            reading.left_out += 1
            return None
        week = _week(cell.get("week"), as_of, day_first)
        values = {name: _count(name, cell.get(name)) for name in COUNTS if name in columns}
        _agree(values)
        return Line(number, ids[0], ids[1], ids[2], week, values)
    except _Unusable as problem:
        value = str(cell.get(problem.column) if cell.get(problem.column) is not None else "")
        reading.problems.append(Problem(number, problem.column, problem.reason, value[:200]))
        return None


def _ids(cell: Mapping[str, Any], known: Known, reading: Reading) -> tuple[int, int | None, int | None] | None:
    """Module, department and pilot of a row; None for a row to be left out."""
    found = {name: _id(name, cell.get(name), known, reading) for name in NAMES}
    if 0 in found.values():
        return None
    module, department, pilot = found["module"], found["department"], found["pilot"]
    if department is None and pilot is None:
        raise _Unusable("department", NO_PLACE)
    if pilot is not None and module is None:
        module = known.pilots[pilot]
    if module is None:
        raise _Unusable("module", NO_NAME)
    if pilot is not None and known.pilots[pilot] != module:
        raise _Unusable("pilot", OTHER_MODULE)
    return module, department, pilot


def _id(name: str, value: Any, known: Known, reading: Reading) -> int | None:
    written = plain(value)
    if not written:
        return None
    for names in (known.names.get(name, {}), known.chosen.get(name, {})):
        if written in names:
            return names[written]
    seen = reading.unknown.setdefault(name, {})
    text = " ".join(str(value).split())[:120]
    seen[text] = seen.get(text, 0) + 1
    raise _Unusable(name, UNKNOWN_NAME)


def _week(value: Any, as_of: datetime.date, day_first: bool) -> datetime.date:
    if not plain(value):
        raise _Unusable("week", NO_WEEK)
    found = as_day(value, day_first=day_first)
    if found is None or not 2000 <= found.year <= 2100:
        raise _Unusable("week", BAD_WEEK)
    if monday_of(found) > as_of:
        raise _Unusable("week", IN_THE_FUTURE)
    return monday_of(found)


def _count(name: str, value: Any) -> int | None:
    if not plain(value):
        if name in REQUIRED:
            raise _Unusable(name, NO_NUMBER)
        return None
    found = as_count(value)
    if found is None:
        raise _Unusable(name, BAD_NUMBER)
    return found


def _agree(values: Mapping[str, int | None]) -> None:
    active, staff = values.get("active"), values.get("staff")
    if staff == 0:
        raise _Unusable("staff", NOBODY)
    if active is not None and staff is not None and active > staff:
        raise _Unusable("active", TOO_MANY)
