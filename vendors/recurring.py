"""When something that is owed again and again is due next; counted from the first day, so that the 31st never drifts."""

from datetime import date

from vendors.notice import add_months

#: Months between two days; 0 for what is owed once.
MONTHS = {"once": 0, "monthly": 1, "quarterly": 3, "yearly": 12}


def next_due(first: date, *, after: date, months: int) -> date | None:
    """The first due day later than `after`: the first day, or that many months times n after it, cut to the month's end.

    None for what is owed once and whose day is not later. ValueError for less than no months.
    """
    if months < 0:
        raise ValueError("What is owed again is owed later, never earlier.")
    if first > after:
        return first
    if months == 0:
        return None
    passed = (after.year - first.year) * 12 + after.month - first.month
    times = max(1, passed // months)
    while (found := add_months(first, times * months)) <= after:
        times += 1
    return found
