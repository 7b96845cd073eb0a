import pytest
from django.urls import reverse

from core.models import AuditEntry
from implementation.gates.models import Gate
from implementation.programme.models import Department
from implementation.rollout import actions
from implementation.rollout.models import Module, Pilot
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


def url(name, programme, pk=None):
    return reverse(name, args=[programme.pk] + ([pk] if pk else []))


def text(page) -> str:
    return page.content.decode()


def plan(programme, **changes):
    """What the form of a new pilot sends."""
    return {
        "module": programme.modules.first().pk,
        "name": "Quotes",
        "way": "departments",
        "departments": [programme.organisation.departments.first().pk],
        "users": 18,
        "hypothesis": "Quotes go out in two days.",
        "planned_start": days(1).isoformat(),
        "planned_end": days(50).isoformat(),
        "lead": user_as("manager", programme).pk,
        "rollback_limit": 240,
    } | changes


def test_an_empty_board_says_what_to_do(programme, as_role):
    programme.modules.all().delete()

    page = text(as_role("manager").get(url("rollout", programme)))

    assert "No module yet" in page
    assert "Add a module" in page


def test_a_board_without_pilots_says_what_to_do(programme, as_role):
    assert "No pilot planned yet" in text(as_role("member").get(url("rollout", programme)))


def test_the_board_shows_where_each_module_is(programme, as_role):
    pilot = make_running_pilot(programme, name="Quotes")
    make_value(pilot.measures.first(), 80)

    page = text(as_role("manager").get(url("rollout", programme)))

    assert f"Pilot, week 6 of {pilot.weeks}" in page
    assert "1 of 2 measures met" in page
    assert "<b>1 department was never asked:</b> Service." in page


def test_the_board_warns_of_too_much_at_once(programme, as_role):
    for _count in range(3):
        make_running_pilot(programme, measures=1)

    assert "<b>3 pilots run at once.</b>" in text(as_role("manager").get(url("rollout", programme)))


@pytest.mark.parametrize("page", ["rollout", "module"])
def test_lists_ask_the_database_no_more_for_many(programme, as_role, django_assert_max_num_queries, page):
    pilot = make_running_pilot(programme)
    make_value(pilot.measures.first(), 80)
    make_adoption(pilot, 15)
    address = url("rollout", programme) if page == "rollout" else pilot.module.get_absolute_url()
    client = as_role("manager")
    client.get(address)
    with django_assert_max_num_queries(1000) as one:
        client.get(address)
    asked = len(one)
    for n in range(29):
        Department.objects.create(organisation=programme.organisation, name=f"Department {n}")
        other = make_running_pilot(programme, departments=programme.organisation.departments.all()[:3])
        make_value(other.measures.first(), 60)
        make_adoption(other, 15)
    client.get(address)

    with django_assert_max_num_queries(asked):
        assert client.get(address).status_code == 200


def test_a_pilot_is_planned_through_the_form(programme, as_role):
    client = as_role("manager")

    client.post(url("new_pilot", programme), plan(programme))

    pilot = Pilot.objects.get()
    assert (pilot.name, [place.name for place in pilot.departments.all()]) == ("Quotes", ["Sales"])
    assert client.get(pilot.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"planned_end": days(0).isoformat()}, "choose a later end"),
        ({"departments": []}, "Choose at least one department"),
        ({"users": 0}, "greater than or equal to 1"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_writes_nothing(programme, as_role, changes, said):
    gates = Gate.objects.count()

    page = as_role("manager").post(url("new_pilot", programme), plan(programme, **changes))

    assert said in text(page)
    assert (Pilot.objects.count(), Gate.objects.count()) == (0, gates)


def test_another_programmes_module_department_and_people_are_refused(programme, as_role):
    other = make_programme()
    client = as_role("manager")
    foreign = [
        {"module": other.modules.first().pk},
        {"departments": [other.organisation.departments.first().pk]},
        {"lead": user_as("manager", other).pk},
    ]

    for changes in foreign:
        assert "Select a valid choice" in text(client.post(url("new_pilot", programme), plan(programme, **changes)))

    assert not Pilot.objects.exists()


def test_another_programmes_records_are_not_found(programme, as_role):
    other = make_running_pilot(make_programme())
    client = as_role("manager")

    for name in ("pilot", "edit_pilot", "start_pilot", "extend_pilot", "new_measure", "record_adoption"):
        assert client.get(url(name, programme, other.pk)).status_code == 404
    assert client.get(url("record_value", programme, other.measures.first().pk)).status_code == 404
    assert client.get(url("module", programme, other.module_id)).status_code == 404


def test_the_days_of_a_pilot_that_runs_are_not_in_its_form(programme, as_role):
    pilot = make_running_pilot(programme)
    client = as_role("manager")
    address = url("edit_pilot", programme, pilot.pk)
    page = client.get(address)

    client.post(address, plan(programme, name="Renamed", planned_end=days(99).isoformat(), revision=pilot.revision))

    pilot = Pilot.objects.get(pk=pilot.pk)
    assert "planned_end" not in page.context["form"].fields
    assert (pilot.name, pilot.planned_end) == ("Renamed", days(20))


def test_a_stale_plan_keeps_its_entries(programme, as_role):
    pilot = make_pilot(programme)
    actions.change_pilot(pilot, departments=pilot.departments.all(), by=user_as("consultant", programme), name="Theirs")

    page = as_role("manager").post(url("edit_pilot", programme, pilot.pk), plan(programme, name="Mine", revision=0))

    assert "Someone else saved this first" in text(page)
    assert "Mine" in text(page)
    assert Pilot.objects.get(pk=pilot.pk).name == "Theirs"


def test_the_page_of_a_pilot_says_what_holds_it_back(programme, as_role):
    pilot = make_pilot(programme, name="Quotes")
    open_pilot_stage(programme)
    measure = make_measure(pilot, title="Turnaround", direction="at_most", baseline="4.1", target="2.0", unit="days")
    agree(pilot)
    actions.start_pilot(pilot, by=user_as("manager", programme), on=days(-35))
    for on, value in ((-14, "3.0"), (-7, "2.8"), (0, "2.6")):
        make_value(measure, value, on=days(on))
    make_adoption(pilot, 15)

    page = text(as_role("executive").get(pilot.get_absolute_url()))

    assert "Turnaround holds the exit back." in page
    assert "it reaches the target on" in page
    assert "Active in the last week (15 of 18)" in page
    assert "Record a week" not in page


def test_a_measure_is_added_and_its_value_recorded(programme, as_role):
    open_pilot_stage(programme)
    pilot, client = make_pilot(programme), as_role("manager")

    client.post(
        url("new_measure", programme, pilot.pk),
        {"title": "Turnaround", "unit": "days", "direction": "at_most", "target": "2.0"},
    )
    agree(pilot)
    client.post(url("start_pilot", programme, pilot.pk), {"on": days(-3).isoformat()})
    measure = pilot.measures.get()
    client.post(url("record_value", programme, measure.pk), {"on": days(-1).isoformat(), "value": "2.6"})
    client.post(
        url("record_adoption", programme, pilot.pk),
        {"week": days(0).isoformat(), "active_users": 15, "staff": 18},
    )
    client.post(url("record_rehearsal", programme, pilot.pk), {"on": days(0).isoformat(), "minutes": 200})

    pilot = Pilot.objects.get()
    assert (pilot.state, pilot.rollback_minutes) == ("running", 200)
    assert (str(measure.values.get().value), pilot.adoption.get().active_users) == ("2.600", 15)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"on": days(2).isoformat(), "value": "1"}, "still to come"),
        ({"on": days(-36).isoformat(), "value": "1"}, "before the start"),
        ({"on": days(-1).isoformat(), "value": "much"}, "Enter a number"),
    ],
)
def test_a_value_that_cannot_be_is_refused_on_its_page(programme, as_role, data, said):
    measure = make_running_pilot(programme, measures=1).measures.get()

    page = as_role("member").post(url("record_value", programme, measure.pk), data)

    assert said in text(page)
    assert not measure.values.exists()


def test_more_active_than_staff_is_refused_on_its_page(programme, as_role):
    pilot = make_running_pilot(programme)

    page = as_role("member").post(
        url("record_adoption", programme, pilot.pk),
        {"week": days(-7).isoformat(), "active_users": 19, "staff": 18},
    )

    assert "look at both numbers" in text(page)
    assert not pilot.adoption.exists()


def test_a_target_is_not_moved_through_the_form_once_the_pilot_runs(programme, as_role):
    measure = make_running_pilot(programme, measures=1).measures.get()

    page = as_role("manager").post(
        url("edit_measure", programme, measure.pk),
        {
            "title": "Easier",
            "unit": "%",
            "direction": "at_least",
            "baseline": 40,
            "target": 1,
            "source": "by_hand",
            "revision": 0,
        },
    )

    assert "as it was agreed" in text(page)
    assert type(measure).objects.get(pk=measure.pk).target == 75


def test_a_pilot_is_extended_and_rolled_back_through_its_pages(programme, as_role):
    pilot, client = make_running_pilot(programme), as_role("manager")

    refused = client.post(url("extend_pilot", programme, pilot.pk), {"planned_end": days(3).isoformat(), "note": "x"})
    client.post(url("extend_pilot", programme, pilot.pk), {"planned_end": days(30).isoformat(), "note": "Illness."})
    assert "after the present end" in text(refused)
    assert Pilot.objects.get().state == "extended"

    client.post(url("roll_back_pilot", programme, pilot.pk), {"note": ""})
    assert Pilot.objects.get().state == "extended"

    client.post(url("roll_back_pilot", programme, pilot.pk), {"note": "Orders were lost."})
    assert Pilot.objects.get().state == "rolled_back"
    assert AuditEntry.objects.get(label="rollout.pilot", verb="roll_back").note == "Orders were lost."
    assert "its exit gate is still open" in text(client.get(pilot.get_absolute_url()))


def test_the_start_of_a_pilot_whose_stage_is_shut_is_refused_with_the_reason(programme, as_role):
    pilot = make_pilot(programme, measures=1)

    page = as_role("manager").post(url("start_pilot", programme, pilot.pk), {"on": days(0).isoformat()})

    assert "“Ready to pilot” must be decided first" in text(page)
    assert Pilot.objects.get().state == "planned"


def test_a_module_is_added_from_those_that_are_missing(programme, as_role):
    client = as_role("manager")
    page = client.get(url("add_module", programme))

    client.post(url("add_module", programme), {"key": "marketing"})

    assert "sales" not in dict(page.context["form"].fields["key"].choices)
    assert Module.objects.filter(programme=programme, key="marketing", name="Marketing").exists()


def test_a_pilot_without_a_module_is_refused_with_the_reason(programme, as_role):
    programme.modules.all().delete()

    page = as_role("manager").get(url("new_pilot", programme))

    assert (page.status_code, "No module is open: add one first." in text(page)) == (409, True)


@pytest.mark.parametrize("module", ["abc", "²", "-1", "9" * 5000])
def test_a_module_that_is_no_number_is_left_open(programme, as_role, module):
    answer = as_role("manager").get(reverse("new_pilot", args=[programme.pk]), {"module": module})

    assert answer.status_code in (200, 409)
