"""What vision and goals show elsewhere: the benefits of the status, the goals in the report, what happened."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain, words_of
from core.text import say
from implementation.goals import actions, charts, value_map
from implementation.goals.forecast import forecast_of
from implementation.goals.models import Goal, Measurement, VisionSignature, VisionVersion
from implementation.programme import registry
from implementation.programme.models import Programme

MOST_CHARTS = 2


BOUNDS = registry.Bounds(0, 0, _("Goals behind their line"), _("Goals past their day"))


@registry.dimension(
    "benefits", label=_("Benefits"), order=40, bounds=BOUNDS, records=["goals.goal", "goals.measurement"]
)
def benefits(programme: Programme, limits: registry.Limits = BOUNDS.limits) -> registry.Status:
    """Off track where too many goals are overdue, at risk where too many are behind, no data before a measurement."""
    url = reverse("goals", args=[programme.pk])
    goals = list(programme.goals.pursued().with_latest())
    standings = {name: [goal for goal in goals if goal.standing == name] for name in ("overdue", "behind", "reached")}
    late, behind = len(standings["overdue"]), len(standings["behind"])
    level = limits.level_of_two(late + behind, late)
    for name, text in (
        ("overdue", _("**{n} of {total}** goals are past their day: {title}.")),
        ("behind", _("**{n} of {total}** goals are behind: {title}, {latest}, target {target}.")),
    ):
        if found := standings[name]:
            worst = min(found, key=lambda goal: goal.progress if goal.progress is not None else 0)
            reason = say(
                text,
                n=len(found),
                total=len(goals),
                title=worst.title,
                latest=worst.shown_latest,
                target=worst.shown_target,
            )
            return registry.Status(level, reason, url)
    if not any(goal.measured for goal in goals):
        return registry.Status(registry.NO_DATA, _("No goal is measured yet."), url)
    text = say(_("**{n} of {total}** goals reached; none is behind."), n=len(standings["reached"]), total=len(goals))
    return registry.Status(registry.ON_TRACK, text, url)


@registry.panel(
    "goals.goals", title=_("Vision and goals"), order=60, detail="goals/_report.html", brief="goals/_brief.html"
)
def goals(programme: Programme) -> dict[str, Any]:
    vision = actions.current_vision(programme)
    found = list(programme.goals.pursued().with_latest().select_related("owner").prefetch_related("measurements"))
    return plain(
        {
            "vision": _vision(vision),
            "goals": [_goal(goal) for goal in found],
            "map": value_map.frozen(value_map.map_of(programme, found)) if found else None,
            "charts": _charts(found),
        }
    )


def _vision(vision: VisionVersion | None) -> dict | None:
    if vision is None:
        return None
    signatures = VisionSignature.objects.filter(signatory__vision=vision)
    return {
        "number": vision.number,
        "state": vision.state,
        "sha256": vision.text_sha256,
        "named": vision.signatories.count(),
        "signatures": [{"name": item.by_name, "role": item.by_role, "on": item.at.date()} for item in signatures],
    }


def _goal(goal: Goal) -> dict:
    return {
        "title": goal.title,
        "layer": words_of(goal, "layer"),
        "owner": goal.owner.name if goal.owner else "",
        "unit": goal.unit,
        "baseline": in_every_language(goal.shown_baseline),
        "latest": in_every_language(goal.shown_latest),
        "latest_on": goal.latest_on,
        "forecast": _forecast(goal),
        "target": in_every_language(goal.shown_target),
        "percent": goal.percent,
        "progress": in_every_language(goal.shown_progress),
        "standing": goal.standing,
        "due": goal.due,
    }


def _forecast(goal: Goal) -> dict | None:
    found = forecast_of(goal)
    return {"value": in_every_language(found.shown), "tone": found.tone} if found else None


def _charts(found: list[Goal]) -> list[dict]:
    """The goals with the most measurements, drawn: a picture for each language, for its words are in it."""
    drawn = [(goal, _figures(goal)) for goal in sorted(found, key=lambda goal: -goal.measured)[:MOST_CHARTS]]
    return [
        {
            "figure": figure,
            "title": in_every_language(goal.title),
            "description": in_every_language(charts.description_of(goal)),
            "columns": [in_every_language(_("Measured on")), in_every_language(_("Value"))],
            "rows": charts.rows_of(goal),
        }
        for goal, figure in drawn
        if figure
    ]


def _figures(goal: Goal) -> dict | None:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = charts.figure_of(goal)
    return found if all(found.values()) else None


@registry.events
def signed(programme, since, until):
    found = VisionSignature.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for item in found.select_related("signatory__vision"):
        text = say(_("{name} signed the vision, version {n}."), name=item.by_name, n=item.signatory.vision.number)
        yield registry.Event(item.at.date(), in_every_language(text))


@registry.events
def measured(programme, since, until):
    found = Measurement.objects.filter(goal__programme=programme, on__gte=since, on__lte=until)
    for item in found.select_related("goal"):
        text = say(
            _("{goal}: {value}, target {target}."),
            goal=item.goal.title,
            value=item.shown,
            target=item.goal.shown_target,
        )
        yield registry.Event(item.on, in_every_language(text))
