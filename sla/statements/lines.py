"""One objective in one month, as a statement keeps it: plain values, equal ones written alike."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from core.evidence import in_every_language, words_of
from sla.models import Agreement, Credit, MonthlyResult, Objective

MINUTES = ("up", "down", "excluded", "unknown")
#: What a correction compares, in the order in which it is shown.
COMPARED = ("target", "raw", "adjusted", "coverage", *MINUTES, "attained", "credit")
Key = tuple[int, str]


def text_of(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def month_key(month: datetime.date) -> str:
    return f"{month:%Y-%m}"


def lines_of(agreement: Agreement, months: Iterable[datetime.date]) -> dict[Key, dict[str, Any]]:
    """Every objective in these months by number and month, as it stands now; two queries."""
    months = set(months)
    results = MonthlyResult.objects.filter(objective__agreement=agreement, month__in=months)
    credits = Credit.objects.filter(breach__objective__agreement=agreement, breach__month__in=months)
    owed = {
        (credit.breach.objective_id, month_key(credit.breach.month)): credit
        for credit in credits.select_related("breach")
    }
    found = {}
    for result in results.select_related("objective").order_by("month", "objective__kind", "objective__pk"):
        key = result.objective_id, month_key(result.month)
        found[key] = line_of(result.objective, result, owed.get(key))
    return found


def line_of(objective: Objective, result: MonthlyResult, credit: Credit | None) -> dict[str, Any]:
    seconds = {name: getattr(result, f"{name}_seconds") for name in MINUTES}
    return {
        "id": objective.pk,
        "title": in_every_language(objective.title),
        "kind": words_of(objective, "kind"),
        "clause": objective.clause,
        "monitor": objective.monitor,
        "unit": objective.unit,
        "direction": objective.direction,
        "by_time": any(seconds.values()),
        "target": text_of(result.target),
        "raw": text_of(result.raw),
        "adjusted": text_of(result.adjusted),
        "coverage": text_of(result.coverage),
        "samples": result.samples,
        "attained": result.attained,
        "credit": None if credit is None else text_of(Decimal(credit.worth)),
    } | {name: text_of(value / 60) for name, value in seconds.items()}
