"""The register and its pages: what they show, and that they cost the same for one row and for thirty."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from change_mgmt.models import Contact, Reading, Stakeholder, Tie
from tests.change_mgmt.factories import make_contact, make_stakeholder, make_tie
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.localdate() - datetime.timedelta(days=200)


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_thirty_people_with_talks_ties_and_readings_cost_as_many_queries_as_one(programme, as_role):
    client, manager = as_role("manager"), user_as("manager", programme)
    hub = make_stakeholder(programme, name="Hub")
    addresses = [reverse(name, args=[programme.pk]) for name in ("stakeholders", "influence_map", "stakeholders_csv")]

    def person():
        made = make_stakeholder(programme, looked_after_by=manager)
        Tie.objects.create(stakeholder=hub, listener=made, strength=1)
        Contact.objects.create(stakeholder=made, by=manager, said="x")
        Reading.objects.create(stakeholder=made, on=LONG_AGO, influence=1, interest=1, attitude_now=-1)

    person()
    one = [queries_of(client, address) for address in addresses]
    for _ in range(29):
        person()

    assert [queries_of(client, address) for address in addresses] == one


def test_one_person_with_thirty_talks_costs_as_many_queries_as_with_one(programme, as_role):
    tie, manager = make_tie(programme), user_as("manager", programme)
    client, address = as_role("manager"), tie.stakeholder.get_absolute_url()

    def more(days):
        Contact.objects.create(stakeholder=tie.stakeholder, by=manager, said="x", promised="y")
        on = LONG_AGO + datetime.timedelta(days=days)
        Reading.objects.create(stakeholder=tie.stakeholder, on=on, influence=1, interest=1, attitude_now=-1, by=manager)
        Tie.objects.create(stakeholder=tie.stakeholder, listener=make_stakeholder(programme))

    more(0)
    one = queries_of(client, address)
    for days in range(1, 30):
        more(days)

    assert queries_of(client, address) == one


def test_arrows_and_counts_begin_on_the_chosen_day(programme, as_role):
    moved = make_stakeholder(programme, influence=4, interest=4, attitude_now=1)
    Reading.objects.create(stakeholder=moved, on=LONG_AGO, influence=1, interest=2, attitude_now=-1)
    client, address = as_role("sponsor"), reverse("stakeholders", args=[programme.pk])

    since = client.get(address, {"since": LONG_AGO.isoformat()})
    before = client.get(address, {"since": (LONG_AGO - datetime.timedelta(days=1)).isoformat()})

    assert (since.context["closer"], since.context["map"].spots[0].came_from) == (1, (1, 2))
    assert "Doubts → Supports" in since.content.decode()
    assert (before.context["closer"], before.context["map"].spots[0].came_from) == (0, None)


@pytest.mark.parametrize("since", ["", "soon", "2999-01-01", "0001-01-01"])
def test_a_day_that_cannot_be_counts_as_not_said(programme, as_role, since):
    make_stakeholder(programme)

    page = as_role("manager").get(reverse("stakeholders", args=[programme.pk]), {"since": since})

    assert page.context["asked"].since == timezone.localdate() - datetime.timedelta(days=90)


def test_only_those_to_check_are_shown_when_asked(programme, as_role):
    make_stakeholder(programme, name="Alone", influence=5, attitude_now=-2)
    make_stakeholder(programme, name="Fine", influence=1, attitude_now=1)

    page = as_role("manager").get(reverse("stakeholders", args=[programme.pk]), {"check": "1"})

    assert [row.stakeholder.name for row in page.context["rows"]] == ["Alone"]
    assert "Can hold the programme up, and nobody has a next step with them." in page.content.decode()


def test_who_may_not_edit_gets_no_cells_to_change(programme, as_role):
    make_stakeholder(programme)

    page = as_role("sponsor").get(reverse("stakeholders", args=[programme.pk])).content.decode()

    assert "data-v=" not in page
    assert reverse("bring_in_stakeholders", args=[programme.pk]) not in page


def test_names_in_the_picture_lead_to_their_pages_and_are_escaped(programme, as_role):
    risky = make_stakeholder(programme, name="<b>Board</b>")

    page = as_role("manager").get(reverse("stakeholders", args=[programme.pk])).content.decode()

    assert f'<a href="{risky.get_absolute_url()}"><title>&lt;b&gt;Board' in page
    assert "<b>Board" not in page


def test_the_influence_map_names_the_central_and_says_what_to_do_when_empty(programme, as_role):
    client, address = as_role("consultant"), reverse("influence_map", args=[programme.pk])
    empty = client.get(address).content.decode()
    hub = make_stakeholder(programme, name="Hub")
    for _ in range(2):
        make_tie(programme, stakeholder=hub)

    net = client.get(address).context["net"]

    assert "Nobody has said yet who listens to whom" in empty
    assert [each.name for each in net.central] == ["Hub"]


def test_a_talk_is_written_down_with_what_follows(programme, as_role):
    stakeholder = make_stakeholder(programme, next_step="Old step")
    sponsor = user_as("sponsor", programme)

    as_role("sponsor").post(
        reverse("log_contact", args=[programme.pk, stakeholder.pk]),
        {
            "on": timezone.localdate().isoformat(),
            "way": "call",
            "by": sponsor.pk,
            "said": "Will help.",
            "promised": "Figures",
            "promised_by": "2026-12-24",
            "attitude_now": "2",
            "next_step": "",
            "next_step_due": "",
        },
    )

    stakeholder.refresh_from_db()
    contact = stakeholder.contacts.get()
    assert (stakeholder.attitude_now, stakeholder.next_step) == (2, "")
    assert (contact.way, contact.promised, contact.is_owed) == ("call", "Figures", True)
    page = as_role("sponsor").get(stakeholder.get_absolute_url()).content.decode()
    assert all(words in page for words in ("Will help.", "Figures", "Promise kept"))


def test_a_promise_is_kept_from_the_page_and_the_second_press_says_so(programme, as_role):
    contact, client = make_contact(programme), as_role("manager")
    address = reverse("keep_promise", args=[programme.pk, contact.pk])

    client.post(address)
    again = client.post(address, follow=True)

    assert Contact.objects.get().kept_on == timezone.localdate()
    assert "Nothing is owed here any more." in again.content.decode()


def test_a_step_without_words_for_its_day_is_refused_in_the_talk(programme, as_role):
    stakeholder = make_stakeholder(programme)

    page = as_role("manager").post(
        reverse("log_contact", args=[programme.pk, stakeholder.pk]),
        {"on": "2026-01-01", "way": "call", "said": "x", "attitude_now": "0", "next_step_due": "2026-12-01"},
    )

    assert "next_step" in page.context["form"].errors
    assert not Contact.objects.exists()


def test_who_listens_is_said_and_taken_away_on_the_page(programme, as_role):
    stakeholder, listener, client = make_stakeholder(programme), make_stakeholder(programme), as_role("manager")
    address = reverse("add_tie", args=[programme.pk, stakeholder.pk])

    client.post(address, {"listener": listener.pk, "strength": "3"})
    made = Tie.objects.get()
    refused = client.post(address, {"listener": make_stakeholder(make_programme()).pk, "strength": "3"}, follow=True)
    client.post(reverse("remove_tie", args=[programme.pk, made.pk]))

    assert (made.listener, made.strength) == (listener, 3)
    assert "Nothing was saved: choose who listens, and how much." in refused.content.decode()
    assert not Tie.objects.exists()


def test_somebody_entered_by_mistake_is_deleted_after_a_question(programme, as_role):
    stakeholder, client = make_stakeholder(programme, name="Mistake"), as_role("manager")
    address = reverse("remove_stakeholder", args=[programme.pk, stakeholder.pk])

    asked = client.get(address).content.decode()
    still_there = Stakeholder.objects.count()
    client.post(address)

    assert ("Delete Mistake?" in asked, still_there, Stakeholder.objects.count()) == (True, 1, 0)


def test_readers_and_why_are_saved_with_the_form(programme, as_role):
    consultant = user_as("consultant", programme)
    stakeholder = make_stakeholder(programme)

    as_role("manager").post(
        reverse("edit_stakeholder", args=[programme.pk, stakeholder.pk]),
        {
            "name": "Board",
            "group": "top",
            "influence": 4,
            "interest": 5,
            "attitude_now": 1,
            "attitude_wanted": 1,
            "kept": "on",
            "readers": [consultant.pk],
            "why": "Saw it work.",
            "revision": stakeholder.revision,
        },
    )

    stakeholder.refresh_from_db()
    assert (stakeholder.kept, list(stakeholder.readers.all())) == (True, [consultant])
    assert stakeholder.readings.get().why == "Saw it work."
