"""The charter: who takes part, putting it forward, agreeing to it, and what a change does to that."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core import audit, deadlines
from core.models import AuditEntry
from core.refusal import Refused
from implementation.rollout import actions
from implementation.rollout.charter import standing_of
from implementation.rollout.models import Charter, CharterAgreement, Participant, Pilot
from tests.factories import make_programme, user_as
from tests.rollout.factories import (
    agree,
    days,
    make_measure,
    make_pilot,
    make_running_pilot,
    name_participant,
    open_pilot_stage,
    put_forward,
)

pytestmark = pytest.mark.django_db


def standing(pilot):
    return standing_of(Pilot.objects.get(pk=pilot.pk))


def test_what_is_missing_is_said_before_it_is_put_forward(programme):
    pilot = make_pilot(programme)

    assert [str(what) for what in standing(pilot).missing] == [
        "Name the people who take part.",
        "Add a measure with its exit target.",
    ]
    with pytest.raises(Refused, match="Name the people"):
        actions.put_forward(pilot, by=user_as("manager", programme))


def test_a_charter_is_frozen_and_agreed_by_somebody_else(programme):
    pilot = make_pilot(programme)
    charter = put_forward(pilot)
    assert standing(pilot).is_waiting

    actions.agree_to(charter, by=user_as("sponsor", programme))

    found = standing(pilot)
    assert (found.is_agreed, found.tone, found.agreed.number, charter.facts_hold) == (True, "ok", 1, True)
    assert AuditEntry.objects.filter(label="rollout.charteragreement", verb="created").count() == 1
    assert list(audit.broken_links()) == []


def test_its_author_does_not_agree_to_it(programme):
    pilot, manager = make_pilot(programme, measures=1), user_as("manager", programme)
    name_participant(pilot)
    charter = actions.put_forward(pilot, by=manager)

    with pytest.raises(Refused, match="someone else agrees"):
        actions.agree_to(charter, by=manager)

    assert not CharterAgreement.objects.exists()


@pytest.mark.parametrize("role", ["member", "executive", "vendor_contact"])
def test_only_sponsor_and_manager_agree(programme, role):
    charter = put_forward(make_pilot(programme))

    with pytest.raises(PermissionDenied):
        actions.agree_to(charter, by=user_as(role, programme))


def test_a_member_puts_nothing_forward(programme):
    pilot = make_pilot(programme, measures=1)
    name_participant(pilot)

    with pytest.raises(PermissionDenied):
        actions.put_forward(pilot, by=user_as("member", programme))


def test_the_same_version_is_put_forward_and_agreed_once(programme):
    pilot = make_pilot(programme)
    charter = put_forward(pilot)
    with pytest.raises(Refused, match="put forward already"):
        put_forward(pilot)
    actions.agree_to(charter, by=user_as("manager", programme))

    with pytest.raises(Refused, match="agreed already"):
        actions.agree_to(charter, by=user_as("sponsor", programme))


CHANGES = {
    "What you expect": lambda pilot, by: change(pilot, by, hypothesis="Quotes go out in one day."),
    "Planned end": lambda pilot, by: change(pilot, by, planned_end=days(33)),
    "Not part of it": lambda pilot, by: change(pilot, by, not_part="Invoices."),
    "Participants": lambda pilot, by: name_participant(pilot),
    "Measures": lambda pilot, by: make_measure(pilot),
}


def change(pilot, by, **fields):
    actions.change_pilot(pilot, departments=pilot.departments.all(), by=by, **fields)


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_after_it_was_agreed_needs_agreeing_again(programme, what):
    open_pilot_stage(programme)
    pilot = make_pilot(programme)
    agree(pilot)

    CHANGES[what](pilot, user_as("manager", programme))

    found = standing(pilot)
    assert ([str(name) for name in found.changed], found.is_agreed) == ([what], False)
    with pytest.raises(Refused, match="charter is not agreed"):
        actions.start_pilot(pilot, by=user_as("manager", programme))
    assert agree(pilot).charter.number == 2
    assert actions.start_pilot(pilot, by=user_as("manager", programme)).state == "running"


def test_what_was_changed_meanwhile_is_not_agreed_to(programme):
    pilot = make_pilot(programme)
    charter = put_forward(pilot)
    make_measure(pilot)

    with pytest.raises(Refused, match="changed since"):
        actions.agree_to(charter, by=user_as("manager", programme))


def test_back_to_what_was_agreed_is_agreed(programme):
    pilot, manager = make_pilot(programme), user_as("manager", programme)
    agree(pilot)
    change(pilot, manager, name="Other")
    change(pilot, manager, name="Other again")
    before = Charter.objects.get().facts["terms"]["name"]

    change(pilot, manager, name=before)

    assert standing(pilot).is_agreed


def test_a_charter_waits_for_those_who_may_agree_but_not_for_its_author(programme):
    sponsor, pilot = user_as("sponsor", programme), make_pilot(programme, measures=1)
    manager = user_as("manager", programme)
    name_participant(pilot)
    actions.put_forward(pilot, by=manager)

    waiting = [item for item in deadlines.waiting(programme) if "charter" in str(item.what)]

    assert [(sponsor.pk in item.who, manager.pk in item.who) for item in waiting] == [(True, False)]


def test_people_of_the_programme_and_names_are_put_on_the_list(programme):
    pilot, member = make_pilot(programme), user_as("member", programme)

    added = actions.add_participants(
        pilot,
        department=pilot.departments.get(),
        people=[member],
        names=["Ann", " ", "Ben "],
        front_line=False,
        by=user_as("consultant", programme),
    )

    assert [(item.name, item.user, item.front_line) for item in added] == [
        ("Member", member, False),
        ("Ann", None, False),
        ("Ben", None, False),
    ]
    assert AuditEntry.objects.filter(label="rollout.participant", verb="created").count() == 3


def test_a_list_that_cannot_be_is_refused_whole(programme):
    pilot, by = make_pilot(programme), user_as("manager", programme)
    place, elsewhere = pilot.departments.get(), programme.organisation.departments.last()

    with pytest.raises(ValidationError, match="on the list already"):
        actions.add_participants(pilot, department=place, names=["Ann", "ann"], by=by)
    with pytest.raises(Refused, match="not in the pilot"):
        actions.add_participants(pilot, department=elsewhere, names=["Ann"], by=by)
    with pytest.raises(Refused, match="write a name"):
        actions.add_participants(pilot, department=place, names=[" "], by=by)
    with pytest.raises(Refused, match="at most 300"):
        actions.add_participants(pilot, department=place, names=[f"N{n}" for n in range(301)], by=by)

    assert not Participant.objects.exists()


def test_the_list_of_a_pilot_that_is_over_stays(programme):
    pilot = make_running_pilot(programme)
    person = pilot.participants.get()
    actions.roll_back_pilot(pilot, by=user_as("manager", programme), note="Lost orders.")

    with pytest.raises(Refused, match="stays on record"):
        actions.remove_participant(Participant.objects.get(), by=user_as("manager", programme))
    with pytest.raises(Refused, match="stays on record"):
        name_participant(pilot)
    assert Participant.objects.get() == person


def test_the_charter_is_walked_through_its_pages(programme, client):
    pilot = make_pilot(programme, measures=1)
    place = pilot.departments.get()

    def at(name, pk=pilot.pk):
        return reverse(name, args=[programme.pk, pk])

    client.force_login(user_as("consultant", programme))
    client.post(at("participants"), {"department": place.pk, "names": "Ann\nBen", "front_line": "on"})
    client.post(at("remove_participant", Participant.objects.get(name="Ben").pk))
    client.post(at("put_charter_forward"))
    charter = Charter.objects.get()
    client.force_login(user_as("sponsor", programme))
    assert "Agree to the charter" in client.get(at("charter")).content.decode()
    client.post(at("agree_charter", charter.pk))

    assert standing(pilot).is_agreed
    assert "Ann" in client.get(charter.get_absolute_url()).content.decode()
    assert "Version 1" in client.get(pilot.get_absolute_url()).content.decode()


def test_the_charter_asks_the_database_no_more_for_many_people(programme, as_role, django_assert_max_num_queries):
    pilot = make_pilot(programme, measures=1)
    name_participant(pilot)
    client = as_role("executive")
    pages = [reverse(name, args=[programme.pk, pilot.pk]) for name in ("charter", "participants")]
    asked = []
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(1000) as one:
            client.get(page)
        asked.append(len(one))
    actions.add_participants(
        pilot,
        department=pilot.departments.get(),
        names=[f"Name {n}" for n in range(29)],
        by=user_as("manager", programme),
    )

    for page, most in zip(pages, asked, strict=True):
        client.get(page)
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_another_programmes_charter_is_not_found(programme, as_role):
    other = put_forward(make_pilot(make_programme()))
    client = as_role("manager")

    assert client.get(reverse("charter_version", args=[programme.pk, other.pk])).status_code == 404
    assert client.post(reverse("agree_charter", args=[programme.pk, other.pk])).status_code == 404
    assert client.get(reverse("charter", args=[programme.pk, other.pilot_id])).status_code == 404
