"""The budget against what was spent, by category and month, quarter or year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import month, say
from implementation.budget.books import Books
from implementation.budget.earned_value import NIL
from implementation.budget.models import CATEGORIES
from implementation.budget.months import By, first_day, periods

WAYS: dict[str, Any] = {"year": _("By year"), "quarter": _("By quarter"), "month": _("By month")}
#: Years shown at once; the others are a press away.
YEARS_SHOWN = {"month": 1, "quarter": 2, "year": 12}


@dataclass(frozen=True)
class Cell:
    planned: Decimal
    spent: Decimal

    @property
    def left(self) -> Decimal:
        """Budget - actual: below 0 more was spent than planned."""
        return self.planned - self.spent

    @property
    def is_empty(self) -> bool:
        return not self.planned and not self.spent

    @property
    def is_over(self) -> bool:
        return self.left < 0


@dataclass(frozen=True)
class Row:
    """One category, or all of them. ``to_date`` is up to the end of the last month, ``whole`` from the first to the last."""

    label: Any
    cells: list[Cell]
    begun: list[bool]
    to_date: Cell
    whole: Cell

    @property
    def shown(self) -> list[tuple[bool, Cell]]:
        """Each cell with whether its period has begun: what lies ahead has no actual costs to compare with."""
        return list(zip(self.begun, self.cells, strict=True))


@dataclass(frozen=True)
class Table:
    by: By
    headings: list[Any]
    rows: list[Row]
    total: Row
    year: int
    earlier: int | None
    later: int | None


def table(books: Books, *, by: By, year: int | None = None) -> Table | None:
    """None where there is neither a budget nor a cost."""
    if books.reach is None:
        return None
    first, last = books.reach
    years = range(first // 12, last // 12 + 1)
    shown = YEARS_SHOWN[by]
    begin = min(max(books.this_month // 12 if year is None else year, years[0]), years[-1])
    begin = years[0] if by == "year" else begin
    end = min(begin + shown - 1, years[-1])
    columns = periods(begin * 12, end * 12 + 11, by)
    used = {category for category, _month in (*books.planned, *books.spent)}
    rows = [_row(books, label, {name}, columns) for name, label in CATEGORIES.items() if name in used]
    return Table(
        by=by,
        headings=[_heading(column, by) for column in columns],
        rows=rows,
        total=_row(books, _("Total"), used, columns),
        year=begin,
        earlier=max(begin - shown, years[0]) if begin > years[0] else None,
        later=end + 1 if end < years[-1] else None,
    )


def _row(books: Books, label: Any, categories: set[str], columns: list[range]) -> Row:
    planned = _by_month(books.planned, categories)
    spent = _by_month(books.spent, categories)
    return Row(
        label=label,
        cells=[Cell(_within(planned, column), _within(spent, column)) for column in columns],
        begun=[column[0] <= books.this_month for column in columns],
        to_date=Cell(_within(planned, range(books.this_month)), _within(spent, range(books.this_month))),
        whole=Cell(sum(planned.values(), NIL), sum(spent.values(), NIL)),
    )


def _by_month(amounts: dict[tuple[str, int], Decimal], categories: set[str]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = {}
    for (category, at), amount in amounts.items():
        if category in categories:
            found[at] = found.get(at, NIL) + amount
    return found


def _within(amounts: dict[int, Decimal], months: range) -> Decimal:
    return sum((amount for at, amount in amounts.items() if at in months), NIL)


def _heading(column: range, by: By) -> Any:
    year = column[0] // 12
    if by == "year":
        return str(year)
    if by == "quarter":
        return say(_("Q{n} {year}"), n=column[0] % 12 // 3 + 1, year=year)
    return month(first_day(column[0]))
