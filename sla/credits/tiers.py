"""Tables of tiers: how far below its target a month was, and what that earns."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from sla.credits.exact import HUNDRED, Direction, Exact, exact


@dataclass(frozen=True, kw_only=True)
class Tier:
    """A span of service levels earns so many percent of the fee, or so many days of service.

    Where more is better it goes from `lower` (included) to `upper` (excluded). Where less is better it goes from
    `lower` (excluded) to `upper` (included), and the worst tier has no upper bound.
    """

    lower: Decimal
    upper: Decimal | None
    earns: Decimal
    clause: str = ""


class TierFault(StrEnum):
    NO_TIERS = "no_tiers"
    OUT_OF_RANGE = "out_of_range"
    UPSIDE_DOWN = "upside_down"
    GAP = "gap"
    OVERLAP = "overlap"
    NOT_FROM_ZERO = "not_from_zero"
    NO_UPPER_BOUND = "no_upper_bound"
    ENDS = "ends"
    WORSE_EARNS_LESS = "worse_earns_less"


@dataclass(frozen=True)
class TierProblem:
    """What is wrong and with which tier: its place in the list as given, or None where it is the table."""

    fault: TierFault
    tier: int | None


def tier_problems(
    tiers: Sequence[Tier],
    *,
    direction: Direction = Direction.AT_LEAST,
    highest: Decimal | None = HUNDRED,
    most: Decimal = HUNDRED,
) -> list[TierProblem]:
    """Everything wrong with a table of tiers, in any order given; an empty list when it is sound.

    A sound table has neither gap nor overlap, reaches the worst service there can be (0, or without an upper bound
    where less is better), and worse service never earns less. `highest` is the highest level there is (None for a
    count), `most` what a tier can earn.
    """
    if not tiers:
        return [TierProblem(TierFault.NO_TIERS, None)]
    found = [TierProblem(fault, place) for place, tier in enumerate(tiers) if (fault := _fault_of(tier, highest, most))]
    if found:
        return found
    ordered = sorted(enumerate(tiers), key=lambda item: item[1].lower)
    worst = ordered[0 if direction == Direction.AT_LEAST else -1]
    if direction == Direction.AT_LEAST and worst[1].lower != 0:
        found.append(TierProblem(TierFault.NOT_FROM_ZERO, worst[0]))
    if direction == Direction.AT_MOST and worst[1].upper is not None:
        found.append(TierProblem(TierFault.ENDS, worst[0]))
    for place, tier in ordered:
        if tier.upper is None and (direction == Direction.AT_LEAST or place != worst[0]):
            found.append(TierProblem(TierFault.NO_UPPER_BOUND, place))
    for (low_place, low), (place, high) in pairwise(ordered):
        if low.upper is not None and low.upper < high.lower:
            found.append(TierProblem(TierFault.GAP, place))
        if low.upper is not None and low.upper > high.lower:
            found.append(TierProblem(TierFault.OVERLAP, place))
        if direction == Direction.AT_LEAST and low.earns < high.earns:
            found.append(TierProblem(TierFault.WORSE_EARNS_LESS, place))
        if direction == Direction.AT_MOST and low.earns > high.earns:
            found.append(TierProblem(TierFault.WORSE_EARNS_LESS, low_place))
    return found


def tier_hit(measured: Exact, *, tiers: Sequence[Tier], direction: Direction = Direction.AT_LEAST) -> Tier | None:
    """The tier that the measured level falls into, or None when nothing is owed. Compared unrounded."""
    level = exact(measured)
    return next((tier for tier in tiers if _holds(tier, level, direction)), None)


def _holds(tier: Tier, level: Fraction, direction: Direction) -> bool:
    lower, upper = Fraction(tier.lower), None if tier.upper is None else Fraction(tier.upper)
    if direction == Direction.AT_LEAST:
        return lower <= level and (upper is None or level < upper)
    return lower < level and (upper is None or level <= upper)


def _fault_of(tier: Tier, highest: Decimal | None, most: Decimal) -> TierFault | None:
    bounds = [tier.lower] if tier.upper is None else [tier.lower, tier.upper]
    if not all(bound.is_finite() and bound >= 0 and (highest is None or bound <= highest) for bound in bounds):
        return TierFault.OUT_OF_RANGE
    if not (tier.earns.is_finite() and 0 <= tier.earns <= most):
        return TierFault.OUT_OF_RANGE
    return TierFault.UPSIDE_DOWN if tier.upper is not None and tier.lower >= tier.upper else None
