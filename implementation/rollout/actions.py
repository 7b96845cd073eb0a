"""Planning a pilot, running it, recording what it shows; and what follows from the decision at its exit gate."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.actions import set_up_gate
from implementation.gates.models import Decision, Gate, Outcome
from implementation.gates.registry import PILOT_EXIT, after_decision
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Department, Programme
from implementation.rollout.models import AdoptionFigure, MeasureValue, Module, Pilot, PilotMeasure


def add_module(programme: Programme, key: str, *, by: User | None) -> Module:
    """Put a module of the catalogue on the programme, named in the organisation's language."""
    spec = MODULES[key]
    with translation.override(programme.organisation.language):
        name = str(spec.name)
    module = Module(programme=programme, key=key, name=name, layer=spec.layer, order=list(MODULES).index(key))
    return actions.create(module, permission="rollout.edit_module", by=by)


@transaction.atomic
def plan_pilot(pilot: Pilot, *, departments: Iterable[Department] = (), by: User) -> Pilot:
    """Write the pilot down and set up its exit gate at the end of the pilot stage."""
    places = _places(pilot, departments)
    if pilot.module.state == Module.State.CLOSED:
        raise Refused(_("The module is closed: open it again first."))
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
def start_pilot(pilot: Pilot, *, by: User, on: datetime.date | None = None) -> Pilot:
    """From here the exit targets stay as they are; the module is in pilot."""
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Choose today or an earlier day."))
    stage = pilot.exit_gate.stage
    if stage.actual_start and on < stage.actual_start:
        raise Refused(_("The pilot stage was not open on that day: choose a later one."))
    perform(pilot, "start", by=by, actual_start=on)
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
    _module_without(pilot, by=by, note=note)
    return pilot


def _module_without(pilot: Pilot, *, by: User, note: str) -> None:
    """Where no other pilot carries the module, it is back where it was before this one."""
    module = Module.objects.get(pk=pilot.module_id)
    others = module.pilots.exclude(pk=pilot.pk)
    accepted = others.filter(state=Pilot.State.ACCEPTED).exists()
    if module.state == Module.State.ROLLING_OUT and not accepted:
        perform(module, "call_back", by=by, note=note)
    if module.state == Module.State.PILOTING and not others.under_way().exists():
        perform(module, "set_back", by=by, note=note)


@after_decision
def exit_decided(gate: Gate, decision: Decision, by: User) -> None:
    """Go accepts the pilot and opens the roll-out of its module, recycle sends it back to work, stop ends it."""
    pilot = Pilot.objects.select_related("module").filter(exit_gate=gate).first()
    if pilot is None:
        return
    if decision.outcome in (Outcome.GO, Outcome.CONDITIONAL):
        _accept(pilot, by=by, note=decision.reason)
    elif decision.outcome == Outcome.RECYCLE and pilot.state == Pilot.State.EVALUATING:
        perform(pilot, "resume", by=by, note=decision.reason)
    elif decision.outcome == Outcome.STOP and pilot.state != Pilot.State.ROLLED_BACK:
        perform(pilot, "stop", by=by, note=decision.reason)
        _module_without(pilot, by=by, note=decision.reason)


def _accept(pilot: Pilot, *, by: User, note: str) -> None:
    if pilot.state == Pilot.State.PLANNED:
        raise Refused(_("The pilot has not started: there is nothing to accept yet."))
    if pilot.state == Pilot.State.ROLLED_BACK:
        raise Refused(_("The pilot was rolled back: only “stop” closes its gate."))
    if pilot.state != Pilot.State.ACCEPTED:  # a reopened gate can be decided again
        perform(pilot, "accept", by=by, note=note)
    if pilot.module.state in (Module.State.NOT_STARTED, Module.State.PILOTING):
        perform(pilot.module, "roll_out", by=by, note=note)


def add_measure(measure: PilotMeasure, *, by: User) -> PilotMeasure:
    """A further measure can only make the exit harder, so it may come late; not when the pilot is over."""
    if measure.pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    return actions.create(measure, permission="rollout.edit_pilot", by=by)


def change_measure(measure: PilotMeasure, *, by: User, seen_revision: int | None = None, **fields) -> PilotMeasure:
    """Before the start everything can change; after it the yardstick stays: direction, baseline and target."""
    kept = ("direction", "baseline", "target")
    fresh = PilotMeasure.objects.select_related("pilot").get(pk=measure.pk)
    moved = any(name in fields and fields[name] != getattr(fresh, name) for name in kept)
    if fresh.pilot.is_over or (moved and fresh.pilot.state != Pilot.State.PLANNED):
        raise Refused(_("The pilot has started: what it must reach stays as it was agreed."))
    return actions.change(measure, permission="rollout.edit_pilot", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def record_value(measure: PilotMeasure, *, on: datetime.date, value: Decimal, by: User, note: str = "") -> MeasureValue:
    """Keep what the measure was on a day; the same day again replaces the figure, and the trail keeps both."""
    _counts_from(measure.pilot, on)
    found = measure.values.filter(on=on).first()
    if found:
        return actions.change(found, permission="rollout.record_figures", by=by, value=value, note=note)
    kept = MeasureValue(measure=measure, on=on, value=value, note=note, by=by)
    return actions.create(kept, permission="rollout.record_figures", by=by)


@transaction.atomic
def record_adoption(
    pilot: Pilot, *, week: datetime.date, active_users: int, by: User, staff: int | None = None
) -> AdoptionFigure:
    """Keep how many were active in the week of that day; the same week again replaces the figure."""
    monday = week - datetime.timedelta(days=week.weekday())
    _counts_from(pilot, monday + datetime.timedelta(days=6))
    staff = pilot.users if staff is None else staff
    found = pilot.adoption.filter(week=monday).first()
    if found:
        return actions.change(found, permission="rollout.record_figures", by=by, active_users=active_users, staff=staff)
    figure = AdoptionFigure(pilot=pilot, week=monday, active_users=active_users, staff=staff)
    return actions.create(figure, permission="rollout.record_figures", by=by)


def _counts_from(pilot: Pilot, day: datetime.date) -> None:
    """What was before the start is a baseline, not a result."""
    if pilot.actual_start is None:
        raise Refused(_("The pilot has not started, so there is nothing to record yet."))
    if day < pilot.actual_start:
        raise Refused(_("This day is before the start of the pilot: choose a later one."))


def record_rehearsal(
    pilot: Pilot, *, on: datetime.date, minutes: int, by: User, limit: int | None = None, note: str = ""
) -> Pilot:
    """Keep how long it took to go back to the old way of working when that was tried."""
    if on > timezone.localdate():
        raise Refused(_("This day is still to come. Choose today or an earlier day."))
    if pilot.is_over:
        raise Refused(_("The pilot is over: it stays on record as it was."))
    fields = {"rollback_tested_on": on, "rollback_minutes": minutes}
    if limit is not None:
        fields["rollback_limit"] = limit
    return actions.change(pilot, permission="rollout.record_figures", by=by, verb="rehearsed", note=note, **fields)
