"""What gates show elsewhere: the guide on the path page, conditions and decisions in the report, what happened."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from core.text import say
from implementation.gates.checklist import Checklist, look_at
from implementation.gates.models import Condition, Decision, Gate, Outcome
from implementation.gates.models.request import in_place_of
from implementation.programme import registry
from implementation.programme.models import Programme, Stage

#: From this many times on, a gate that went back to work is named in the report.
RECYCLED_OFTEN = 3
_CLASS = {"done": "done", "stopped": "done", "under_way": "now", "paused": "now"}


@dataclass(frozen=True)
class PathMark:
    """One stage on the path with the gates at its end."""

    stage: Stage
    css: str
    gates: list[Gate]


@dataclass(frozen=True)
class Guide:
    """The next gate, its checklist, and the path."""

    marks: list[PathMark] = field(default_factory=list)
    gate: Gate | None = None
    checklist: Checklist | None = None
    current: Stage | None = None


def next_gate(programme: Programme) -> Gate | None:
    """A reopened gate first, then the soonest undecided gate of the stage under way."""
    undecided = programme.gates.exclude(state__in=Gate.DECIDED).select_related("stage", "programme")
    reopened = undecided.filter(reopened_at__isnull=False).order_by("stage__number", "due").first()
    running = undecided.filter(stage__state__in=[Stage.State.UNDER_WAY, Stage.State.PAUSED])
    return reopened or running.order_by("stage__number", "due", "pk").first()


@registry.guide
def guide(programme: Programme, user) -> Guide:
    stages = list(programme.stages.prefetch_related("gates"))
    marks = []
    for stage in stages:
        gates = list(stage.gates.all())
        conditional = any(gate.state == Gate.State.CONDITIONAL for gate in gates)
        marks.append(PathMark(stage, _CLASS.get(stage.state, "") + (" cond" if conditional else ""), gates))
    gate = next_gate(programme)
    return Guide(
        marks=marks,
        gate=gate,
        checklist=look_at(gate) if gate else None,
        current=next((stage for stage in stages if stage.state in ("under_way", "paused")), None),
    )


@registry.panel(
    "gates.decisions",
    title=_("Gates, decisions and conditions"),
    order=20,
    detail="gates/_report.html",
)
def decisions(programme: Programme) -> dict[str, Any]:
    gate = next_gate(programme)
    upcoming = None
    if gate:
        checklist = look_at(gate)
        upcoming = {
            "name": gate.name,
            "stage": gate.stage.name,
            "stage_number": gate.stage.number,
            "due": gate.due,
            "settled": len(checklist.settled),
            "total": len(checklist.lines),
            "conditional_possible": checklist.closed(Outcome.CONDITIONAL) is None,
            "go_possible": checklist.closed(Outcome.GO) is None,
            "criteria": checklist.facts["criteria"],
        }
    return {
        "next": upcoming,
        "stages": programme.stages.count(),
        "recycled": [
            {"gate": item.name, "times": item.recycles} for item in programme.gates.filter(recycles__gte=RECYCLED_OFTEN)
        ],
        "decided": [
            {
                "gate": d.request.gate.name,
                "outcome": d.outcome,
                "on": d.at.date(),
                "by": in_place_of(d.by_name, d.facts.get("for", "")),
                "role": d.by_role,
                "reason": d.reason,
                "sha256": d.facts_sha256,
            }
            for d in Decision.objects.filter(programme=programme).select_related("request__gate")
        ],
        "conditions": [
            {"text": c.text, "owner": c.owner.name, "due": c.due, "state": c.state}
            for c in Condition.objects.filter(programme=programme).select_related("owner")
        ],
    }


@registry.events
def decided(programme, since, until):
    found = Decision.objects.filter(programme=programme, at__date__gte=since, at__date__lte=until)
    for decision in found.select_related("request__gate"):
        text = say(
            _("{gate}: {outcome}, by {name}."),
            gate=decision.request.gate.name,
            outcome=Outcome(decision.outcome).label,
            name=decision.by_name,
        )
        yield registry.Event(decision.at.date(), in_every_language(text))


@registry.moves_along
def gates_move(stages, since):
    """Gates that nobody has asked a decision for move with their stages."""
    still_open = Gate.objects.filter(stage__in=stages, state__in=[Gate.State.OPEN, Gate.State.HELD], due__gte=since)
    for gate in still_open.order_by("stage__number", "due", "pk"):
        yield registry.Move(gate, ("due",), "gates.edit_criteria")
