"""What one month earns under one rule, before minimum and caps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sla.credits.exact import Direction, Exact, exact, is_worse
from sla.credits.terms import Basis, Per, Shape, Terms
from sla.credits.tiers import Tier, tier_hit

ZERO, ONE = Fraction(0), Fraction(1)
#: Shapes that are no share of the fee.
AMOUNTS = (Shape.HOURS, Shape.FIXED)


@dataclass(frozen=True, kw_only=True)
class Month:
    """What is known of a month: its level and target, the hours lost, incidents, and how many days it has.

    `lost_hours` counts downtime after exclusions; for an objective in hours, those beyond the target.
    """

    measured: Exact
    target: Exact
    direction: Direction = Direction.AT_LEAST
    lost_hours: Exact = 0
    incidents: int = 1
    days: int = 30

    @property
    def is_missed(self) -> bool:
        return is_worse(exact(self.measured), exact(self.target), self.direction)

    @property
    def distance(self) -> Fraction:
        """How far the level is on the wrong side of its target; 0 when it is not."""
        return abs(exact(self.measured) - exact(self.target)) if self.is_missed else ZERO


@dataclass(frozen=True)
class Earned:
    """The amount under a rule; the share of the fee where it is one; the tier hit; the units that were counted."""

    amount: Fraction
    share: Fraction | None = None
    tier: Tier | None = None
    units: int | None = None
    fee: Fraction = field(default=ZERO)


def earned(month: Month, *, terms: Terms, fee: Decimal) -> Earned:
    """Nothing for a month that reached its target. A share of the fee never exceeds the whole of it."""
    affected = Fraction(fee) * Fraction(terms.affected) / 100
    if not month.is_missed:
        return Earned(ZERO, share=None if terms.shape in AMOUNTS else ZERO, fee=affected)
    return _SHAPES[terms.shape](month, terms, affected)


def _steps(month: Month, terms: Terms, fee: Fraction) -> Earned:
    tier = tier_hit(month.measured, tiers=terms.tiers, direction=month.direction)
    share = ZERO if tier is None else Fraction(tier.earns) / 100
    return Earned(fee * share, share=share, tier=tier, fee=fee)


def _days(month: Month, terms: Terms, fee: Fraction) -> Earned:
    tier = tier_hit(month.measured, tiers=terms.tiers, direction=month.direction)
    share = ZERO if tier is None else min(ONE, Fraction(tier.earns) / month.days)
    return Earned(fee * share, share=share, tier=tier, fee=fee)


def _points(month: Month, terms: Terms, fee: Fraction) -> Earned:
    started = ceil(month.distance / _of(terms.step))
    share = min(ONE, started * _of(terms.percent) / 100)
    return Earned(fee * share, share=share, units=started, fee=fee)


def _pro_rata(month: Month, terms: Terms, fee: Fraction) -> Earned:
    measured, target = exact(month.measured), exact(month.target)
    if terms.basis == Basis.PROMISED:
        missing = month.distance / target if target else ONE
    elif month.direction == Direction.AT_LEAST:
        missing = 1 - measured / 100
    else:
        missing = measured / 100
    share = min(ONE, missing * _of(terms.factor))
    return Earned(fee * share, share=share, fee=fee)


def _linear(month: Month, terms: Terms, fee: Fraction) -> Earned:
    level, first, last = exact(month.measured), _of(terms.first_level), _of(terms.last_level)
    if is_worse(first, level, month.direction):
        share = ZERO
    else:
        way = min(ONE, (level - first) / (last - first))
        low, high = _of(terms.first_percent), _of(terms.last_percent)
        share = (low + (high - low) * way) / 100
    return Earned(fee * share, share=share, fee=fee)


def _hours(month: Month, terms: Terms, fee: Fraction) -> Earned:
    started = ceil(exact(month.lost_hours) / _of(terms.step))
    return Earned(started * _of(terms.amount) * Fraction(terms.affected) / 100, units=started, fee=fee)


def _fixed(month: Month, terms: Terms, fee: Fraction) -> Earned:
    times = month.incidents if terms.per == Per.INCIDENT else 1
    return Earned(times * _of(terms.amount) * Fraction(terms.affected) / 100, units=times, fee=fee)


def _of(number: Decimal | None) -> Fraction:
    return ZERO if number is None else Fraction(number)


_SHAPES: dict[Shape, Callable[[Month, Terms, Fraction], Earned]] = {
    Shape.STEPS: _steps,
    Shape.DAYS: _days,
    Shape.POINTS: _points,
    Shape.PRO_RATA: _pro_rata,
    Shape.LINEAR: _linear,
    Shape.HOURS: _hours,
    Shape.FIXED: _fixed,
}
