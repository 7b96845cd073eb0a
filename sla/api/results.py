"""One month of an agreement as a dashboard reads it: from the monthly results, never from the records."""

import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from sla.alarms.figures import budget_used
from sla.api.pending import is_pending
from sla.measures.values import cut
from sla.models import Agreement, Breach, MonthlyResult, Objective


def month_named(text: str, agreement: Agreement) -> datetime.date:
    """``2026-11``; this month in the contract's place where none is named."""
    if not text:
        return timezone.localdate(timezone=agreement.zone).replace(day=1)
    return datetime.date.fromisoformat(f"{text}-01")


def results(agreement: Agreement, month: datetime.date) -> dict[str, Any]:
    found = {
        result.objective_id: result
        for result in MonthlyResult.objects.filter(objective__agreement=agreement, month=month)
    }
    objectives = [item for item in agreement.objectives.all() if _holds(item, month)]
    breaches = Breach.objects.filter(objective__agreement=agreement, month=month, lifted=False)
    currency = agreement.programme.organisation.currency
    return {
        "agreement": agreement.pk,
        "name": agreement.name,
        "service": agreement.service,
        "state": agreement.state,
        "time_zone": agreement.contract.time_zone,
        "month": f"{month:%Y-%m}",
        "is_pending": is_pending(agreement, month),
        "objectives": [_objective(agreement, objective, found.get(objective.pk)) for objective in objectives],
        "breaches": [_breach(breach, currency) for breach in breaches.select_related("credit").order_by("pk")],
    }


def _holds(objective: Objective, month: datetime.date) -> bool:
    """Whether this version of a promise held on a day of the month."""
    end = (month + datetime.timedelta(days=31)).replace(day=1)
    return objective.valid_from < end and (objective.valid_until is None or objective.valid_until >= month)


def _objective(agreement: Agreement, objective: Objective, result: MonthlyResult | None) -> dict[str, Any]:
    objective.agreement = agreement
    return {
        "id": objective.pk,
        "kind": objective.kind,
        "title": str(objective),
        "monitor": objective.monitor,
        "unit": objective.unit,
        "direction": objective.direction,
        "target": _text(objective.target if result is None else result.target),
        "raw": _text(result and result.raw),
        "adjusted": _text(result and result.adjusted),
        "attained": result.attained if result else None,
        "provisional": result is None or result.provisional,
        "coverage": _text(result and result.coverage),
        "known_until": result and result.known_until,
        "computed_at": result and result.computed_at,
        "budget_used": _text(_cut(budget_used(objective, result))),
        "seconds": _seconds(result) if result else None,
    }


def _seconds(result: MonthlyResult) -> dict[str, str | None]:
    return {name: _text(getattr(result, f"{name}_seconds")) for name in ("up", "down", "excluded", "unknown")}


def _breach(breach: Breach, currency: str) -> dict[str, Any]:
    return {
        "objective": breach.objective_id,
        "state": breach.state,
        "measured": _text(breach.measured),
        "target": _text(breach.target),
        "credit": breach.credit.state,
        "amount": _text(breach.credit.worth),
        "currency": currency,
        "claim_by": breach.credit.claim_by,
    }


def _cut(percentage: Fraction | None) -> Decimal | None:
    return None if percentage is None else cut(percentage, places=4)


def _text(number: Decimal | int | None) -> str | None:
    """Exact, without idle zeros behind the point."""
    return None if number is None else f"{Decimal(number).normalize():f}"
