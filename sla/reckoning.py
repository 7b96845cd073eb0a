"""What breaches are worth under the terms entered: every credit that is not claimed yet, step by step."""

import datetime
from decimal import Decimal

from core import actions
from core.text import minor_units
from sla import credits
from sla.models import Agreement, Credit


def contract_year(month: datetime.date, starts_on: datetime.date) -> int:
    """Which year of the contract a month belongs to, 0 for the first."""
    return (month.year * 12 + month.month - starts_on.year * 12 - starts_on.month) // 12


def last_day_to_claim(month: datetime.date, days: int) -> datetime.date:
    """So many days after the last day of the month."""
    following = (month + datetime.timedelta(days=31)).replace(day=1)
    return following - datetime.timedelta(days=1) + datetime.timedelta(days=days)


def credits_of(agreement: Agreement):
    found = Credit.objects.filter(breach__objective__agreement=agreement)
    return found.select_related("breach__objective__agreement__contract").order_by("breach__month", "pk")


def reckon(agreement: Agreement) -> None:
    """Work out again what is not claimed: a later month depends on what earlier months have used of the caps."""
    everything = list(credits_of(agreement))
    for credit in everything:
        if credit.state == Credit.State.COMPUTED:
            found = worth_of(credit, [other for other in everything if _counts_before(other, credit)])
            if any(getattr(credit, name) != value for name, value in found.items()):
                fresh = actions.change(credit, permission="sla.by_itself", by=None, verb="computed", **found)
                credit.amount = fresh.amount


def _counts_before(other: Credit, credit: Credit) -> bool:
    """Whether the other has used its share of the caps before this one."""
    if other.pk == credit.pk or other.state in Credit.GIVEN_UP:
        return False
    settled_first = other.state != Credit.State.COMPUTED
    return settled_first or (other.breach.month, other.pk) < (credit.breach.month, credit.pk)


def worth_of(credit: Credit, others: list[Credit]) -> dict:
    """The fields of a credit: fee, steps, amount. ``others`` have used the caps already."""
    breach, agreement = credit.breach, credit.agreement
    starts_on = agreement.contract.starts_on
    year = contract_year(breach.month, starts_on)
    this_month = sum((Decimal(item.worth) for item in others if item.breach.month == breach.month), Decimal(0))
    this_year = sum(
        (Decimal(item.worth) for item in others if contract_year(item.breach.month, starts_on) == year), Decimal(0)
    )
    tiers = agreement.tiers_for(breach.objective.kind)
    if not tiers:
        return {"fee": agreement.fee, "steps": [{"key": "no_tiers"}], "amount": Decimal("0.00")}
    cap = agreement.monthly_cap
    found = credits.credit(
        breach.measured,
        monthly_fee=agreement.fee,
        tiers=tiers,
        minimum=agreement.minimum_credit,
        monthly_cap=None if cap is None else max(Decimal(0), cap - this_month),
        credited_this_year=this_year,
        annual_cap=agreement.annual_cap,
        minor_units=minor_units(agreement.programme.organisation.currency),
    )
    more = {
        credits.StepKey.TIER: {
            "lower": _text(found.tier.lower) if found.tier else None,
            "upper": _text(found.tier.upper) if found.tier else None,
        },
        credits.StepKey.MONTHLY_CAP: {"cap": _text(cap), "used": _text(this_month)},
        credits.StepKey.ANNUAL_CAP: {"cap": _text(agreement.annual_cap), "used": _text(this_year)},
    }
    steps = [
        {"key": step.key.value, "limit": _text(step.limit), "amount": _text(step.amount), "changed": step.changed}
        | more.get(step.key, {})
        for step in found.steps
    ]
    return {"fee": agreement.fee, "steps": steps, "amount": found.amount.quantize(Decimal("0.01"))}


def _text(number: Decimal | None) -> str | None:
    """Without idle zeros, so that equal steps are written alike."""
    return None if number is None else f"{number.normalize():f}"
