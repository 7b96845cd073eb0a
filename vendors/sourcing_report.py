"""What the report says of build, buy or outsource: plain facts, and the costs drawn in every language."""

from typing import Any

from django.conf import settings
from django.utils import translation

from core.charts import Chart
from core.evidence import words_of
from implementation.programme.models import Programme
from vendors import charts
from vendors.models import Sourcing, SourcingDecision
from vendors.ways import Ways, compared

#: What of a chart is kept.
KEPT = ("figure", "title", "description")


def sourcing_part(programme: Programme) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The ways side by side and, while it holds, the decision; and the charts of their costs."""
    ways = compared(programme)
    return _facts(ways), _charts(ways, programme.organisation.currency)


def _facts(ways: Ways) -> dict[str, Any]:
    sourcing = ways.sourcing
    decision = None
    if sourcing.state == Sourcing.State.DECIDED:
        decision = SourcingDecision.objects.filter(sourcing=sourcing).first()
    return {
        "state": sourcing.state,
        "words": words_of(sourcing, "state"),
        "users": sourcing.users,
        "options": ways.facts["options"],
        "chosen": decision.facts["chosen"] if decision else "",
        "by": decision.by_name if decision else "",
        "reason": decision.reason if decision else "",
        "dissenters": decision.facts.get("dissenters", []) if decision else [],
        "dissent": decision.dissent if decision else "",
        "on": decision.at.date() if decision else None,
    }


def _charts(ways: Ways, currency: str) -> list[dict[str, Any]]:
    """Drawn once in each language, so that a frozen report can be read in all of them."""
    if not ways.table.costed:
        return []
    drawn: dict[str, list[Chart]] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            drawn[code] = charts.of_costs(ways.table, currency)
    return [
        {name: {code: getattr(found[place], name) for code, found in drawn.items()} for name in KEPT}
        for place in range(len(drawn["en"]))
    ]
