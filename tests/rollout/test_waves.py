import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.models import Department
from implementation.rollout.actions import waves
from implementation.rollout.capacity import people_by_week
from implementation.rollout.models import Capacity, Module, Pilot, Wave
from implementation.rollout.proposals import proposal_for
from implementation.rollout.wave_calendar import calendar_of, months_from
from implementation.rollout.wave_load import limits_of, loads_of
from tests.factories import make_programme, user_as
from tests.rollout.factories import days, make_adoption, make_pilot, make_running_pilot
from tests.rollout.going_live import bring, make_wave, rows

pytestmark = pytest.mark.django_db


def entries(record, verb) -> int:
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


@pytest.fixture
def sales(programme) -> Department:
    return programme.organisation.departments.get(name="Sales")


def accepted(programme, **fields) -> Pilot:
    """A pilot that left by its gate; its module rolls out."""
    pilot = make_running_pilot(programme, **fields)
    for ago in (4, 3, 2, 1):
        make_adoption(pilot, 17, weeks_ago=ago)
    perform(pilot, "evaluate", by=user_as("manager", programme))
    perform(pilot, "accept", by=user_as("sponsor", programme))
    perform(pilot.module, "roll_out", by=user_as("sponsor", programme))
    return pilot


def test_a_wave_is_planned_with_its_people_and_one_entry(programme, sales):
    wave = make_wave(programme, places={sales: 3})

    assert (wave.number, wave.people, entries(wave, "created")) == (1, 3, 1)
    assert make_wave(programme, start=60).number == 2


def test_a_fifth_of_a_department_is_its_limit_until_somebody_says_otherwise(programme, sales):
    assert limits_of(programme)[sales.pk].at_once == 4

    waves.set_capacity(programme, sales, at_once=9, by=user_as("manager", programme))
    waves.set_capacity(programme, sales, at_once=7, a_month=5, by=user_as("sponsor", programme))

    assert (limits_of(programme)[sales.pk].at_once, Capacity.objects.get().a_month) == (7, 5)


def test_a_wave_beyond_the_capacity_is_refused_with_department_week_and_numbers(programme, sales):
    with pytest.raises(Refused, match=r"Sales: 5 people would be in change in the week from .+, at most 4 may\."):
        make_wave(programme, places={sales: 5})

    assert not Wave.objects.exists()


def test_two_waves_at_once_add_up_and_one_after_the_other_do_not(programme, sales):
    make_wave(programme, places={sales: 3})

    with pytest.raises(Refused, match="5 people would be in change"):
        make_wave(programme, places={sales: 2}, start=21)
    later = make_wave(programme, places={sales: 4}, start=63)

    assert later.number == 2


def test_a_pilot_counts_against_the_capacity(programme, sales):
    make_pilot(programme, users=3, planned_start=days(10), planned_end=days(40))

    with pytest.raises(Refused, match="Sales: 5 people"):
        make_wave(programme, places={sales: 2})


def test_a_limit_by_month_names_the_month(programme, sales):
    waves.set_capacity(programme, sales, at_once=20, a_month=2, by=user_as("manager", programme))

    with pytest.raises(Refused, match="3 people would begin in .+, at most 2 may"):
        make_wave(programme, places={sales: 3})


def test_the_manager_exceeds_a_capacity_with_a_reason_that_is_kept(programme, sales):
    reason = {"over_capacity_because": "The old system is switched off."}

    with pytest.raises(Refused, match="Only the manager"):
        make_wave(programme, places={sales: 9}, by=user_as("consultant", programme), **reason)
    wave = make_wave(programme, places={sales: 9}, by=user_as("manager", programme), **reason)

    assert wave.over_capacity_because == "The old system is switched off."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"places": {}}, "for at least one department"),
        ({"modules": []}, "at least one module"),
        ({"people": 21}, "has 20 people"),
    ],
)
def test_a_wave_that_reaches_nobody_or_too_many_is_refused(programme, sales, fields, said):
    values = {"modules": [programme.modules.first()], "places": {sales: fields.pop("people", 2)}} | fields
    wave = Wave(
        programme=programme, name="W", lead=user_as("manager", programme), start=days(1), go_live=days(2), end=days(3)
    )

    with pytest.raises(Refused, match=said):
        waves.plan_wave(wave, by=user_as("manager", programme), **values)


def test_a_wave_whose_days_are_out_of_order_is_refused(programme):
    with pytest.raises(ValidationError):
        make_wave(programme, end=days(1))

    assert not Wave.objects.exists()


def test_what_a_module_stands_on_comes_before_or_with_it(programme, sales):
    first, second = programme.modules.get(key="master_data"), programme.modules.get(key="sales")

    with pytest.raises(Refused, match="Sales needs Customer master data first"):
        make_wave(programme, modules=[second])
    make_wave(programme, modules=[first, second])

    assert make_wave(programme, modules=[second], start=63).number == 2


def test_departments_and_modules_of_another_programme_are_refused(programme):
    other = make_programme()

    for fields in (
        {"places": {other.organisation.departments.first(): 1}},
        {"modules": [other.modules.first()]},
    ):
        with pytest.raises(Refused):
            make_wave(programme, **fields)
    with pytest.raises(Refused):
        waves.set_capacity(
            programme, other.organisation.departments.first(), at_once=1, by=user_as("manager", programme)
        )


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_who_does_not_edit_plans_no_wave(programme, role):
    with pytest.raises(PermissionDenied):
        make_wave(programme, by=user_as(role, programme))

    assert not Wave.objects.exists()


def test_a_wave_is_changed_with_its_places(programme, sales):
    wave, manager = make_wave(programme, places={sales: 3}), user_as("manager", programme)
    service = programme.organisation.departments.get(name="Service")

    waves.change_wave(
        wave, modules=wave.modules.all(), places={service: 4}, by=manager, seen_revision=0, name="Service first"
    )

    fresh = Wave.objects.get()
    assert (fresh.name, [(p.department.name, p.people) for p in fresh.places.all()]) == (
        "Service first",
        [("Service", 4)],
    )
    assert entries(wave, "moved") == 1
    with pytest.raises(Stale):
        waves.change_wave(wave, modules=wave.modules.all(), places={sales: 1}, by=manager, seen_revision=0)


def test_a_wave_over_is_not_changed(programme, sales):
    wave = make_wave(programme)
    perform(wave, "cancel", by=user_as("manager", programme), note="No budget.")

    with pytest.raises(Refused, match="stays on record"):
        waves.change_wave(wave, modules=wave.modules.all(), places={sales: 1}, by=user_as("manager", programme))
    assert loads_of(programme) == []


def test_a_wave_starts_once_its_modules_are_rolling_out(programme):
    wave, manager = make_wave(programme), user_as("manager", programme)

    with pytest.raises(Refused, match="not rolled out yet"):
        perform(wave, "begin", by=manager)
    Module.objects.filter(pk=wave.modules.get().pk).update(state="rolling_out")
    perform(wave, "begin", by=manager)
    perform(wave, "finish", by=manager)

    assert Wave.objects.get().state == "done"


def test_nothing_is_proposed_before_a_pilot_is_accepted(programme):
    proposal = proposal_for(programme.modules.first())

    assert (str(proposal.closed), proposal.slices) == (
        "No pilot of it is accepted yet: what the pilot teaches comes first.",
        [],
    )


def test_a_proposal_says_who_comes_next_why_and_how_long(programme):
    pilot = accepted(programme)
    quiet = Department.objects.create(organisation=programme.organisation, name="Quiet", headcount=5)
    bring(programme, *rows(18, 18, department="Service"))

    proposal = proposal_for(pilot.module)

    assert [(item.department.name, item.people) for item in proposal.candidates] == [
        ("Sales", 2),
        ("Service", 20),
        ("Quiet", 5),
    ]
    assert str(proposal.candidates[1].why[0]) == "**90 %** of its people use other modules each week, floor 80 %."
    assert str(proposal.candidates[2].why[0]).startswith("Nothing is known")
    assert (proposal.weeks, quiet.pk in proposal.slices[0].places) == (2, False)


def test_a_proposal_is_planned_within_what_departments_can_bear(programme):
    pilot = accepted(programme)

    planned = waves.plan_proposed(programme, pilot.module, by=user_as("manager", programme))

    limits = limits_of(programme)
    assert all(
        people <= limits[place].at_once for (place, _week), people in people_by_week(loads_of(programme)).items()
    )
    assert sum(wave.people for wave in planned) == 22
    with pytest.raises(Refused, match="already"):
        waves.plan_proposed(programme, pilot.module, by=user_as("manager", programme))


def test_the_calendar_shows_each_wave_in_its_months(programme, sales):
    wave = make_wave(programme, places={sales: 3})

    calendar = calendar_of(programme)

    row = next(row for row in calendar.rows if row.department == sales)
    shown = [cell.month for cell in row.cells if (wave, 3) in cell.things]
    assert shown[0] == wave.start.replace(day=1) and shown[-1] == wave.end.replace(day=1)
    assert {cell.peak for cell in row.cells} == {0, 3}


@pytest.mark.parametrize(("last", "months"), [((2026, 11), 6), ((2027, 8), 10), ((2030, 1), 12)])
def test_a_calendar_has_half_a_year_at_least_and_a_year_at_most(last, months):
    assert len(months_from(datetime.date(2026, 11, 21), datetime.date(*last, 1))) == months
