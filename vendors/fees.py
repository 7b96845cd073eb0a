"""What a contract costs in a month: fixed, per user, in tiers, by use, once; indexed from a day on.

Amounts and quantities are Decimal. Nothing is rounded here: a month's sum is rounded once, by whoever shows it. Months are
given by their first day. What recurs is charged once for every month of the contract, in the calendar month in which that
month of the contract begins, so that a term of twelve months is charged twelve times, whatever day it starts on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from vendors.notice import add_months

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)

Kind = Literal["fixed", "per_user", "tiered", "usage", "one_off"]
Reading = Literal["volume", "marginal"]


class TierFault(StrEnum):
    NONE = "none"
    NOT_FROM_NOTHING = "not_from_nothing"
    TWICE = "twice"
    NEGATIVE = "negative"


@dataclass(frozen=True)
class Tier:
    """From this many (included) up to the next tier's bound (not included), a price for each."""

    lower: Decimal
    price: Decimal


def tier_faults(tiers: Sequence[Tier]) -> list[TierFault]:
    """What is wrong with a table of tiers. Given by lower bounds alone, tiers can neither overlap nor leave a gap."""
    if not tiers:
        return [TierFault.NONE]
    bounds = [tier.lower for tier in tiers]
    faults = [] if min(bounds) == 0 else [TierFault.NOT_FROM_NOTHING]
    if len(set(bounds)) < len(bounds):
        faults.append(TierFault.TWICE)
    if any(tier.lower < 0 or tier.price < 0 for tier in tiers):
        faults.append(TierFault.NEGATIVE)
    return faults


def tiered(quantity: Decimal, tiers: Sequence[Tier], *, reading: Reading) -> Decimal:
    """The price of a quantity.

    ``volume``: all of it at the price of the tier that it falls into, so the sum jumps at a bound. ``marginal``: each part at
    the price of its own tier, so the sum runs on without a jump. ValueError for tiers with a fault or less than nothing.
    """
    if quantity < 0:
        raise ValueError("A quantity cannot be negative.")
    if faults := tier_faults(tiers):
        raise ValueError(f"The tiers do not hold: {', '.join(faults)}.")
    rising = sorted(tiers, key=lambda tier: tier.lower)
    if reading == "volume":
        return quantity * next(tier.price for tier in reversed(rising) if tier.lower <= quantity)
    total = ZERO
    for place, tier in enumerate(rising):
        upper = rising[place + 1].lower if place + 1 < len(rising) else quantity
        total += max(ZERO, min(quantity, upper) - tier.lower) * tier.price
    return total


@dataclass(frozen=True)
class Indexed:
    """How fees rise: from a day on, by a percentage each year, or with an index of (first day of a month, value).

    With an index, `percent` is the most that fees may rise from one anniversary to the next; 0 for no limit.
    """

    starts_on: date
    percent: Decimal = ZERO
    series: tuple[tuple[date, Decimal], ...] = ()

    def anniversaries(self, month: date) -> int:
        """How many times fees have risen by this month: once on the first day, once more each year after it."""
        months = (month.year - self.starts_on.year) * 12 + month.month - self.starts_on.month
        return 0 if months < 0 else months // 12 + 1

    def factor(self, month: date) -> Decimal:
        """What a fee is multiplied by in a month; 1 before the first day. ValueError for a value of the index of 0 or less."""
        times = self.anniversaries(month)
        if not self.series:
            return (ONE + self.percent / HUNDRED) ** times
        if any(value <= 0 for _month, value in self.series):
            raise ValueError("The values of an index are greater than 0.")
        factor = ONE
        for year in range(times):
            wanted = self._risen(add_months(self.starts_on.replace(day=1), 12 * year))
            most = factor * (ONE + self.percent / HUNDRED)
            factor = min(wanted, most) if self.percent > 0 else wanted
        return factor

    def _risen(self, month: date) -> Decimal:
        """The latest value known by a month against the first one."""
        known = sorted(self.series)
        latest = [value for day, value in known if day <= month] or [known[0][1]]
        return latest[-1] / known[0][1]


@dataclass(frozen=True)
class Line:
    """One fee of a contract. `begins` and `ends` are days; None leaves that side open."""

    name: str
    kind: Kind
    price: Decimal = ZERO
    quantity: Decimal = ZERO
    included: Decimal = ZERO
    tiers: tuple[Tier, ...] = ()
    reading: Reading = "marginal"
    begins: date | None = None
    ends: date | None = None
    indexed: bool = False

    @property
    def counted(self) -> Decimal:
        return max(ZERO, self.quantity - self.included)

    @property
    def a_month(self) -> Decimal:
        """The price of one month, or of the one time, before any index."""
        if self.kind in ("fixed", "one_off"):
            return self.price
        if self.kind == "tiered":
            return tiered(self.counted, self.tiers, reading=self.reading)
        return self.counted * self.price


@dataclass(frozen=True)
class Plan:
    """A contract's fees over the time it runs. `ends` is its last day; None where it has no end."""

    starts: date
    ends: date | None
    lines: tuple[Line, ...]
    indexed: Indexed | None = None

    def charged(self, line: Line, month: date) -> Decimal:
        """What one fee costs in a month."""
        day = self._day_in(month)
        if line.kind == "one_off":
            at = line.begins or self.starts
            return line.a_month if (at.year, at.month) == (month.year, month.month) else ZERO
        if day is None or (line.begins and day < self._due_from(line.begins)) or (line.ends and day > line.ends):
            return ZERO
        factor = self.indexed.factor(month) if self.indexed and line.indexed else ONE
        return line.a_month * factor

    def _due_from(self, begins: date) -> date:
        """A fee that begins inside a month is charged for that month."""
        return begins.replace(day=1)

    def _day_in(self, month: date) -> date | None:
        """The day in this calendar month on which a month of the contract begins; None when none does."""
        months = (month.year - self.starts.year) * 12 + month.month - self.starts.month
        if months < 0:
            return None
        day = add_months(self.starts, months)
        return None if self.ends and day > self.ends else day

    def fee(self, month: date) -> Decimal:
        """What all fees cost in a month."""
        return sum((self.charged(line, month) for line in self.lines), ZERO)

    def total(self, first: date, *, months: int) -> Decimal:
        """What all fees cost in so many months from the month of a day on."""
        begin = first.replace(day=1)
        return sum((self.fee(add_months(begin, n)) for n in range(months)), ZERO)


def months_between(first: date, last: date) -> int:
    """How many calendar months two days touch, both included; 0 when the last lies before the first."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
