"""Months counted through (year x 12 + month - 1), and the periods they make up. Month 0 of a programme is the calendar month
in which it starts: books are closed by calendar months."""

import datetime
from collections.abc import Iterable
from typing import Literal

By = Literal["month", "quarter", "year"]
#: Months in one period.
LENGTHS: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}


def month_of(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> datetime.date:
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> datetime.date:
    return first_day(month + 1) - datetime.timedelta(days=1)


def iso(month: int) -> str:
    """2026-11"""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def closed_month(today: datetime.date, *, grace: int = 0) -> int:
    """The last month that is over, and whose books have had this many days to be closed."""
    return month_of(today - datetime.timedelta(days=grace)) - 1


def periods(first: int, last: int, by: By) -> list[range]:
    """The calendar months, quarters or years that hold all months from the first to the last, in order."""
    length = LENGTHS[by]
    start = first - first % length
    return [range(month, month + length) for month in range(start, last + 1, length)]


def spread_over_months(amount_in_cents: int, months: int) -> list[int]:
    """The same in every month, to the cent: what does not divide goes to the first months, so that the sum is kept."""
    each, left = divmod(amount_in_cents, months)
    return [each + (1 if place < left else 0) for place in range(months)]


def reach(months: Iterable[int]) -> tuple[int, int] | None:
    """The first and the last of the months; None where there is none."""
    found = list(months)
    return (min(found), max(found)) if found else None
