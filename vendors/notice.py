"""Until when a contract can be left: the last day to give notice, and what happens when it passes.

Days are calendar days in the contract's place. A term includes its last day. Months are counted on the
calendar and cut to the end of a shorter month: one month before 31 March is 28 or 29 February.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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


Renewal = Literal["ends", "tacit", "option", "open"]


@dataclass(frozen=True)
class Terms:
    """How long a contract runs and how it goes on: it ends, rolls on tacitly, goes on by an option that somebody uses, or
    has no end.
    """

    starts_on: date
    first_months: int
    renewal: Renewal = "ends"
    renewal_months: int = 0
    notice_months: int = 0
    notice_days: int = 0
    options: int = 0
    options_used: int = 0

    @property
    def first_end(self) -> date:
        return term_end(self.starts_on, months=self.first_months)

    @property
    def fixed_end(self) -> date:
        """The end of the first term, or of the last one that an option added to it."""
        added = self.options_used * self.renewal_months if self.renewal == "option" else 0
        return term_end(self.starts_on, months=self.first_months + added)

    @property
    def may_be_prolonged(self) -> bool:
        return self.renewal == "option" and self.options_used < self.options

    def last_day(self, end: date) -> date:
        return last_notice_day(end, months=self.notice_months, days=self.notice_days)

    def running_until(self, on: date) -> date | None:
        """The last day of the term current on a day; None when the contract is over, or has no end."""
        if on <= self.fixed_end:
            return self.fixed_end
        return self._rolled_until(on) if self.renewal == "tacit" and self.renewal_months else None

    def _rolled_until(self, on: date) -> date:
        """Terms that roll on are counted from the start, so that the 31st comes back after February."""
        passed = (on.year - self.starts_on.year) * 12 + on.month - self.starts_on.month
        times = max(1, (passed - self.first_months) // self.renewal_months)
        while (end := term_end(self.starts_on, months=self.first_months + times * self.renewal_months)) < on:
            times += 1
        return end


def upcoming(terms: Terms, *, on: date) -> Notice | None:
    """The term whose last day for notice counts next; a tacit one whose day has passed gives way to the term after it.

    None when the contract is over, and when one without an end may be left at any time.
    """
    end = terms.running_until(on)
    while end is not None and terms.last_day(end) < on and terms.renewal == "tacit":
        end = terms.running_until(end + ONE_DAY)
    if end is None or (terms.renewal == "open" and terms.last_day(end) < on):
        return None
    return Notice(end, terms.last_day(end))


def ends_by_notice(terms: Terms, *, given_on: date) -> date | None:
    """The day on which the contract ends when notice reaches the other side on a day; None when it is over by then."""
    if terms.renewal == "open":
        served = add_months(given_on, terms.notice_months) + timedelta(days=terms.notice_days)
        return max(terms.first_end, served)
    found = upcoming(terms, on=given_on)
    return found.term_end if found else None


@dataclass(frozen=True)
class Reason:
    """One step to the last day for notice: what it is, its day, and a number of months, days or options where it has one."""

    key: str
    day: date | None = None
    number: int = 0


def reasons(terms: Terms, *, on: date) -> tuple[Reason, ...]:
    """How the last day for notice comes about, step by step, as it stands on a day."""
    steps = [Reason("start", terms.starts_on), Reason("first_term", terms.first_end, terms.first_months)]
    if terms.renewal == "option" and terms.options_used:
        steps.append(Reason("options_used", terms.fixed_end, terms.options_used))
    found = upcoming(terms, on=on)
    if found is None:
        if terms.renewal != "open":
            return (*steps, Reason("over", terms.fixed_end))
        leave = ends_by_notice(terms, given_on=on)
        return (*steps, Reason("open"), _period(terms), Reason("leave_today", leave))
    if found.term_end > terms.fixed_end:
        steps.append(Reason("rolled_on", found.term_end, terms.renewal_months))
    return (*steps, _period(terms), Reason("last_day", found.last_day))


def _period(terms: Terms) -> Reason:
    if terms.notice_months:
        return Reason("less_months", number=terms.notice_months)
    return Reason("less_days", number=terms.notice_days) if terms.notice_days else Reason("no_period")


def reminder_days(last_day: date, *, before: tuple[int, ...] = REMINDERS) -> tuple[date, ...]:
    """The days to remind of a last day for notice, the earliest first."""
    return tuple(last_day - timedelta(days=days) for days in sorted(before, reverse=True))
