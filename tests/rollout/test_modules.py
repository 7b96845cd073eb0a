"""What modules need, their order, and closing them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.rollout import actions
from implementation.rollout.models import Module, Pilot
from implementation.rollout.reach import reach_of
from tests.factories import make_programme, user_as
from tests.rollout.factories import agree, days, make_module, make_pilot, make_running_pilot, open_pilot_stage

pytestmark = pytest.mark.django_db


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def names(queryset) -> list[str]:
    return [item.name for item in queryset]


def change(module, by, **changes):
    given = {"needs": module.needs.all(), "departments": module.departments.all()} | changes
    return actions.change_module(module, by=by, **given)


def test_everything_needs_the_customer_master_data_to_begin_with(programme):
    marketing = make_module(programme, "marketing")

    assert names(marketing.needs.all()) == ["Customer master data"]
    assert entries(marketing, "needs set") == 1


def test_master_data_that_comes_late_is_needed_by_what_has_not_begun():
    programme = make_programme(modules=["sales"])

    actions.add_module(programme, "master_data", by=user_as("manager", programme))

    assert names(programme.modules.get(key="sales").needs.all()) == ["Customer master data"]


def test_a_module_is_changed_with_what_it_needs_and_whom_it_is_for(programme):
    sales, marketing = programme.modules.get(key="sales"), make_module(programme, "marketing")
    place = programme.organisation.departments.first()

    change(marketing, user_as("manager", programme), needs=[sales], departments=[place], automation=80, users_planned=6)

    found = Module.objects.get(pk=marketing.pk)
    assert (names(found.needs.all()), names(found.departments.all())) == (["Sales"], ["Sales"])
    assert (found.automation, found.users_planned, entries(found, "changed"), entries(found, "needs set")) == (
        80,
        6,
        1,
        2,
    )


def test_a_circle_is_refused_by_name_and_writes_nothing(programme):
    master, sales = programme.modules.get(key="master_data"), programme.modules.get(key="sales")

    with pytest.raises(Refused, match="Customer master data → Sales → Customer master data"):
        change(master, user_as("manager", programme), needs=[sales], notes="Round.")

    found = Module.objects.get(pk=master.pk)
    assert (names(found.needs.all()), found.notes) == ([], "")


def test_a_module_of_another_programme_is_never_needed(programme):
    with pytest.raises(Refused, match="of this programme"):
        change(programme.modules.first(), user_as("manager", programme), needs=[make_programme().modules.first()])


def test_a_member_changes_no_module(programme):
    with pytest.raises(PermissionDenied):
        change(programme.modules.first(), user_as("member", programme), notes="Mine.")


def test_a_change_of_needs_alone_makes_other_pages_stale(programme):
    sales, manager = programme.modules.get(key="sales"), user_as("manager", programme)
    change(sales, manager, needs=[])

    with pytest.raises(Stale):
        change(sales, manager, seen_revision=0, notes="Late.")


def test_a_module_moves_up_and_stays_at_the_end_of_the_list(programme):
    sales, manager = programme.modules.get(key="sales"), user_as("manager", programme)

    actions.move_module(sales, up=True, by=manager)
    actions.move_module(sales, up=True, by=manager)

    assert list(programme.modules.values_list("key", flat=True)) == ["sales", "master_data"]
    assert entries(sales, "moved") == 1


def test_a_pilot_waits_for_what_its_module_needs_or_says_why_not(programme):
    open_pilot_stage(programme)
    pilot = make_pilot(programme, module=programme.modules.get(key="sales"))
    agree(pilot)
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="“Sales” needs Customer master data, not rolling out yet"):
        actions.start_pilot(pilot, by=manager)
    assert Pilot.objects.get().state == "planned"

    actions.start_pilot(pilot, by=manager, reason="They bring their data.")
    assert (Pilot.objects.get().state, Pilot.objects.get().start_reason) == ("running", "They bring their data.")
    assert AuditEntry.objects.get(label="rollout.pilot", verb="start").note == "They bring their data."


def test_a_pilot_starts_without_a_reason_once_what_it_needs_rolls_out(programme):
    open_pilot_stage(programme)
    perform(programme.modules.get(key="master_data"), "roll_out", by=user_as("sponsor", programme))
    pilot = make_pilot(programme, module=programme.modules.get(key="sales"))
    agree(pilot)

    actions.start_pilot(pilot, by=user_as("manager", programme), reason="Said in vain.")

    assert Pilot.objects.get().start_reason == ""


def test_the_start_page_asks_why_only_where_something_is_missing(programme, as_role):
    open_pilot_stage(programme)
    sales = make_pilot(programme, module=programme.modules.get(key="sales"))
    first = make_pilot(programme)
    client = as_role("manager")

    fields = [
        set(client.get(reverse("start_pilot", args=[programme.pk, pilot.pk])).context["form"].fields)
        for pilot in (sales, first)
    ]

    assert fields == [{"on", "reason"}, {"on"}]


def test_reach_says_where_a_module_is(programme):
    pilot = make_running_pilot(programme, users=9)
    everywhere = list(programme.organisation.departments.all())

    found = reach_of(pilot.module, [pilot], everywhere)

    assert [(item.department.name, item.tone) for item in found.places] == [("Sales", "now"), ("Service", "idle")]
    assert (found.users, found.planned, found.share) == (9, None, None)


def test_a_live_module_reaches_everybody_it_was_wanted_for(programme):
    module = programme.modules.first()
    module.users_planned = 50
    module.__dict__["state"] = "live"

    found = reach_of(module, [], list(programme.organisation.departments.all()))

    assert ({item.tone for item in found.places}, found.users, found.share) == ({"done"}, 40, 80)


def test_the_page_of_a_module_is_edited_through_its_form(programme, as_role):
    sales = programme.modules.get(key="sales")
    client = as_role("manager")
    address = reverse("edit_module", args=[programme.pk, sales.pk])

    client.post(address, {"name": "Sales", "layer": "operational", "needs": [], "automation": 101, "revision": 0})
    assert names(Module.objects.get(pk=sales.pk).needs.all()) == ["Customer master data"]

    client.post(address, {"name": "Sales", "layer": "operational", "needs": [], "automation": 90, "revision": 0})
    assert (Module.objects.get(pk=sales.pk).automation, sales.needs.count()) == (90, 0)
    assert client.get(sales.get_absolute_url()).status_code == 200


def test_a_circle_is_refused_on_the_form_with_its_entries(programme, as_role):
    master, sales = programme.modules.get(key="master_data"), programme.modules.get(key="sales")

    page = as_role("manager").post(
        reverse("edit_module", args=[programme.pk, master.pk]),
        {"name": "Master", "layer": "operational", "needs": [sales.pk], "revision": 0},
    )

    assert "That closes a circle" in page.content.decode()
    assert "Master" in page.content.decode()


def test_closing_names_those_that_stand_on_it(programme, as_role):
    master = programme.modules.get(key="master_data")
    client = as_role("sponsor")
    address = reverse("close_module", args=[programme.pk, master.pk])

    page = client.get(address).content.decode()
    client.post(address, {"note": "Bought elsewhere."})

    assert "1 module needs it:" in page
    assert Module.objects.get(pk=master.pk).state == "closed"


def test_the_order_shows_layers_and_moves_by_a_button(programme, as_role):
    client = as_role("manager")
    sales = programme.modules.get(key="sales")

    page = client.get(reverse("module_order", args=[programme.pk]))
    client.post(reverse("move_module", args=[programme.pk, sales.pk]), {"move": "up"})

    assert [[item.key for item in layer] for layer in page.context["layers"]] == [["master_data"], ["sales"]]
    assert programme.modules.first() == sales


def test_another_programmes_module_is_not_found(programme, as_role):
    other = make_programme().modules.first()
    client = as_role("manager")

    assert client.get(reverse("edit_module", args=[programme.pk, other.pk])).status_code == 404
    assert client.post(reverse("move_module", args=[programme.pk, other.pk])).status_code == 404


def test_a_pilot_in_part_names_the_part(programme):
    with pytest.raises(Refused, match="Name the part"):
        make_pilot(programme, way="part", part=" ", departments=[])

    assert make_pilot(programme, way="part", part="Quotes", departments=[], planned_end=days(9)).part == "Quotes"
