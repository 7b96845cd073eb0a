"""From what a month earns to what is owed for it: a minimum, then a monthly and an annual cap, each step shown.

Everything is exact. The result is an estimate under the terms entered.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sla.credits.exact import Exact, as_decimal, at_most, exact, rounded
from sla.credits.shapes import Earned, Month, earned
from sla.credits.terms import Shape, Terms, TermsProblem, terms_problems
from sla.credits.tiers import Tier

ZERO = Decimal(0)


class StepKey(StrEnum):
    RULE = "rule"
    MINIMUM = "minimum"
    MONTHLY_CAP = "monthly_cap"
    ANNUAL_CAP = "annual_cap"


@dataclass(frozen=True)
class Step:
    """One step of a credit: the limit applied (None where none was agreed), the amount before and after it."""

    key: StepKey
    limit: Decimal | None
    before: Decimal
    amount: Decimal

    @property
    def changed(self) -> bool:
        return self.amount != self.before


@dataclass(frozen=True)
class Credit:
    """A service credit: what the rule gives, every step, the unrounded result and the amount to claim."""

    rule: Earned
    steps: tuple[Step, ...]
    unrounded: Fraction
    amount: Decimal

    @property
    def tier(self) -> Tier | None:
        return self.rule.tier


def credit(
    month: Month,
    *,
    terms: Terms,
    monthly_fee: Decimal,
    minimum: Decimal | None = None,
    monthly_cap: Decimal | None = None,
    credited_this_year: Decimal = ZERO,
    annual_cap: Decimal | None = None,
    minor_units: int = 2,
    is_percentage: bool = True,
) -> Credit:
    """The credit for one month: what the rule gives, then minimum, monthly cap and annual cap, in that order.

    Nothing is paid unless the credit is greater than `minimum` [Amazon Compute SLA, 2022: "greater than one
    dollar"]. What is left under `annual_cap` is the cap less `credited_this_year`. The amount is rounded half up to
    `minor_units` decimals, but never above a cap.

    Raises TypeError for a float and ValueError for a level out of range, a negative amount or unsound terms.
    """
    _check(month, terms, [monthly_fee, minimum, monthly_cap, credited_this_year, annual_cap], is_percentage)
    left = None if annual_cap is None else max(ZERO, annual_cap - credited_this_year)
    rule = earned(month, terms=terms, fee=monthly_fee)
    paid = Fraction(0) if minimum is not None and rule.amount <= Fraction(minimum) else rule.amount
    capped = at_most(paid, monthly_cap)
    result = at_most(capped, left)
    steps = (
        _step(StepKey.RULE, None, Fraction(0), rule.amount),
        _step(StepKey.MINIMUM, minimum, rule.amount, paid),
        _step(StepKey.MONTHLY_CAP, monthly_cap, paid, capped),
        _step(StepKey.ANNUAL_CAP, left, capped, result),
    )
    return Credit(rule, steps, result, rounded(result, minor_units, caps=[monthly_cap, left]))


def _step(key: StepKey, limit: Decimal | None, before: Fraction, after: Fraction) -> Step:
    return Step(key, limit, as_decimal(before), as_decimal(after))


def _check(month: Month, terms: Terms, amounts: Sequence[Decimal | None], is_percentage: bool) -> None:
    for level in (month.measured, month.target):
        _check_level(level, is_percentage)
    if exact(month.lost_hours) < 0 or month.incidents < 0 or month.days < 1:
        raise ValueError("Hours and incidents cannot be negative, and a month has days.")
    if any(amount is not None and amount < 0 for amount in amounts):
        raise ValueError("Fees, minimums and caps cannot be negative.")
    if problems := terms_problems(terms, direction=month.direction, is_percentage=is_percentage):
        faults = ", ".join(_words(problem, terms.shape) for problem in problems)
        raise ValueError(f"The terms are not sound: {faults}.")


def _check_level(level: Exact, is_percentage: bool) -> None:
    if is_percentage and not 0 <= exact(level) <= 100:
        raise ValueError("A service level is a percentage from 0 to 100.")
    if exact(level) < 0:
        raise ValueError("A service level cannot be negative.")


def _words(problem: object, shape: Shape) -> str:
    if isinstance(problem, TermsProblem):
        return f"{shape} {problem.field} {problem.fault}"
    return f"{getattr(problem, 'fault', problem)}"
