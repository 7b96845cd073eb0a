"""What the ways to get a CRM cost if users or prices come out otherwise, and where two of them cost the same.

A way is made of parts, each with an amount for every year; year 0 is before the first use and falls due at the start, the amount
of a later year is spread evenly over its twelve months. Leaving costs once, whenever it happens.

``users``  how many there are, as a share of those planned: 1 is the plan, 1.5 is half as many again. Parts per user follow it.
``rise``   what prices rise by in a year, 0.1 is 10 %. Year 1 is paid as quoted, year 2 rises once, year 3 twice: (1 + rise) ** (year - 1).

Amounts are Decimal or int and results are Fractions, so that nothing is rounded and equal costs are equal; ``decimal`` writes
one as a Decimal of 28 digits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise

Amount = Decimal | Fraction | int
MONTHS = 12


@dataclass(frozen=True)
class Part:
    """One thing that is paid for, with its amounts from year 0 on."""

    amounts: tuple[Amount, ...]
    per_user: bool = False
    rises: bool = False


@dataclass(frozen=True)
class Way:
    parts: tuple[Part, ...]
    exit: Amount = 0


@dataclass(frozen=True)
class Crossing:
    """Where two ways cost the same. ``cheaper`` says which is before the first point: -1 the one, 1 the other, 0 neither.

    ``always`` where they cost the same everywhere; then, and where they never do, there are no points.
    """

    points: tuple[Fraction, ...]
    cheaper: int
    always: bool = False

    @property
    def never(self) -> bool:
        return not self.points and not self.always


def by_year(way: Way, *, users: Amount = 1, rise: Amount = 0) -> tuple[Fraction, ...]:
    """What is paid in each year, leaving not counted."""
    years = max((len(part.amounts) for part in way.parts), default=0)
    return tuple(sum((_due(part, year, users, rise) for part in way.parts), Fraction(0)) for year in range(years))


def _due(part: Part, year: int, users: Amount, rise: Amount) -> Fraction:
    if year >= len(part.amounts):
        return Fraction(0)
    due = Fraction(part.amounts[year])
    if part.per_user:
        due *= Fraction(users)
    if part.rises and year > 1:
        due *= (1 + Fraction(rise)) ** (year - 1)
    return due


def total(way: Way, *, users: Amount = 1, rise: Amount = 0) -> Fraction:
    """Total cost of ownership: every year, and leaving once."""
    return sum(by_year(way, users=users, rise=rise), Fraction(way.exit))


def left_after(way: Way, months: Amount, *, users: Amount = 1, rise: Amount = 0) -> Fraction:
    """What it has cost whoever leaves after so many months of use. ValueError before the start or after the last year."""
    paid = by_year(way, users=users, rise=rise)
    if not 0 <= months <= MONTHS * max(len(paid) - 1, 0):
        raise ValueError("Months count from 0 to the end of the last year.")
    spent = Fraction(way.exit) + sum(paid[:1], Fraction(0))
    for year, amount in enumerate(paid[1:]):
        share = min(max(Fraction(months) / MONTHS - year, Fraction(0)), Fraction(1))
        spent += amount * share
    return spent


def same_cost_at_users(one: Way, other: Way, *, rise: Amount = 0) -> Crossing:
    """The number of users at which both cost the same, as a share of those planned; users are more than none."""
    gap = _between(one, other, lambda way: total(way, users=0, rise=rise))
    slope = _between(one, other, lambda way: total(way, users=1, rise=rise)) - gap
    if slope == 0:
        return Crossing((), _sign(gap), always=gap == 0)
    point = -gap / slope
    return Crossing((point,) if point > 0 else (), _sign(gap) or _sign(slope))


def same_cost_at_months(one: Way, other: Way, *, users: Amount = 1, rise: Amount = 0) -> Crossing:
    """The months of use after which both have cost the same if one leaves then; up to the end of the last year."""
    gaps = _gaps_by_year(one, other, users, rise)
    points: list[Fraction] = []
    for year, (start, end) in enumerate(pairwise(gaps)):
        if end == 0:
            points.append(Fraction(MONTHS * (year + 1)))
        elif start * end < 0:
            points.append(MONTHS * (year + start / (start - end)))
    first = next((_sign(gap) for gap in gaps if gap), 0)
    if first == 0:
        return Crossing((), 0, always=True)
    return Crossing(tuple(points), first)


def _gaps_by_year(one: Way, other: Way, users: Amount, rise: Amount) -> Sequence[Fraction]:
    """By how much the one has cost more than the other at the start and at the end of each year."""
    columns = [list(by_year(way, users=users, rise=rise)) for way in (one, other)]
    length = max(len(column) for column in columns)
    mine, theirs = (column + [Fraction(0)] * (length - len(column)) for column in columns)
    steps = [a - b for a, b in zip(mine, theirs, strict=True)]
    return list(accumulate(steps, initial=Fraction(one.exit) - Fraction(other.exit)))[1:]


def _between(one: Way, other: Way, cost: Callable[[Way], Fraction]) -> Fraction:
    return cost(one) - cost(other)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
