"""Gates with their criteria, kinds, weights and thresholds; the exit of a pilot belongs to its pilot."""

import datetime

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.evidence import in_every_language
from implementation.experience.compare import ADDED, REMOVED
from implementation.experience.registry import ONLY_AT_THE_START, Part, item, template_part
from implementation.gates import actions
from implementation.gates.models import Criterion, Gate
from implementation.gates.registry import PILOT_EXIT, checks

DECIDED = _("This gate is decided: it stays as it was decided.")
ASKED = _("A decision has been asked for: the gate stays as it is until it is taken or withdrawn.")
NO_GATE = _("This gate is not on the programme.")


def gates_of(programme):
    return programme.gates.exclude(kind=PILOT_EXIT).select_related("stage").order_by("stage__number", "due", "pk")


def find_gate(programme, key: str) -> Gate | None:
    stage, _slash, rest = key.partition("/")
    return gates_of(programme).filter(stage__kind=stage, kind=rest.partition("/")[0]).first()


def why_closed(gate: Gate | None):
    if gate is None:
        return NO_GATE
    if gate.is_decided:
        return DECIDED
    return ASKED if gate.state == Gate.State.REQUESTED else None


@template_part("experience.gates", title=_("Gates"), order=40)
class Gates(Part):
    fields = {
        "name": _("Name"),
        "quorum": _("Quorum"),
        "should_floor": _("Should-meet score asked for"),
        "days_early": _("Due before the end of the stage, days"),
    }
    upgraded = ("name", "quorum", "should_floor", "days_early")

    def take(self, programme):
        return [
            item(
                f"{gate.stage.kind}/{gate.kind}",
                gate.name,
                under=gate.stage.name,
                name=gate.name,
                quorum=gate.quorum,
                should_floor=gate.should_floor,
                days_early=max((gate.stage.planned_end - gate.due).days, 0),
            )
            for gate in gates_of(programme)
        ]

    def apply(self, programme, items, *, by):
        stages = {stage.kind: stage for stage in programme.stages.all()}
        for one in items:
            stage_kind, _slash, kind = one["key"].partition("/")
            stage, fields = stages.get(stage_kind), one["fields"]
            if stage is None or kind not in Gate.Kind.values:
                continue
            gate = actions.set_up_gate(
                stage, kind=kind, name=fields["name"], due=_due(stage, fields["days_early"]), quorum=fields["quorum"]
            )
            Gate.objects.filter(pk=gate.pk).update(should_floor=fields["should_floor"])

    def closed(self, programme, change):
        if change.kind != "changed":
            return ONLY_AT_THE_START
        return why_closed(find_gate(programme, change.key))

    def take_over(self, programme, change, *, by):
        gate = find_gate(programme, change.key)
        fields = {field.name: field.now for field in change.fields}
        if "days_early" in fields:
            fields["due"] = _due(gate.stage, fields.pop("days_early"))
        actions.edit_gate(gate, by=by, **fields)


def _due(stage, days_early: int) -> datetime.date:
    return max(stage.planned_end - datetime.timedelta(days=int(days_early)), stage.planned_start)


@template_part("experience.criteria", title=_("Criteria"), order=50)
class Criteria(Part):
    note = _("What a person judged stays behind; the criterion itself, its weight and its thresholds come along.")
    fields = {"kind": _("Weighs as"), "weight": _("Weight"), "parameters": _("Thresholds")}
    upgraded = ("kind", "weight", "parameters")
    choices = {"kind": dict(Criterion.Kind.choices)}

    def take(self, programme):
        found = (
            Criterion.objects.filter(gate__programme=programme)
            .exclude(gate__kind=PILOT_EXIT)
            .select_related("gate__stage")
            .order_by("gate__stage__number", "gate__due", "gate__pk", "order", "pk")
        )
        return [
            item(
                f"{one.gate.stage.kind}/{one.gate.kind}/{one.check_name or one.title}",
                one.title or in_every_language(one.shown_title),
                under=one.gate.name,
                kind=one.kind,
                weight=one.weight,
                parameters=one.parameters,
                own_title=one.title,
            )
            for one in found
        ]

    def apply(self, programme, items, *, by):
        """In place of the criteria that the checks would bring to each gate."""
        gates = {f"{gate.stage.kind}/{gate.kind}": gate for gate in gates_of(programme)}
        Criterion.objects.filter(gate__in=gates.values()).delete()
        places: dict[int, int] = {}
        for one in items:
            stage, kind, _what = one["key"].split("/", 2)
            gate = gates.get(f"{stage}/{kind}")
            if gate is not None and (made := _criterion(gate, one)):
                places[gate.pk] = made.order = places.get(gate.pk, 0) + 1
                made.save()

    def shown(self, field, value):
        """Thresholds by the words that their checks have for them."""
        if field == "parameters" and value:
            words = {key: one.label for check in checks().values() for key, one in check.thresholds.items()}
            value = {str(words.get(key, key)): one for key, one in value.items()}
        return super().shown(field, value)

    def closed(self, programme, change):
        if why := why_closed(find_gate(programme, change.key)):
            return why
        if change.kind == ADDED and _criterion(None, change.item) is None:
            return _("This check is not part of the product any more.")
        return None

    def take_over(self, programme, change, *, by):
        gate = find_gate(programme, change.key)
        if change.kind == ADDED:
            made = _criterion(gate, change.item)
            made.order = (gate.criteria.aggregate(last=Max("order"))["last"] or 0) + 1
            actions.add_criterion(made, by=by)
            return
        found = _find(gate, change.key.split("/", 2)[2])
        if change.kind == REMOVED:
            actions.remove_criterion(found, by=by)
            return
        actions.edit_criterion(found, by=by, **{field.name: field.now for field in change.fields})


def _find(gate: Gate, what: str) -> Criterion:
    return gate.criteria.filter(check_name=what).first() or gate.criteria.get(check_name="", title=what)


def _criterion(gate: Gate | None, one) -> Criterion | None:
    """A criterion as the item says; None where its check is not part of the product any more."""
    what, fields = one["key"].split("/", 2)[2], one["fields"]
    own = fields.get("own_title") or ""
    computed = what in checks()
    if not computed and not own:
        return None
    return Criterion(
        gate=gate,
        check_name=what if computed else "",
        title=own[:200],
        kind=fields["kind"],
        weight=fields["weight"],
        parameters=fields["parameters"] if computed else {},
    )
