"""How long training holds, and when it must be repeated."""

from datetime import date, timedelta
from typing import Literal

from vendors.notice import add_months

Standing = Literal["valid", "due_soon", "overdue"]
#: So many days before the last day people are asked to come again.
SOON = timedelta(days=60)


def due_on(attended: date, months: int | None) -> date | None:
    """The last day on which it holds: some calendar months later, cut to the end of the month. None: for good."""
    return add_months(attended, months) if months else None


def holds(attended: date, months: int | None, *, today: date) -> bool:
    last = due_on(attended, months)
    return last is None or today <= last


def standing(attended: date, months: int | None, *, today: date) -> Standing:
    last = due_on(attended, months)
    if last is None or today <= last - SOON:
        return "valid"
    return "due_soon" if today <= last else "overdue"
