"""Whom a message reaches."""

import pytest

from change_mgmt.communication.audience import in_words, recipients
from implementation.programme.models import Department
from tests.communication.factories import make_message
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_pilot
from tests.rollout.going_live import make_wave
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(programme):
    return list(programme.organisation.departments.order_by("pk"))


def names(message):
    return sorted(person.name for person in recipients(message))


def test_everybody_is_whoever_is_here_on_this_list_of_people(programme):
    make_employee(programme, name="Ann")
    make_employee(programme, name="Bob", has_left=True)
    make_employee(make_programme(), name="Cleo")

    assert names(make_message(programme)) == ["Ann"]


def test_levels_are_within_the_departments_chosen(programme, places):
    make_employee(programme, name="Ann", department=places[0], level="middle")
    make_employee(programme, name="Bob", department=places[0], level="front_line")
    make_employee(programme, name="Cleo", department=places[1], level="middle")

    message = make_message(programme, whom="chosen", departments=places[:1], levels=["middle"])

    assert names(message) == ["Ann"]


def test_levels_alone_are_everywhere(programme, places):
    make_employee(programme, name="Ann", department=places[0], level="top")
    make_employee(programme, name="Cleo", department=places[1], level="top")
    make_employee(programme, name="Dan", department=places[1], level="middle")

    assert names(make_message(programme, whom="chosen", levels=["top"])) == ["Ann", "Cleo"]


def test_the_people_of_a_wave_are_those_of_its_departments(programme, places):
    make_employee(programme, name="Ann", department=places[0])
    make_employee(programme, name="Bob", department=places[1])
    wave = make_wave(programme, places={places[1]: 1})

    assert names(make_message(programme, whom="chosen", wave=wave)) == ["Bob"]


@pytest.mark.parametrize(("way", "reached"), [("departments", ["Ann"]), ("part", ["Ann", "Bob"])])
def test_a_part_tried_everywhere_reaches_everybody(programme, places, way, reached):
    make_employee(programme, name="Ann", department=places[0])
    make_employee(programme, name="Bob", department=places[1])
    pilot = make_pilot(programme, departments=places[:1], way=way, part="Quotes")

    assert names(make_message(programme, whom="chosen", pilot=pilot)) == reached


def test_single_people_come_on_top(programme, places):
    make_employee(programme, name="Ann", department=places[0])
    bob = make_employee(programme, name="Bob", department=places[1])

    message = make_message(programme, whom="chosen", departments=places[:1], people=[bob])

    assert names(message) == ["Ann", "Bob"]
    assert in_words(message) == f"{places[0].name}, Bob"


def test_a_role_reaches_accounts_and_nobody_twice(programme):
    sponsor, member = user_as("sponsor", programme), user_as("member", programme)
    make_employee(programme, name="Sponsor on the list", email=sponsor.email.upper(), language="zh-hant")
    make_employee(programme, name="Member on the list", user=member)

    found = recipients(make_message(programme, whom="chosen", roles=["sponsor", "member", "executive"]))

    assert sorted((person.name, person.user_id, person.language) for person in found) == [
        ("Member on the list", member.pk, "en"),
        ("Sponsor on the list", sponsor.pk, "zh-hant"),
    ]


def test_an_account_off_the_list_is_reached_in_its_own_language(programme):
    executive = user_as("executive", programme)
    type(executive).objects.filter(pk=executive.pk).update(language="zh-hans")

    [found] = recipients(make_message(programme, whom="chosen", roles=["executive"]))

    assert (found.employee_id, found.user_id, found.email, found.language) == (
        None,
        executive.pk,
        executive.email,
        "zh-hans",
    )


@pytest.mark.parametrize("people", [1, 30])
def test_the_queries_do_not_grow_with_the_people(programme, people, django_assert_num_queries):
    for _each in range(people):
        make_employee(programme)
    message = make_message(
        programme, whom="chosen", departments=Department.objects.filter(organisation=programme.organisation)
    )
    message = type(message).objects.select_related("programme__organisation", "pilot", "wave").get(pk=message.pk)

    with django_assert_num_queries(2):
        recipients(message)
