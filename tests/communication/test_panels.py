"""What communication shows elsewhere."""

import datetime

import pytest
from django.urls import reverse

from change_mgmt.communication import actions
from change_mgmt.communication.deadlines import mails_that_failed, texts_to_read
from change_mgmt.communication.panels import happened, overdue, reach
from change_mgmt.communication.pilot_readiness import told
from core import deadlines
from core.models import OutgoingMail
from implementation.staff.registry import forget_everywhere, held_about
from tests.communication.factories import days, make_checking, make_message, make_sent
from tests.factories import user_as
from tests.rollout.factories import make_pilot

pytestmark = pytest.mark.django_db


def test_the_report_tells_numbers_and_no_names(programme):
    make_message(programme, what="Late", due_on=days(-2))
    sent = make_sent(programme, employees=2, what="Sent")
    first = sent.deliveries.first()
    actions.acknowledge(first)

    facts = reach(programme)

    counted = {name: facts[name] for name in ("total", "open", "given", "overdue", "reached", "acknowledged", "share")}
    assert counted == {"total": 2, "open": 1, "given": 1, "overdue": 1, "reached": 2, "acknowledged": 1, "share": 50.0}
    assert [item["what"] for item in facts["late"]] == ["Late"]
    assert first.name not in str(facts)


def test_the_menu_counts_what_is_overdue(programme):
    make_message(programme)
    make_message(programme, due_on=days(-1))

    assert overdue(programme) == 1


def test_what_went_out_has_happened(programme):
    manager = user_as("manager", programme)
    make_sent(programme, what="By mail")
    held = make_message(programme, what="In a room", channel="meeting")
    actions.hold_message(held, on=days(-1), reached=4, by=manager)

    found = [event.what["en"] for event in happened(programme, days(-2), days(0) + datetime.timedelta(days=1))]

    assert found == ["Message sent: By mail, to 1 people.", "Message held: In a room, 4 people."]


def test_a_due_message_waits_for_its_owner(programme):
    consultant = user_as("consultant", programme)
    make_message(programme, what="Soon", owner=consultant, due_on=days(2))

    found = [item for item in deadlines.upcoming(programme, until=days(3)) if "Soon" in str(item.what)]

    assert [(item.on, item.who) for item in found] == [(days(2), frozenset([consultant.pk]))]


def test_a_text_waits_for_its_second_reader(programme):
    message = make_checking(programme, what="Read me")

    [found] = texts_to_read(programme)

    assert (str(found.what), found.who) == ("Read before it goes out: Read me", frozenset([message.reader_id]))


def test_mails_that_failed_wait_for_the_owner_in_one_line(programme):
    message = make_sent(programme, employees=3, what="Start")
    OutgoingMail.objects.filter(secret=True).update(state="failed")

    [found] = mails_that_failed(programme)

    assert str(found.what) == "3 mails of “Start” did not arrive"
    assert found.url == reverse("message_people", args=[programme.pk, message.pk]) + "?show=failed"


def test_a_pilot_knows_who_of_it_is_told(programme):
    place = programme.organisation.departments.first()
    pilot = make_pilot(programme, departments=[place])
    message = make_sent(programme, employees=2, whom="chosen", pilot=pilot)
    actions.acknowledge(message.deliveries.first())

    [fact] = told(pilot)

    assert (fact.department, fact.tone, str(fact.text)) == (
        place.pk,
        "partly",
        "**1 of 2** have acknowledged the notice.",
    )


def test_who_is_forgotten_leaves_a_number(programme):
    message = make_sent(programme)
    employee = message.deliveries.get().employee
    assert "Messages" in [str(line.what) for line in held_about(employee)]

    forget_everywhere(employee)

    kept = message.deliveries.get()
    assert (kept.name, kept.email, message.deliveries.count()) == ("–", "", 1)
