"""What earlier statements said and what stands now: the difference, field by field, with the why."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from sla.models import Agreement, ResultChange, Statement, StatementFacts
from sla.statements.lines import COMPARED, Key

#: How many statements back corrections are looked for.
LOOKED_BACK = 24
NO_MORE_WORDS = _("The records behind it changed.")
CREDIT = _("The credit changed since: it was claimed, settled, waived or reckoned again.")


def earlier_than(statement: Statement) -> list[StatementFacts]:
    """The issued statements of earlier months as they were sent, oldest first."""
    kept = StatementFacts.objects.filter(
        statement__agreement=statement.agreement_id, statement__month__lt=statement.month
    )
    latest = kept.select_related("statement").order_by("-statement__month")[:LOOKED_BACK]
    return list(reversed(latest))


def as_told(kept: Iterable[StatementFacts]) -> dict[Key, dict[str, Any]]:
    """What the provider was told last of each objective and month: the statement, with the corrections of later ones."""
    told: dict[Key, dict[str, Any]] = {}
    for facts in (item.facts for item in kept):
        for line in facts["objectives"]:
            told[line["id"], facts["month"]] = dict(line)
        for item in facts["corrections"]:
            line = told.setdefault((item["id"], item["month"]), {"id": item["id"], "title": item["title"]})
            line[item["field"]] = item["now"]
    return told


def differences(told: dict[Key, dict], now: dict[Key, dict]) -> Iterator[dict[str, Any]]:
    """Every field that says something else now, by month and objective, in the order of ``COMPARED``."""
    for key in sorted(told.keys() | now.keys(), key=lambda item: (item[1], item[0])):
        old, new = told.get(key, {}), now.get(key, {})
        known = new or old
        for field in COMPARED:
            if old.get(field) != new.get(field):
                yield {
                    "month": key[1],
                    "id": key[0],
                    "title": known["title"],
                    "monitor": known.get("monitor", ""),
                    "unit": known.get("unit", "%"),
                    "field": field,
                    "was": old.get(field),
                    "now": new.get(field),
                }


def corrections_of(
    agreement: Agreement, kept: list[StatementFacts], now: dict[Key, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The differences, each with why it came about."""
    issued = {item.facts["month"] for item in kept}
    standing = {key: line for key, line in now.items() if key[1] in issued}
    found = list(differences(as_told(kept), standing))
    reasons = _reasons(agreement, {item["month"] for item in found})
    for item in found:
        item["why"] = _why(item, reasons)
    return found


def _reasons(agreement: Agreement, months: set[str]) -> dict[Key, dict[str, str]]:
    """The latest reason for each objective and month."""
    if not months:
        return {}
    days = [datetime.date.fromisoformat(f"{month}-01") for month in months]
    changes = ResultChange.objects.filter(objective__agreement=agreement, month__in=days).order_by("at", "pk")
    return {(change.objective_id, f"{change.month:%Y-%m}"): change.why for change in changes}


def _why(item: dict[str, Any], reasons: dict[Key, dict[str, str]]) -> dict[str, str]:
    found = reasons.get((item["id"], item["month"]))
    if item["field"] == "credit" and not found:
        return in_every_language(CREDIT)
    return found or in_every_language(NO_MORE_WORDS)


def money_of(corrections: Iterable[dict[str, Any]]) -> Decimal:
    """By how much the credits of earlier months changed together."""
    moved = (item for item in corrections if item["field"] == "credit")
    return sum((Decimal(item["now"] or 0) - Decimal(item["was"] or 0) for item in moved), Decimal(0))
