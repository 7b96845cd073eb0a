from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.gates.models import Decision, DecisionRequest, Gate
from implementation.gates.registry import announce
from implementation.programme.models import Department, Organisation
from implementation.rollout import actions
from implementation.rollout.models import Module, Pilot, PilotMeasure
from tests.factories import make_programme, user_as
from tests.rollout.factories import (
    agree,
    days,
    make_adoption,
    make_measure,
    make_pilot,
    make_running_pilot,
    make_value,
    open_pilot_stage,
)

pytestmark = pytest.mark.django_db


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def decide(pilot, outcome, reason="Seen and weighed."):
    """What the gate tells the apps above when its decision is taken."""
    sponsor = user_as("sponsor", pilot.programme)
    signature = {"programme": pilot.programme, "by": sponsor, "by_name": sponsor.name, "by_role": "sponsor"}
    number = pilot.exit_gate.requests.count() + 1
    asked = DecisionRequest.objects.create(gate=pilot.exit_gate, number=number, facts={}, **signature)
    decision = Decision.objects.create(request=asked, outcome=outcome, reason=reason, facts={}, **signature)
    announce(pilot.exit_gate, decision, sponsor)
    pilot.refresh_from_db(fields=["actual_end"])
    return Pilot.objects.get(pk=pilot.pk)


def test_a_new_programme_has_the_modules_it_wants_in_the_language_of_its_organisation(db):
    programme = make_programme(language="zh-hans", modules=["sales", "master_data"])

    found = list(programme.modules.values_list("key", "state"))

    assert found == [("master_data", "not_started"), ("sales", "not_started")]


def test_a_module_comes_once(programme):
    manager = user_as("manager", programme)

    added = actions.add_module(programme, "marketing", by=manager)

    assert (added.name, added.layer, entries(added, "created")) == ("Marketing", "operational", 1)
    with pytest.raises(ValidationError, match="on the programme already"):
        actions.add_module(programme, "marketing", by=manager)


def test_a_member_adds_no_module(programme):
    with pytest.raises(PermissionDenied):
        actions.add_module(programme, "marketing", by=user_as("member", programme))


def test_planning_a_pilot_sets_up_its_exit_gate(programme):
    pilot = make_pilot(programme, name="Quotes")

    gate = pilot.exit_gate
    assert (gate.name, gate.kind, gate.stage.kind, gate.due) == ("Pilot exit, Quotes", "pilot_exit", "pilot", days(20))
    assert set(gate.criteria.values_list("check_name", flat=True)) >= {
        "rollout.measures_met",
        "rollout.system_used",
        "rollout.rollback_tested",
    }
    assert entries(pilot, "created") == 1


def test_a_pilot_in_part_covers_all_departments(programme):
    pilot = make_pilot(programme, way="part", part="Quotes", departments=[])

    assert set(pilot.departments.all()) == set(programme.organisation.departments.all())


def test_a_member_plans_no_pilot_and_leaves_no_gate(programme):
    user_as("manager", programme)
    gates = Gate.objects.count()

    with pytest.raises(PermissionDenied):
        make_pilot(programme, by=user_as("member", programme))

    assert Gate.objects.count() == gates


def test_a_pilot_needs_a_department_of_its_own_organisation(programme):
    elsewhere = Department.objects.create(organisation=Organisation.objects.create(name="Other"), name="Sales")

    with pytest.raises(Refused, match="at least one department"):
        make_pilot(programme, departments=[])
    with pytest.raises(Refused, match="of this organisation"):
        make_pilot(programme, departments=[elsewhere])


def test_a_pilot_takes_no_module_of_another_programme(programme):
    with pytest.raises(ValidationError, match="module of this programme"):
        make_pilot(programme, module=make_programme().modules.first())


def test_a_pilot_does_not_end_before_it_starts(programme):
    with pytest.raises(ValidationError, match="choose a later end"):
        make_pilot(programme, planned_start=days(5), planned_end=days(4))


def test_a_closed_module_gets_no_pilot(programme):
    module = programme.modules.first()
    perform(module, "close", by=user_as("sponsor", programme), note="Not wanted.")

    with pytest.raises(Refused, match="closed"):
        make_pilot(programme, module=module)


def test_a_change_of_the_plan_moves_the_gate(programme):
    pilot = make_pilot(programme)
    places = list(pilot.departments.all())

    actions.change_pilot(
        pilot, departments=places, by=user_as("manager", programme), name="Renamed", planned_end=days(40)
    )

    gate = Gate.objects.get(pk=pilot.exit_gate_id)
    assert (gate.name, gate.due, entries(pilot, "changed")) == ("Pilot exit, Renamed", days(40), 1)


def test_a_change_of_departments_alone_is_on_record_and_makes_other_pages_stale(programme):
    pilot, manager = make_pilot(programme), user_as("manager", programme)
    everyone = programme.organisation.departments.all()

    actions.change_pilot(pilot, departments=everyone, by=manager, seen_revision=0)

    assert (entries(pilot, "changed"), entries(pilot, "moved")) == (0, 1)
    with pytest.raises(Stale):
        actions.change_pilot(pilot, departments=everyone[:1], by=manager, seen_revision=0)


def test_a_pilot_that_is_over_stays_as_it_was(programme):
    pilot = make_running_pilot(programme)
    manager = user_as("manager", programme)
    actions.roll_back_pilot(pilot, by=manager, note="Lost orders.")

    with pytest.raises(Refused, match="stays on record"):
        actions.change_pilot(pilot, departments=pilot.departments.all(), by=manager, name="Other")
    with pytest.raises(Refused, match="stays on record"):
        make_measure(pilot)


def test_starting_puts_the_module_in_pilot(programme):
    open_pilot_stage(programme)
    pilot = make_pilot(programme, measures=1)
    agree(pilot)

    actions.start_pilot(pilot, by=user_as("consultant", programme))

    assert (pilot.state, pilot.actual_start, Module.objects.get(pk=pilot.module_id).state) == (
        "running",
        days(0),
        "piloting",
    )
    assert entries(pilot, "start") == 1


def test_a_pilot_waits_for_its_stage(programme):
    pilot = make_pilot(programme, measures=1)

    with pytest.raises(Refused, match="Ready to pilot"):
        actions.start_pilot(pilot, by=user_as("manager", programme))

    assert Module.objects.get(pk=pilot.module_id).state == "not_started"


def test_a_pilot_without_measures_does_not_start(programme):
    open_pilot_stage(programme)

    with pytest.raises(Refused, match="no measure yet"):
        actions.start_pilot(make_pilot(programme), by=user_as("manager", programme))


@pytest.mark.parametrize(("day", "why"), [(1, "still to come"), (-90, "was not open")])
def test_a_pilot_starts_neither_tomorrow_nor_before_its_stage(programme, day, why):
    open_pilot_stage(programme)

    with pytest.raises(Refused, match=why):
        actions.start_pilot(make_pilot(programme, measures=1), by=user_as("manager", programme), on=days(day))


@pytest.mark.parametrize("role", ["member", "executive", "sponsor", "vendor_contact"])
def test_only_editors_start_a_pilot(programme, role):
    open_pilot_stage(programme)
    pilot = make_pilot(programme, measures=1)

    with pytest.raises(PermissionDenied):
        actions.start_pilot(pilot, by=user_as(role, programme))


def test_a_pilot_starts_once(programme):
    pilot = make_running_pilot(programme)

    with pytest.raises(Refused, match="not possible"):
        actions.start_pilot(pilot, by=user_as("manager", programme))


def test_evaluation_ends_the_trial(programme):
    pilot = make_running_pilot(programme)

    perform(pilot, "evaluate", by=user_as("manager", programme))

    assert (pilot.state, pilot.actual_end) == ("evaluating", days(0))


def test_an_extension_moves_the_end_and_the_gate(programme):
    pilot = make_running_pilot(programme)
    manager = user_as("manager", programme)
    perform(pilot, "evaluate", by=manager)

    actions.extend_pilot(pilot, planned_end=days(48), by=manager, note="Two users fell ill.")

    assert (pilot.state, pilot.planned_end, pilot.actual_end) == ("extended", days(48), None)
    assert Gate.objects.get(pk=pilot.exit_gate_id).due == days(48)
    assert entries(pilot, "extend") == 1


def test_an_extension_needs_a_later_day_and_a_reason(programme):
    pilot, manager = make_running_pilot(programme), user_as("manager", programme)

    with pytest.raises(Refused, match="after the present end"):
        actions.extend_pilot(pilot, planned_end=days(20), by=manager, note="Longer.")
    with pytest.raises(Refused, match="Say why"):
        actions.extend_pilot(pilot, planned_end=days(30), by=manager, note=" ")


def test_rolling_back_sets_the_module_back(programme):
    pilot = make_running_pilot(programme)

    actions.roll_back_pilot(pilot, by=user_as("sponsor", programme), note="Orders were lost.")

    assert (pilot.state, pilot.actual_end) == ("rolled_back", days(0))
    assert Module.objects.get(pk=pilot.module_id).state == "not_started"
    assert entries(pilot, "roll_back") == 1


def test_a_module_stays_in_pilot_while_another_pilot_of_it_runs(programme):
    first = make_running_pilot(programme)
    make_running_pilot(programme, module=first.module)

    actions.roll_back_pilot(first, by=user_as("manager", programme), note="Orders were lost.")

    assert Module.objects.get(pk=first.module_id).state == "piloting"


def test_a_consultant_rolls_nothing_back(programme):
    pilot = make_running_pilot(programme)

    with pytest.raises(PermissionDenied):
        actions.roll_back_pilot(pilot, by=user_as("consultant", programme), note="Orders were lost.")


@pytest.mark.parametrize("outcome", ["go", "conditional"])
def test_go_accepts_the_pilot_and_rolls_the_module_out(programme, outcome):
    pilot = make_running_pilot(programme)
    perform(pilot, "evaluate", by=user_as("manager", programme))

    found = decide(pilot, outcome)

    assert (found.state, found.module.state, found.actual_end) == ("accepted", "rolling_out", days(0))


def test_recycle_sends_a_pilot_under_evaluation_back_to_work(programme):
    pilot = make_running_pilot(programme)
    perform(pilot, "evaluate", by=user_as("manager", programme))

    found = decide(pilot, "recycle")

    assert (found.state, found.actual_end) == ("running", None)


def test_stop_rolls_the_pilot_back(programme):
    found = decide(make_running_pilot(programme), "stop")

    assert (found.state, found.module.state) == ("rolled_back", "not_started")


def test_stop_at_a_reopened_gate_calls_the_module_back(programme):
    pilot = make_running_pilot(programme)
    decide(pilot, "conditional")

    found = decide(pilot, "stop")

    assert (found.state, found.module.state) == ("rolled_back", "not_started")


def test_go_at_a_reopened_gate_leaves_an_accepted_pilot_as_it_is(programme):
    pilot = make_running_pilot(programme)
    decide(pilot, "conditional")

    assert decide(pilot, "go").state == "accepted"


def test_hold_changes_no_pilot(programme):
    assert decide(make_running_pilot(programme), "hold").state == "running"


def test_a_pilot_that_never_ran_or_was_rolled_back_is_not_accepted(programme):
    planned, gone = make_pilot(programme), make_running_pilot(programme)
    actions.roll_back_pilot(gone, by=user_as("manager", programme), note="Orders were lost.")

    with pytest.raises(Refused, match="has not started"):
        decide(planned, "go")
    with pytest.raises(Refused, match="only “stop”"):
        decide(gone, "go")


def test_stop_closes_a_pilot_that_never_started(programme):
    found = decide(make_pilot(programme), "stop")

    assert (found.state, found.actual_end) == ("rolled_back", None)


def test_a_module_is_not_closed_while_a_pilot_of_it_is_under_way(programme):
    pilot = make_running_pilot(programme)

    with pytest.raises(Refused, match="still under way"):
        perform(pilot.module, "close", by=user_as("sponsor", programme), note="Not wanted.")


def test_targets_stay_once_the_pilot_has_started(programme):
    pilot = make_running_pilot(programme, measures=1)
    measure, manager = pilot.measures.get(), user_as("manager", programme)

    actions.change_measure(measure, by=manager, title="Clearer words", target=measure.target)

    assert (PilotMeasure.objects.get(pk=measure.pk).title, entries(measure, "changed")) == ("Clearer words", 1)
    with pytest.raises(Refused, match="as it was agreed"):
        actions.change_measure(measure, by=manager, target=Decimal(1))


def test_targets_move_before_the_start(programme):
    measure = make_measure(make_pilot(programme))

    actions.change_measure(measure, by=user_as("manager", programme), target=Decimal(80))

    assert PilotMeasure.objects.get(pk=measure.pk).target == 80


def test_the_same_day_again_replaces_a_value_and_the_trail_keeps_both(programme):
    measure = make_running_pilot(programme, measures=1).measures.get()

    first, second = make_value(measure, 60), make_value(measure, 66)

    assert (first.pk, second.value, measure.values.count()) == (second.pk, 66, 1)
    assert (entries(first, "created"), entries(first, "changed")) == (1, 1)


def test_a_value_is_of_a_day_that_the_pilot_ran(programme):
    measure = make_running_pilot(programme, measures=1).measures.get()

    with pytest.raises(ValidationError, match="still to come"):
        make_value(measure, 60, on=days(1))
    with pytest.raises(Refused, match="before the start"):
        make_value(measure, 60, on=days(-36))


def test_nothing_is_recorded_before_the_start(programme):
    pilot = make_pilot(programme, measures=1)

    with pytest.raises(Refused, match="has not started"):
        make_value(pilot.measures.get(), 60)
    with pytest.raises(Refused, match="has not started"):
        make_adoption(pilot, 9)


def test_members_record_and_executives_do_not(programme):
    measure = make_running_pilot(programme, measures=1).measures.get()

    kept = actions.record_value(measure, on=days(-1), value=Decimal(61), by=user_as("member", programme))

    assert kept.value == 61
    with pytest.raises(PermissionDenied):
        actions.record_value(measure, on=days(-2), value=Decimal(61), by=user_as("executive", programme))


def test_a_week_is_kept_by_its_monday_and_replaced_when_it_comes_again(programme):
    pilot = make_running_pilot(programme)

    first, second = make_adoption(pilot, 9), make_adoption(pilot, 12)

    assert (first.pk, second.active_users, second.week.weekday(), pilot.adoption.count()) == (second.pk, 12, 0, 1)


def test_more_active_people_than_there_are_is_refused(programme):
    with pytest.raises(ValidationError, match="look at both numbers"):
        make_adoption(make_running_pilot(programme), 19)


def test_a_rehearsal_is_kept_with_its_limit(programme):
    pilot = make_pilot(programme, rollback_limit=240)

    actions.record_rehearsal(pilot, on=days(-1), minutes=220, by=user_as("member", programme))

    assert (pilot.rollback_minutes, pilot.can_go_back_in_time, entries(pilot, "rehearsed")) == (220, True, 1)
    with pytest.raises(Refused, match="still to come"):
        actions.record_rehearsal(pilot, on=days(1), minutes=220, by=user_as("manager", programme))
