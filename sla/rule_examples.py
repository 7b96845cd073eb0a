"""What a rule comes to at one level, worked out on the server while it is being written."""

from dataclasses import dataclass
from decimal import Decimal

from core.text import minor_units
from sla import credit_words, credits
from sla.credit_words import Line
from sla.models import CreditRule, Objective
from sla.reckoning import rule_step
from sla.rules import Measure, measure_of, measures_for

#: Below a target in percent, and what is added where less is better.
BELOW, ABOVE = Decimal("0.48"), Decimal(1)
MINUTES = 43_200


@dataclass(frozen=True)
class Example:
    at: str
    at_typed: str
    fee: Decimal
    amount: Decimal
    lines: list[Line]


def default_level(measure: Measure, target: Decimal) -> Decimal:
    if measure.direction == credits.Direction.AT_MOST:
        return target + ABOVE
    return max(Decimal(0), target - BELOW) if measure.is_percentage else max(Decimal(0), target - ABOVE)


def example(rule: CreditRule, tiers: list[credits.Tier], *, at: Decimal | None, currency: str) -> Example | None:
    """None for a level that cannot be. Downtime is that of a month of thirty days at this level."""
    objective = next(iter(rule.examples), None)
    measure = measure_of(objective) if objective else measures_for(rule)[0]
    target = objective.target if objective else (Decimal("99.9") if measure.is_percentage else Decimal(1))
    level = default_level(measure, target) if at is None else at
    if measure.is_percentage and level > 100:
        return None
    month = credits.Month(
        measured=level,
        target=target,
        direction=measure.direction,
        lost_hours=_hours(objective, measure, level, target),
        days=30,
    )
    terms, fee = rule.terms_with(tiers), rule.agreement.fee
    found = credits.credit(
        month,
        terms=terms,
        monthly_fee=fee,
        minor_units=minor_units(currency),
        is_percentage=measure.is_percentage,
    )
    unit = objective.unit if objective else "%"
    step = rule_step(found, terms, month, fee, unit)
    lines = credit_words.lines([step], fee, currency)
    return Example(credit_words.level(level, unit), f"{level.normalize():f}", fee, found.amount, lines)


def _hours(objective: Objective | None, measure: Measure, level: Decimal, target: Decimal) -> credits.Exact:
    if measure.is_percentage and measure.direction == credits.Direction.AT_LEAST:
        return (100 - level) / 100 * MINUTES / 60
    return max(Decimal(0), level - target)
