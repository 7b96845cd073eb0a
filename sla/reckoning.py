"""What breaches are worth under the terms entered: every credit that is not claimed yet, step by step."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core import actions
from core.text import minor_units
from sla import chronic, credits
from sla.credits.years import contract_year as contract_year
from sla.credits.years import last_day_to_claim as last_day_to_claim
from sla.models import Agreement, Breach, Credit, MonthlyResult, Objective
from sla.rules import faults_of, measure_of

ZERO = Decimal(0)


def credits_of(agreement: Agreement):
    found = Credit.objects.filter(breach__objective__agreement=agreement)
    return found.select_related("breach__objective__agreement__contract").order_by("breach__month", "pk")


def reckon(agreement: Agreement) -> None:
    """Work out again what is not claimed, and whether failure is chronic.

    A later month depends on what earlier months have used of the caps.
    """
    everything = list(credits_of(agreement))
    open_ones = [credit for credit in everything if credit.state == Credit.State.COMPUTED]
    terms = terms_of(agreement) if open_ones else None
    results = results_for(open_ones)
    for credit in open_ones:
        result = results.get((credit.breach.objective_id, credit.breach.month))
        found = worth_of(credit, [o for o in everything if _counts_before(o, credit)], terms=terms, result=result)
        if any(getattr(credit, name) != value for name, value in found.items()):
            fresh = actions.change(credit, permission="sla.by_itself", by=None, verb="computed", **found)
            credit.amount = fresh.amount
    chronic.review(agreement)


def results_for(found: Iterable[Credit]) -> dict[tuple[int, datetime.date], MonthlyResult]:
    """The monthly results behind these credits, by objective and month; one query."""
    wanted = {(credit.breach.objective_id, credit.breach.month) for credit in found}
    if not wanted:
        return {}
    rows = MonthlyResult.objects.filter(
        objective__in={objective for objective, _month in wanted}, month__in={month for _objective, month in wanted}
    )
    return {(row.objective_id, row.month): row for row in rows}


def _counts_before(other: Credit, credit: Credit) -> bool:
    """Whether the other has used its share of the caps before this one."""
    if other.pk == credit.pk or other.state in Credit.GIVEN_UP:
        return False
    settled_first = other.state != Credit.State.COMPUTED
    return settled_first or (other.breach.month, other.pk) < (credit.breach.month, credit.pk)


@dataclass(frozen=True)
class AgreementTerms:
    """An agreement with its rules read once."""

    agreement: Agreement
    minor_units: int

    def rule_for(self, objective: Objective):
        return self.agreement.rule_for(objective)


def terms_of(agreement: Agreement) -> AgreementTerms:
    found = (
        Agreement.objects.select_related("contract", "programme__organisation")
        .prefetch_related("credit_rules__tiers")
        .get(pk=agreement.pk)
    )
    return AgreementTerms(found, minor_units(found.programme.organisation.currency))


def worth_of(
    credit: Credit,
    others: list[Credit],
    *,
    terms: AgreementTerms | None = None,
    result: MonthlyResult | None = None,
) -> dict:
    """The fields of a credit: fee, steps, amount. ``others`` have used the caps already."""
    breach = credit.breach
    terms = terms or terms_of(credit.agreement)
    agreement, objective = terms.agreement, breach.objective
    rule = terms.rule_for(objective)
    if rule is None:
        return {"fee": agreement.fee, "steps": [{"key": "no_rule"}], "amount": Decimal("0.00")}
    if faults_of(rule, objective):  # a later version of the objective changed its unit or direction
        return {"fee": agreement.fee, "steps": [{"key": "unfit"}], "amount": Decimal("0.00")}
    if result is None:
        result = MonthlyResult.objects.filter(objective=objective, month=breach.month).first()
    used = _used(breach, others, agreement.contract.starts_on)
    cap = agreement.monthly_cap
    month = month_of_breach(breach, result)
    found = credits.credit(
        month,
        terms=rule.terms,
        monthly_fee=agreement.fee,
        minimum=agreement.minimum_credit,
        monthly_cap=None if cap is None else max(ZERO, cap - used.month),
        credited_this_year=used.year,
        annual_cap=agreement.annual_cap,
        minor_units=terms.minor_units,
        is_percentage=measure_of(objective).is_percentage,
    )
    steps = [rule_step(found, rule.terms, month, agreement.fee, objective.unit), *limit_steps(found, agreement, used)]
    return {"fee": agreement.fee, "steps": steps, "amount": found.amount.quantize(Decimal("0.01"))}


@dataclass(frozen=True)
class Used:
    """What other credits have used of the caps of a month and of its contract year."""

    month: Decimal
    year: Decimal


def _used(breach: Breach, others: list[Credit], starts_on: datetime.date) -> Used:
    year = contract_year(breach.month, starts_on)
    worths = [(other.breach.month, Decimal(other.worth)) for other in others]
    return Used(
        sum((worth for month, worth in worths if month == breach.month), ZERO),
        sum((worth for month, worth in worths if contract_year(month, starts_on) == year), ZERO),
    )


def month_of_breach(breach: Breach, result: MonthlyResult | None) -> credits.Month:
    """What the calculation must know of the month."""
    objective = breach.objective
    target = breach.target
    return credits.Month(
        measured=breach.measured,
        target=target,
        direction=measure_of(objective).direction,
        lost_hours=lost_hours(objective, breach.measured, target, result),
        incidents=incidents(objective, breach.measured, target, result),
        days=calendar.monthrange(breach.month.year, breach.month.month)[1],
    )


def lost_hours(objective: Objective, measured: Decimal, target: Decimal, result: MonthlyResult | None) -> Fraction:
    """Downtime after exclusions; for a recovery time, the hours beyond the target."""
    if objective.kind in (Objective.Kind.RPO, Objective.Kind.RTO):
        return max(Fraction(0), Fraction(measured) - Fraction(target))
    return Fraction(result.down_seconds) / 3600 if result is not None else Fraction(0)


def incidents(objective: Objective, measured: Decimal, target: Decimal, result: MonthlyResult | None) -> int:
    """What is counted beyond the target, or the outages of the month; one where neither is known."""
    if objective.kind == Objective.Kind.INCIDENTS:
        return max(1, int(measured - target))
    return max(1, len(result.outages)) if result is not None else 1


def rule_step(found: credits.Credit, terms: credits.Terms, month: credits.Month, fee: Decimal, unit: str) -> dict:
    """The first step as it is kept: shape, clause, what it was given, and what it came to."""
    rule, tier = found.rule, found.tier
    step = {
        "key": "rule",
        "shape": terms.shape.value,
        "clause": (tier.clause if tier else "") or terms.clause,
        "direction": month.direction.value,
        "unit": unit,
        "measured": text_of(month.measured),
        "target": text_of(month.target),
        "fee": text_of(fee),
        "affected": text_of(terms.affected),
        "base": text_of(rule.fee),
        "share": None if rule.share is None else text_of(rule.share * 100),
        "units": rule.units,
        "amount": text_of(found.steps[0].amount),
        "before": "0",
        "changed": found.steps[0].changed,
    }
    if terms.shape in credits.TABLES:
        step |= {"lower": None, "upper": None, "earns": None, "days": month.days}
        if tier is not None:
            step |= {"lower": text_of(tier.lower), "upper": text_of(tier.upper), "earns": text_of(tier.earns)}
    for name in credits.NEEDS[terms.shape]:
        value = getattr(terms, name)
        kept = "amount_each" if name == "amount" else name  # “amount” is what the step came to
        step[kept] = value.value if isinstance(value, credits.Basis | credits.Per) else text_of(value)
    if terms.shape == credits.Shape.HOURS:
        step["lost_hours"] = text_of(month.lost_hours)
    return step


def limit_steps(found: credits.Credit, agreement: Agreement, used: Used) -> list[dict]:
    """Minimum and caps as they are kept, each with its clause and what it changed."""
    more = {
        credits.StepKey.MINIMUM: {"clause": agreement.minimum_clause},
        credits.StepKey.MONTHLY_CAP: {
            "clause": agreement.monthly_cap_clause,
            "cap": text_of(agreement.monthly_cap),
            "used": text_of(used.month),
        },
        credits.StepKey.ANNUAL_CAP: {
            "clause": agreement.annual_cap_clause,
            "cap": text_of(agreement.annual_cap),
            "used": text_of(used.year),
        },
    }
    return [
        {
            "key": step.key.value,
            "limit": text_of(step.limit),
            "before": text_of(step.before),
            "amount": text_of(step.amount),
            "changed": step.changed,
        }
        | more[step.key]
        for step in found.steps[1:]
    ]


def text_of(number: credits.Exact | None) -> str | None:
    """Without idle zeros, so that equal steps are written alike; cut after ten decimals."""
    if number is None:
        return None
    decimal = number if isinstance(number, Decimal) else credits.as_decimal(Fraction(number))
    return f"{decimal.normalize():f}"
