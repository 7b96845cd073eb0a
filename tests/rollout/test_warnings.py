"""What looks wrong about the rollout as a whole, each with its numbers and where it is mended."""

import pytest
from django.urls import reverse

from core.workflow import perform
from implementation.rollout import actions
from implementation.rollout.board import board_of
from implementation.rollout.models import Module, Pilot
from implementation.rollout.warnings import warnings_about
from tests.factories import make_programme, user_as
from tests.rollout.factories import (
    make_feedback,
    make_link,
    make_module,
    make_pilot,
    make_running_pilot,
    name_participant,
)

pytestmark = pytest.mark.django_db


def found(programme) -> dict[str, str]:
    return {item.url: str(item.text) for item in warnings_about(board_of(programme))}


def everywhere(programme):
    return programme.organisation.departments.all()


def test_a_calm_rollout_has_no_warning(programme):
    make_running_pilot(programme, departments=everywhere(programme))

    assert found(programme) == {}


def test_three_pilots_at_once_are_too_many(programme):
    pilots = [make_running_pilot(programme, measures=1, departments=everywhere(programme)) for _each in range(3)]

    text = found(programme)[pilots[0].get_absolute_url()]

    assert text == "**3 pilots run at once.** More than 2 ask too much of the same people: let one end first."


def test_five_modules_on_their_way_are_too_many():
    programme = make_programme(modules=["master_data", "sales", "service", "marketing", "call_centre"])
    for module in programme.modules.all():
        perform(module, "roll_out", by=user_as("sponsor", programme))

    text = found(programme)[reverse("module_order", args=[programme.pk])]

    assert text.startswith("**5 modules are on their way at once,** at most 4: Customer master data, Sales,")


def test_a_module_piloted_before_what_it_needs_shows_the_reason(programme):
    sales = programme.modules.get(key="sales")
    pilot = make_pilot(programme, name="Quotes", module=sales, departments=everywhere(programme))
    Pilot.objects.filter(pk=pilot.pk).update(state="running", start_reason="They bring their data.")

    text = found(programme)[programme.modules.get(key="master_data").get_absolute_url()]

    assert text == (
        "**Quotes** is under way before what it needs: Customer master data. Reason kept: They bring their data."
    )


@pytest.mark.parametrize(
    ("key", "share", "warned"), [("sales", 71, True), ("sales", 70, False), ("intelligence", 99, False)]
)
def test_too_much_automation_counts_where_customers_meet_it(programme, key, share, warned):
    module = make_module(programme, key)
    Module.objects.filter(pk=module.pk).update(automation=share)

    url = reverse("edit_module", args=[programme.pk, module.pk])

    assert (url in found(programme)) is warned


def test_a_department_is_asked_by_a_pilot_a_participant_or_a_word(programme):
    pilot = make_running_pilot(programme)
    url, service = reverse("new_pilot", args=[programme.pk]), everywhere(programme).last()
    assert found(programme)[url].startswith("**1 department was never asked:** Service.")

    make_feedback(pilot, link=make_link(pilot), department=service)

    assert url not in found(programme)


def test_a_department_of_a_pilot_that_was_rolled_back_was_asked_only_if_somebody_took_part(programme):
    pilot = make_running_pilot(programme, departments=everywhere(programme))
    actions.roll_back_pilot(pilot, by=user_as("manager", programme), note="Lost orders.")

    assert found(programme)[reverse("new_pilot", args=[programme.pk])].startswith(
        "**1 department was never asked:** Service."
    )


def test_a_pilot_without_the_front_line_is_named(programme):
    pilot = make_pilot(programme, name="Quotes", departments=everywhere(programme))
    name_participant(pilot, front_line=False)
    url = reverse("participants", args=[programme.pk, pilot.pk])
    assert found(programme)[url].startswith("**Quotes: 1 participant, not from the front line.**")

    name_participant(pilot)

    assert url not in found(programme)


def test_more_users_than_people_are_named_with_both_numbers(programme):
    pilot = make_pilot(programme, name="Quotes", users=41, departments=everywhere(programme))
    Module.objects.filter(pk=pilot.module_id).update(users_planned=41)

    texts = found(programme)

    assert texts[reverse("edit_pilot", args=[programme.pk, pilot.pk])] == (
        "**Quotes: 41 users planned, 40 people** in its departments. Look at both numbers."
    )
    assert texts[reverse("edit_module", args=[programme.pk, pilot.module_id])].startswith(
        "**Customer master data: 41 users planned, 40 people**"
    )


def test_a_department_of_unknown_size_warns_of_nothing(programme):
    everywhere(programme).update(headcount=0)
    pilot = make_pilot(programme, users=500, departments=everywhere(programme))

    assert reverse("edit_pilot", args=[programme.pk, pilot.pk]) not in found(programme)


def test_the_board_asks_the_database_as_often_for_forty_pilots_as_for_one(
    programme, as_role, django_assert_max_num_queries
):
    make_running_pilot(programme, departments=everywhere(programme))
    with django_assert_max_num_queries(1000) as one:
        warnings_about(board_of(programme))
    asked = len(one)
    for key in ("service", "marketing", "call_centre", "partners", "projects", "knowledge", "e_commerce"):
        make_module(programme, key)
    for _n in range(39):
        name_participant(make_pilot(programme, measures=1, departments=everywhere(programme)))

    with django_assert_max_num_queries(asked):
        warnings_about(board_of(programme))
    page = as_role("executive").get(reverse("rollout", args=[programme.pk]))
    assert (len(page.context["pilots"]), page.context["page"].paginator.num_pages) == (20, 2)
