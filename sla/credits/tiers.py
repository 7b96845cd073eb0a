"""What a missed service level is worth: a share of the monthly fee, then a minimum and two caps.

Percentages are numbers from 0 to 100, amounts are in the currency of the contract. Everything is exact:
binary floats are refused, because 99.9 as a float lies a little below 99.9. The result is an estimate under
the terms entered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

Exact = Decimal | Fraction | int
HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True)
class Tier:
    """A service level from `lower` (included) to `upper` (excluded), in percent, earns `percent` of the
    monthly fee.
    """

    lower: Decimal
    upper: Decimal
    percent: Decimal


class TierFault(StrEnum):
    NO_TIERS = "no_tiers"
    OUT_OF_RANGE = "out_of_range"
    UPSIDE_DOWN = "upside_down"
    GAP = "gap"
    OVERLAP = "overlap"
    NOT_FROM_ZERO = "not_from_zero"
    WORSE_EARNS_LESS = "worse_earns_less"


@dataclass(frozen=True)
class TierProblem:
    """What is wrong and with which tier: its place in the list as given, or None where it is the table."""

    fault: TierFault
    tier: int | None


class StepKey(StrEnum):
    TIER = "tier"
    MINIMUM = "minimum"
    MONTHLY_CAP = "monthly_cap"
    ANNUAL_CAP = "annual_cap"


@dataclass(frozen=True)
class Step:
    """One step of a credit: the limit applied (a percentage for the tier; None where none was agreed) and
    the amount after it, unrounded."""

    key: StepKey
    limit: Decimal | None
    amount: Decimal
    changed: bool


@dataclass(frozen=True)
class Credit:
    """A service credit: the tier that was hit, every step, the unrounded result and the amount to claim."""

    tier: Tier | None
    steps: tuple[Step, ...]
    unrounded: Decimal
    amount: Decimal


def tier_problems(tiers: Sequence[Tier]) -> list[TierProblem]:
    """Everything wrong with a table of tiers, in any order given; an empty list when it is sound.

    A sound table begins at 0 and has neither gap nor overlap, and worse service never earns less. Above its
    highest bound nothing is owed.
    """
    if not tiers:
        return [TierProblem(TierFault.NO_TIERS, None)]
    problems = [TierProblem(fault, place) for place, tier in enumerate(tiers) if (fault := _fault_of(tier))]
    if problems:
        return problems
    ordered = sorted(enumerate(tiers), key=lambda item: item[1].lower)
    if ordered[0][1].lower != 0:
        problems.append(TierProblem(TierFault.NOT_FROM_ZERO, ordered[0][0]))
    for (_, worse), (place, better) in pairwise(ordered):
        if worse.upper < better.lower:
            problems.append(TierProblem(TierFault.GAP, place))
        if worse.upper > better.lower:
            problems.append(TierProblem(TierFault.OVERLAP, place))
        if worse.percent < better.percent:
            problems.append(TierProblem(TierFault.WORSE_EARNS_LESS, place))
    return problems


def tier_hit(measured: Exact, *, tiers: Sequence[Tier]) -> Tier | None:
    """The tier that the measured percentage falls into, or None when nothing is owed. Compared unrounded."""
    level = _exact(measured)
    return next((tier for tier in tiers if Fraction(tier.lower) <= level < Fraction(tier.upper)), None)


def credit(
    measured: Exact,
    *,
    monthly_fee: Decimal,
    tiers: Sequence[Tier],
    minimum: Decimal | None = None,
    monthly_cap: Decimal | None = None,
    credited_this_year: Decimal = Decimal(0),
    annual_cap: Decimal | None = None,
    minor_units: int = 2,
) -> Credit:
    """The credit for one month: monthly fee x tier %, then minimum, monthly cap and annual cap, in that
    order.

    `measured` is a percentage. Nothing is paid unless the credit is greater than `minimum` [Amazon Compute
    SLA, 2022: "greater than one dollar"]. What is left under `annual_cap` is the cap less
    `credited_this_year`. The amount is rounded half up to `minor_units` decimals, but never above a cap.

    Raises TypeError for a float and ValueError for a percentage outside 0 to 100, a negative amount or an
    unsound table of tiers.
    """
    _check(measured, tiers, [monthly_fee, minimum, monthly_cap, credited_this_year, annual_cap])
    tier = tier_hit(measured, tiers=tiers)
    percent = tier.percent if tier else Decimal(0)
    left = None if annual_cap is None else max(Decimal(0), annual_cap - credited_this_year)

    earned = monthly_fee * percent / HUNDRED
    paid = Decimal(0) if minimum is not None and earned <= minimum else earned
    capped = _at_most(paid, monthly_cap)
    result = _at_most(capped, left)
    steps = (
        Step(StepKey.TIER, percent, earned, earned != 0),
        Step(StepKey.MINIMUM, minimum, paid, paid != earned),
        Step(StepKey.MONTHLY_CAP, monthly_cap, capped, capped != paid),
        Step(StepKey.ANNUAL_CAP, left, result, result != capped),
    )
    return Credit(tier, steps, result, _rounded(result, minor_units, caps=[monthly_cap, left]))


def is_chronic(measured: Sequence[Exact | None], *, below: Exact, times: int, within: int) -> bool:
    """Whether at least `times` of the last `within` months lie below a percentage; months in order, oldest
    first.

    A month without data (None) is no proof of failure.
    """
    if not 0 < times <= within:
        raise ValueError("The number of failed months must lie between 1 and the number of months looked at.")
    failed = [level for level in measured[-within:] if level is not None and _exact(level) < _exact(below)]
    return len(failed) >= times


def _fault_of(tier: Tier) -> TierFault | None:
    numbers = (tier.lower, tier.upper, tier.percent)
    if not all(number.is_finite() and 0 <= number <= HUNDRED for number in numbers):
        return TierFault.OUT_OF_RANGE
    return TierFault.UPSIDE_DOWN if tier.lower >= tier.upper else None


def _check(measured: Exact, tiers: Sequence[Tier], amounts: Sequence[Decimal | None]) -> None:
    if not 0 <= _exact(measured) <= 100:
        raise ValueError("A service level is a percentage from 0 to 100.")
    if any(amount is not None and amount < 0 for amount in amounts):
        raise ValueError("Fees, minimums and caps cannot be negative.")
    if problems := tier_problems(tiers):
        faults = ", ".join(problem.fault for problem in problems)
        raise ValueError(f"The table of tiers is not sound: {faults}.")


def _exact(number: Exact) -> Fraction:
    if isinstance(number, float):
        raise TypeError("A percentage must be exact: give a Decimal, a Fraction or a whole number.")
    return Fraction(number)


def _at_most(amount: Decimal, cap: Decimal | None) -> Decimal:
    return amount if cap is None else min(amount, cap)


def _rounded(amount: Decimal, minor_units: int, *, caps: Sequence[Decimal | None]) -> Decimal:
    unit = Decimal(1).scaleb(-minor_units)
    rounded = amount.quantize(unit, ROUND_HALF_UP)
    whole_caps = [cap.quantize(unit, ROUND_DOWN) for cap in caps if cap is not None]
    return min([rounded, *whole_caps])
