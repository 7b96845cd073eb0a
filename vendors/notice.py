"""Until when a contract can be left: the last day to give notice, and what happens when it passes.

Days are calendar days in the contract's place. A term includes its last day. Months are counted on the
calendar and cut to the end of a shorter month: one month before 31 March is 28 or 29 February.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

REMINDERS = (90, 60, 30, 7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Notice:
    """The term current on a day: its last day and the last day to give notice so that it ends then."""

    term_end: date
    last_day: date


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier, when negative), cut to the end of the month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def term_end(start: date, *, months: int) -> date:
    """The last day of a term of some months: the day before the same day of the month."""
    if months < 1:
        raise ValueError("A term lasts at least one month.")
    return add_months(start, months) - ONE_DAY


def last_notice_day(term_end: date, *, months: int = 0, days: int = 0) -> date:
    """End of the term - notice period, in months or in days. ValueError for both at once or less than
    nothing.
    """
    if months < 0 or days < 0:
        raise ValueError("A notice period cannot be negative.")
    if months and days:
        raise ValueError("Give the notice period in months or in days, not in both.")
    return add_months(term_end, -months) - timedelta(days=days)


def current_term_end(first_end: date, *, on: date, renewal_months: int | None) -> date | None:
    """The last day of the term current on a day, when the contract rolls on tacitly by `renewal_months` at
    a time.

    Terms are counted from the end of the first, so a term that ends with February ends on the 29th in a
    leap year. None when the contract does not renew and is over.
    """
    if on <= first_end:
        return first_end
    if not renewal_months:
        return None
    if renewal_months < 0:
        raise ValueError("A renewal cannot be shorter than nothing.")
    renewed_on = first_end + ONE_DAY
    passed = (on.year - renewed_on.year) * 12 + on.month - renewed_on.month
    terms = max(1, passed // renewal_months)
    while (end := term_end(renewed_on, months=terms * renewal_months)) < on:
        terms += 1
    return end


def notice(
    first_end: date,
    *,
    on: date,
    renewal_months: int | None = None,
    notice_months: int = 0,
    notice_days: int = 0,
) -> Notice | None:
    """The term current on a day and its last day for notice, which may lie before `on`: then the contract
    rolls on.

    None when the contract is over. For the chance after that, ask again for the day after `term_end`.
    """
    end = current_term_end(first_end, on=on, renewal_months=renewal_months)
    if end is None:
        return None
    return Notice(end, last_notice_day(end, months=notice_months, days=notice_days))


def reminder_days(last_day: date, *, before: tuple[int, ...] = REMINDERS) -> tuple[date, ...]:
    """The days to remind of a last day for notice, the earliest first."""
    return tuple(last_day - timedelta(days=days) for days in sorted(before, reverse=True))
