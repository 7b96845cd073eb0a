"""What the business case shows elsewhere: the cost of the status, the money in the report, what happened."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.charts import Chart
from core.evidence import in_every_language, plain
from core.text import amount, say
from implementation.business_case import actions, charts
from implementation.business_case.benefits import benefits
from implementation.business_case.models import BusinessCase, Confirmation
from implementation.business_case.worth import Uncertainty, Worth, cents, facts_of, fine, side_by_side
from implementation.gates.models import Gate
from implementation.gates.registry import BUSINESS_CASE
from implementation.programme import registry
from implementation.programme.models import Programme

RECORDS = ["business_case.businesscase", "business_case.line", "business_case.scenario"]
#: How far below its floor the net present value may be, in percent of the costs.
BOUNDS = registry.Bounds(0, 0, _("Net present value below its floor, in % of the costs"))


@registry.dimension("cost", label=_("Cost"), order=20, bounds=BOUNDS, records=RECORDS)
def cost(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> registry.Status:
    """The plan against its floor: actual spending is not kept here."""
    case, draft = actions.confirmed_case(programme), actions.unfinished_case(programme)
    url = (case or draft).get_absolute_url() if case or draft else reverse("business_case", args=[programme.pk])
    if case is None:
        if _gate_has_passed(programme):
            reason = _("The business-case gate has passed, but **no case is confirmed**.")
            return registry.Status(registry.AT_RISK, reason, url)
        return registry.Status(registry.NO_DATA, _("No business case is confirmed yet."), url)
    worth = Worth(case)
    level = limits.level(_shortfall(worth))
    if level == registry.ON_TRACK and draft is not None:
        newest = Worth(draft)
        if not newest.is_empty and limits.level(_shortfall(newest)) != registry.ON_TRACK:
            return registry.Status(registry.AT_RISK, _against_floor(newest), draft.get_absolute_url())
    return registry.Status(level, _against_floor(worth), url)


def _shortfall(worth: Worth) -> Decimal:
    """How far the net present value is below its floor, in percent of the costs; 0 where it reaches the floor."""
    summary = worth.summary
    short = max(summary.floor - summary.npv, Decimal(0))
    return short / summary.total_costs * 100 if summary.total_costs else short


def _gate_has_passed(programme: Programme) -> bool:
    passed = [Gate.State.PASSED, Gate.State.CONDITIONAL]
    return programme.gates.filter(kind=BUSINESS_CASE, state__in=passed).exists()


def _against_floor(worth: Worth):
    case = worth.case
    currency = case.programme.organisation.currency
    return say(
        _("Business case, version {n}: net present value **{npv}**, floor {floor}."),
        n=case.number,
        npv=amount(worth.summary.npv, currency),
        floor=amount(case.floor, currency),
    )


@registry.panel(
    "business_case.money",
    title=_("Business case"),
    order=40,
    detail="business_case/_report.html",
    brief="business_case/_brief.html",
)
def money(programme: Programme) -> dict[str, Any]:
    case = actions.current_case(programme)
    if case is None or Worth(case).is_empty:
        return {"case": None, "charts": []}
    worth = Worth(case)
    drawn = [_drawn(lambda: charts.cash_flow(worth))]
    beside = side_by_side(case)
    if sum(not one.worth.is_empty for one in beside) > 1:
        drawn.append(_drawn(lambda: charts.discounted_flows(beside)))
    uncertain = Uncertainty(worth)
    if not uncertain.is_certain:
        drawn.append(_drawn(lambda: charts.tornado_chart(uncertain)))
    facts = facts_of(worth) | {"state": case.state, "by": _by(case)}
    return plain({"case": facts, "benefits": _benefits(case), "charts": drawn})


def _benefits(case: BusinessCase) -> list[dict[str, Any]]:
    """What of the benefits came true, by goal, once the plan has begun to bring any."""
    found = benefits(case, today=timezone.localdate())
    return [
        {
            "goal": item.goal.title if item.goal else "",
            "to_date": cents(item.to_date),
            "percent": fine(item.percent),
            "realised": None if item.realised is None else cents(item.realised),
        }
        for item in (found.items if found.to_date else ())
    ]


def _by(case: BusinessCase) -> dict | None:
    found = Confirmation.objects.filter(case=case).first()
    return found and {"name": found.by_name, "on": found.at.date(), "sha256": found.facts_sha256}


def _drawn(chart: Callable[[], Chart | None]) -> dict:
    """The chart drawn once in each language, so that a frozen report can be read in all of them."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = chart()
    return {
        "figure": {code: one.figure for code, one in found.items()},
        "title": {code: one.title for code, one in found.items()},
        "description": {code: one.description for code, one in found.items()},
    }


@registry.events
def confirmed(programme, since, until):
    found = Confirmation.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for item in found.select_related("case"):
        text = say(_("Business case, version {n}, confirmed by {name}."), n=item.case.number, name=item.by_name)
        yield registry.Event(item.at.date(), in_every_language(text))
