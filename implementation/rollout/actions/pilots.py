"""Planning a pilot, running it and giving it up."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import access, actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.actions import set_up_gate
from implementation.gates.models import Gate
from implementation.gates.registry import PILOT_EXIT
from implementation.programme.models import Department
from implementation.rollout.actions.modules import needs_words, unmet_needs
from implementation.rollout.models import Module, Pilot
from implementation.rollout.wave_load import pilot_beyond, sentence


@transaction.atomic
def plan_pilot(pilot: Pilot, *, departments: Iterable[Department] = (), by: User) -> Pilot:
    """Write the pilot down and set up its exit gate at the end of the pilot stage."""
    places = _places(pilot, departments)
    _refuse_no_part(pilot.way, pilot.part)
    if pilot.module.state == Module.State.CLOSED:
        raise Refused(_("The module is closed: open it again first."))
    _within_capacity(pilot, places)
    stage = pilot.programme.stages.get(kind="pilot")
    with translation.override(pilot.programme.organisation.language):
        name = _gate_name(pilot.name)
    pilot.exit_gate = set_up_gate(stage, kind=PILOT_EXIT, name=name, due=pilot.planned_end)
    note = ", ".join(place.name for place in places)
    actions.create(pilot, permission="rollout.edit_pilot", by=by, note=note)
    pilot.departments.set(places)
    return pilot


@transaction.atomic
def change_pilot(
    pilot: Pilot, *, departments: Iterable[Department], by: User, seen_revision: int | None = None, **fields
) -> Pilot:
    """Change the plan. Once it has started its days only move by an extension; once it is over nothing changes."""
    if Pilot.objects.get(pk=pilot.pk).is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    places = _places(Pilot(programme=pilot.programme, way=fields.get("way", pilot.way)), departments)
    _refuse_no_part(fields.get("way", pilot.way), fields.get("part", pilot.part))
    planned = Pilot.objects.get(pk=pilot.pk)
    for name, value in fields.items():
        setattr(planned, name, value)
    _within_capacity(planned, places)
    before = sorted(place.name for place in pilot.departments.all())
    changed = actions.change(pilot, permission="rollout.edit_pilot", by=by, seen_revision=seen_revision, **fields)
    after = sorted(place.name for place in places)
    if before != after:
        pilot.departments.set(places)
        changed.revision += 1
        changed.save(update_fields=["revision"])
        audit.entry(changed, "moved", by=by, before={"departments": before}, after={"departments": after})
    _gate_follows(changed, by)
    return changed


def _places(pilot: Pilot, departments: Iterable[Department]) -> list[Department]:
    """Where it runs, checked: some departments of the same organisation, or all of them."""
    organisation = pilot.programme.organisation
    if pilot.way == Pilot.Way.PART:
        return list(organisation.departments.all())
    chosen = list(departments)
    if not chosen:
        raise Refused(_("Choose at least one department for the pilot."))
    if any(place.organisation_id != organisation.pk for place in chosen):
        raise Refused(_("Choose departments of this organisation."))
    return chosen


def _within_capacity(pilot: Pilot, places: Iterable[Department]) -> None:
    """Refused with department, week and numbers where a limit is set; who may raises it, on record."""
    places = list(places)
    audit.lock(pilot.scope_key)
    if found := pilot_beyond(pilot, places):
        names = {place.pk: place.name for place in places}
        raise Refused(
            _("%(excess)s Plan fewer users or another time, or have the capacity of the department raised.")
            % {"excess": sentence(found[0], names)}
        )


def _refuse_no_part(way: str, part: str) -> None:
    if way == Pilot.Way.PART and not part.strip():
        raise Refused(_("Name the part of the module that is tried: its functions or process steps."))


def _gate_name(name: str) -> str:
    return (_("Pilot exit, %(name)s") % {"name": name})[:120]


def _gate_follows(pilot: Pilot, by: User) -> None:
    """The exit gate of a pilot is due on its last day, as long as it is undecided."""
    gate = Gate.objects.get(pk=pilot.exit_gate_id)
    if gate.is_decided:
        return
    with translation.override(pilot.programme.organisation.language):
        name = _gate_name(pilot.name)
    actions.change(gate, permission="rollout.edit_pilot", by=by, due=pilot.planned_end, name=name)


@transaction.atomic
def start_pilot(pilot: Pilot, *, by: User, on: datetime.date | None = None, reason: str = "") -> Pilot:
    """From here the exit targets stay as they are; the module is in pilot.

    ``reason`` says why it does not wait for the modules that its own needs, where those are not rolling out; it is kept.
    """
    audit.lock(pilot.scope_key)
    access.require(by, "rollout.run_pilot", pilot)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Choose today or an earlier day."))
    stage = pilot.exit_gate.stage
    if stage.actual_start and on < stage.actual_start:
        raise Refused(_("The pilot stage was not open on that day: choose a later one."))
    missing = unmet_needs(pilot.module)
    if missing and not reason.strip():
        raise Refused(
            _("%(what)s Wait for it, or say why this pilot does not.") % {"what": needs_words(pilot.module, missing)}
        )
    perform(pilot, "start", by=by, actual_start=on, note=reason, start_reason=reason if missing else "")
    if pilot.module.state == Module.State.NOT_STARTED:
        perform(pilot.module, "begin", by=by)
    return pilot


@transaction.atomic
def extend_pilot(pilot: Pilot, *, planned_end: datetime.date, by: User, note: str) -> Pilot:
    """Let it run on to a later day; its exit gate moves with it."""
    if planned_end <= timezone.localdate() or planned_end <= pilot.planned_end:
        raise Refused(_("Choose a day after today and after the present end."))
    perform(pilot, "extend", by=by, note=note, planned_end=planned_end)
    _gate_follows(pilot, by)
    return pilot


@transaction.atomic
def roll_back_pilot(pilot: Pilot, *, by: User, note: str) -> Pilot:
    """Back to the old way of working. Its exit gate is then closed by the decision “stop”."""
    perform(pilot, "roll_back", by=by, note=note)
    module_without(pilot, by=by, note=note)
    return pilot


def module_without(pilot: Pilot, *, by: User, note: str) -> None:
    """Where no other pilot carries the module, it is back where it was before this one."""
    module = Module.objects.get(pk=pilot.module_id)
    others = module.pilots.exclude(pk=pilot.pk)
    accepted = others.filter(state=Pilot.State.ACCEPTED).exists()
    if module.state == Module.State.ROLLING_OUT and not accepted:
        perform(module, "call_back", by=by, note=note)
    if module.state == Module.State.PILOTING and not others.under_way().exists():
        perform(module, "set_back", by=by, note=note)
