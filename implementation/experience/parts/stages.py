"""Stages with the days they were to take and the days they took."""

import datetime

from django.utils.translation import gettext_lazy as _

from core.actions import change as change_record
from implementation.experience.registry import Part, item, template_part
from implementation.gates import actions as gates
from implementation.gates.models import Gate
from implementation.gates.registry import PILOT_EXIT
from implementation.programme.models import Deliverable, Milestone, Programme, Stage

STARTED = _("This stage has started: it stays as it is.")
GONE = _("This stage is not on the programme.")


def lasted(stage: Stage) -> int | None:
    """Days from the first to the last, both counted; None until the stage is done."""
    if stage.state != Stage.State.DONE or not stage.actual_start or not stage.actual_end:
        return None
    return (stage.actual_end - stage.actual_start).days + 1


def as_chosen(items, *, as_they_were: bool):
    """The items with the days that count: those it took where that was chosen and is known."""
    if not as_they_were:
        return items
    return [
        one | {"fields": one["fields"] | {"days": one["fields"]["lasted"] or one["fields"]["days"]}} for one in items
    ]


@template_part("experience.stages", title=_("Stages"), order=10)
class Stages(Part):
    fields = {
        "name": _("Name"),
        "days": _("Standard duration, days"),
        "planned": _("Planned, days"),
        "lasted": _("As it was, days"),
    }
    upgraded = ("name", "days")

    def take(self, programme):
        return [
            item(
                stage.kind,
                stage.name,
                name=stage.name,
                days=stage.standard_days,
                planned=(stage.planned_end - stage.planned_start).days + 1,
                lasted=lasted(stage),
            )
            for stage in programme.stages.order_by("number")
        ]

    def apply(self, programme, items, *, by):
        start = programme.started_on
        for number, one in enumerate(items, start=1):
            days = max(int(one["fields"]["days"]), 1)
            end = start + datetime.timedelta(days=days - 1)
            Stage.objects.create(
                programme=programme,
                number=number,
                kind=one["key"],
                name=one["fields"]["name"],
                standard_days=days,
                planned_start=start,
                planned_end=end,
            )
            start = end + datetime.timedelta(days=1)

    def closed(self, programme, change):
        stage = programme.stages.filter(kind=change.key).first()
        if change.kind != "changed":
            return _("Stages come and go with a new programme only.")
        if stage is None:
            return GONE
        return None if stage.state == Stage.State.NOT_STARTED else STARTED

    def take_over(self, programme, change, *, by):
        stage = programme.stages.get(kind=change.key)
        new = {field.name: field.now for field in change.fields}
        if "name" in new:
            change_record(stage, permission="programme.edit_plan", by=by, name=new["name"])
        if "days" in new:
            _lengthen(programme, stage, int(new["days"]), by=by)


def _lengthen(programme: Programme, stage: Stage, days: int, *, by) -> None:
    """The stage takes so many days; what is due in it keeps its place, and all that is still ahead moves along."""
    before = (stage.planned_end - stage.planned_start).days + 1
    move = datetime.timedelta(days=days - before)
    change_record(
        stage, permission="programme.edit_plan", by=by, standard_days=days, planned_end=stage.planned_end + move
    )
    if not move:
        return
    stretch = (days - 1) / max(before - 1, 1)
    for milestone in stage.milestones.filter(state=Milestone.State.PLANNED):
        into = round((milestone.due - stage.planned_start).days * stretch)
        _due(milestone, stage.planned_start + datetime.timedelta(days=into), by=by)
    _move_ends(stage, move, by=by)
    for later in programme.stages.filter(number__gt=stage.number, state=Stage.State.NOT_STARTED):
        fields = {"planned_start": later.planned_start + move, "planned_end": later.planned_end + move}
        change_record(later, permission="programme.edit_plan", by=by, **fields)
        for milestone in later.milestones.filter(state=Milestone.State.PLANNED):
            _due(milestone, milestone.due + move, by=by)
        _move_ends(later, move, by=by)


def _due(owed, day: datetime.date, *, by) -> None:
    change_record(owed, permission="programme.edit_plan", by=by, due=day)


def _move_ends(stage: Stage, move: datetime.timedelta, *, by) -> None:
    """Deliverables and the gate are due at the end of the stage; a pilot's exit has the day of its pilot."""
    for deliverable in stage.deliverables.filter(state=Deliverable.State.DUE):
        _due(deliverable, deliverable.due + move, by=by)
    for gate in stage.gates.filter(state=Gate.State.OPEN).exclude(kind=PILOT_EXIT):
        gates.edit_gate(gate, by=by, due=gate.due + move)
