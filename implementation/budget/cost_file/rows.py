"""Usable rows of a table of costs, and what is wrong with the others. Plain Python: it knows no database."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from implementation.budget.cost_file.cells import as_amount, as_day, plain, tidy

NO_DAY, BAD_DAY, IN_THE_FUTURE, TOO_EARLY = "no_day", "bad_day", "in_the_future", "too_early"
NO_AMOUNT, BAD_AMOUNT, NOT_POSITIVE, TOO_FINE = "no_amount", "bad_amount", "not_positive", "too_fine"
NO_CATEGORY, UNKNOWN_CATEGORY, UNKNOWN_PACKAGE = "no_category", "unknown_category", "unknown_package"

#: Characters that a text has room for.
LENGTHS = {"supplier": 120, "reference": 60, "note": 300}

Double = tuple[str, datetime.date, Decimal]


@dataclass(frozen=True)
class Line:
    """A usable row. ``double_of`` is the line of the file that says the same, 0 for an entry on record, None for a new one."""

    line: int
    on: datetime.date
    category: str
    amount: Decimal
    supplier: str
    reference: str
    note: str
    package: int | None
    double_of: int | None = None


@dataclass(frozen=True)
class Problem:
    line: int
    column: str
    reason: str
    value: str


@dataclass(frozen=True)
class Known:
    """What names are matched to (plain name -> key or number), the days that may be, and the decimals of the currency."""

    categories: Mapping[str, str]
    packages: Mapping[str, int]
    first_day: datetime.date
    today: datetime.date
    places: int = 2
    #: Reference (plain), day and amount of the entries on record.
    entered: frozenset[Double] = frozenset()


@dataclass
class Reading:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0

    @property
    def doubles(self) -> list[Line]:
        return [line for line in self.lines if line.double_of is not None]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.double_of is None]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.new), Decimal(0))


def read_rows(
    rows: Iterable[tuple[int, Sequence[Any]]], *, columns: Mapping[str, int], known: Known, day_first: bool = True
) -> Reading:
    """The rows below the headings. Every cell that cannot be used is named, not only the first of its row."""
    reading = Reading()
    seen: dict[Double, int] = dict.fromkeys(known.entered, 0)
    for number, cells in rows:
        reading.rows += 1
        cell = {name: cells[place] if place < len(cells) else None for name, place in columns.items()}
        problems: list[Problem] = []
        values = _values(cell, known, day_first, number, problems)
        if problems:
            reading.problems += problems
            continue
        key: Double = (plain(values["reference"]), values["on"], values["amount"])
        double = seen.get(key) if values["reference"] else None
        reading.lines.append(Line(line=number, double_of=double, **values))
        seen.setdefault(key, number)
    return reading


def _values(
    cell: Mapping[str, Any], known: Known, day_first: bool, number: int, problems: list[Problem]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, read in (("on", _day), ("category", _category), ("amount", _amount), ("package", _package)):
        value = cell.get(name)
        result = read(value, known, day_first)
        if isinstance(result, str) and result.startswith("?"):
            problems.append(Problem(number, name, result[1:], tidy(value, 200)))
        found[name] = result
    return found | {name: tidy(cell.get(name), most) for name, most in LENGTHS.items()}


def _day(value: Any, known: Known, day_first: bool) -> Any:
    if not plain(value):
        return f"?{NO_DAY}"
    found = as_day(value, day_first=day_first)
    if found is None:
        return f"?{BAD_DAY}"
    if found > known.today:
        return f"?{IN_THE_FUTURE}"
    return found if found >= known.first_day else f"?{TOO_EARLY}"


def _category(value: Any, known: Known, _day_first: bool) -> Any:
    if not plain(value):
        return f"?{NO_CATEGORY}"
    return known.categories.get(plain(value), f"?{UNKNOWN_CATEGORY}")


def _amount(value: Any, known: Known, _day_first: bool) -> Any:
    if not plain(value):
        return f"?{NO_AMOUNT}"
    found = as_amount(value)
    if found is None:
        return f"?{BAD_AMOUNT}"
    if found <= 0:
        return f"?{NOT_POSITIVE}"
    kept = found.quantize(Decimal(1).scaleb(-known.places))
    return kept if kept == found else f"?{TOO_FINE}"


def _package(value: Any, known: Known, _day_first: bool) -> Any:
    if not plain(value):
        return None
    return known.packages.get(plain(value), f"?{UNKNOWN_PACKAGE}")
