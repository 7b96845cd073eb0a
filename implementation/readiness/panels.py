"""What readiness shows in the report: the last round, and what is done about the weak dimensions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language, plain
from core.text import say
from implementation.programme import registry
from implementation.programme.models import Programme
from implementation.readiness import actions
from implementation.readiness.models import AssessmentResult, Improvement, TeamRole
from implementation.readiness.standing import Standing


@registry.panel("readiness", title=_("Readiness"), order=58, detail="readiness/_report.html")
def readiness(programme: Programme) -> dict[str, Any]:
    result = actions.last_result(programme)
    if result is None:
        return {"round": None}
    named = set(programme.teammembers.values_list("role", flat=True))
    tasks = {}
    for item in Improvement.objects.looked_after(result.assessment).select_related("task__owner"):
        task = item.task
        tasks.setdefault(item.dimension, []).append({"text": task.text, "owner": task.owner.name, "due": task.due})
    return plain(
        {
            "round": result.facts["number"],
            "on": result.at.date(),
            "people": result.facts["people"],
            "lines": [
                {
                    "dimension": in_every_language(line.dimension.label),
                    "mean": round(line.level.mean, 1),
                    "lower": round(line.level.lower, 1),
                    "upper": round(line.level.upper, 1),
                    "change": None if line.change is None else round(line.change, 1),
                    "weak": line.is_weak,
                    "tasks": tasks.get(line.dimension.key, []),
                }
                for line in Standing(result, _before(result)).lines
                if line.level
            ],
            "team_missing": [in_every_language(role.label) for role in TeamRole if role not in named],
        }
    )


def _before(result: AssessmentResult) -> AssessmentResult | None:
    earlier = AssessmentResult.objects.filter(
        programme=result.programme_id, assessment__number__lt=result.assessment.number
    )
    return earlier.order_by("-assessment__number").first()


@registry.events
def closed(programme, since, until):
    found = AssessmentResult.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for item in found.select_related("assessment"):
        text = say(
            _("Readiness, round {n}: results of {people} people."), n=item.facts["number"], people=item.facts["people"]
        )
        yield registry.Event(item.at.date(), in_every_language(text))
