"""Planning, writing, second readers, what was held, and what may follow what."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from change_mgmt.communication import actions
from change_mgmt.communication.models import Message
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from tests.communication.factories import days, make_checking, make_message, make_ready
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_pilot
from tests.rollout.going_live import make_wave
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def trail(record):
    return list(
        AuditEntry.objects.filter(label=record.label, object_id=record.pk)
        .order_by("number")
        .values_list("verb", flat=True)
    )


def new(programme, by, **fields):
    values = {"what": "Why", "why": "Reason", "due_on": days(5), "sender": by, "owner": by} | fields
    return Message(programme=programme, **values)


def test_a_message_is_planned_with_one_entry(programme, manager):
    message = actions.plan_message(new(programme, manager), by=manager)

    assert (message.state, trail(message)) == ("draft", ["created"])


def test_only_editors_plan(programme, manager):
    with pytest.raises(PermissionDenied):
        actions.plan_message(new(programme, manager), by=user_as("sponsor", programme))

    assert not Message.objects.exists()


def test_a_chosen_audience_names_somebody(programme, manager):
    with pytest.raises(ValidationError, match="Choose at least one"):
        actions.plan_message(new(programme, manager, whom="chosen"), by=manager)


def test_what_belongs_to_another_programme_is_refused(programme, manager):
    elsewhere = make_programme()
    department = elsewhere.organisation.departments.first()

    with pytest.raises(Refused, match="departments of this organisation"):
        actions.plan_message(new(programme, manager, whom="chosen"), departments=[department], by=manager)
    with pytest.raises(Refused, match="people of this programme"):
        actions.plan_message(new(programme, manager, whom="chosen"), people=[make_employee(elsewhere)], by=manager)
    with pytest.raises(Refused, match="pilot or wave of this programme"):
        actions.plan_message(new(programme, manager, whom="chosen", wave=make_wave(elsewhere)), by=manager)
    with pytest.raises(Refused, match="people of this programme"):
        actions.plan_message(new(programme, manager, owner=user_as("manager", elsewhere)), by=manager)
    assert not Message.objects.exists()


def test_a_change_of_the_audience_alone_is_on_record(programme, manager):
    message = make_message(programme, whom="chosen", levels=["top"])
    place = programme.organisation.departments.first()
    seen = message.revision

    actions.change_message(message, departments=[place], people=[], by=manager, seen_revision=seen)

    assert (list(message.departments.all()), message.revision) == ([place], seen + 1)
    assert trail(message) == ["created", "written", "moved"]
    with pytest.raises(Stale):
        actions.change_message(message, departments=[], people=[], by=manager, seen_revision=seen)


def test_what_is_ready_is_changed_only_as_a_draft_again(programme, manager):
    message = make_ready(programme)

    with pytest.raises(Refused, match="Only a draft is changed"):
        actions.write_text(message, {"en": ("Title", "Words")}, by=manager)
    with pytest.raises(Refused, match="Only a draft is changed"):
        actions.change_message(message, departments=[], people=[], by=manager, what="Other")
    perform(message, "rework", by=manager)
    actions.write_text(message, {"en": ("Title", "Words")}, by=manager)

    assert Message.objects.get().texts == {"en": {"title": "Title", "body": "Words"}}


@pytest.mark.parametrize("text", [("Title", ""), (" ", "Words")])
def test_half_a_text_is_refused(programme, manager, text):
    with pytest.raises(ValidationError, match="A text needs a title and words"):
        actions.write_text(make_message(programme, texts=None), {"en": text}, by=manager)


def test_a_mail_without_a_text_does_not_become_ready(programme, manager):
    with pytest.raises(Refused, match="It has no text yet"):
        perform(make_message(programme, texts=None), "release", by=manager)


def test_where_a_second_reader_is_asked_for_nobody_skips_them(programme, manager):
    with pytest.raises(Refused, match="Somebody else reads it first"):
        perform(make_message(programme, needs_reader=True), "release", by=manager)


def test_who_asks_for_a_second_reader_does_not_approve(programme, manager):
    message = make_checking(programme)
    sponsor = user_as("sponsor", programme)
    assert Notification.objects.filter(user=sponsor, text__startswith="Read before it goes out").count() == 1

    with pytest.raises(Refused, match="somebody else approves it"):
        perform(message, "approve", by=manager)
    perform(message, "approve", by=sponsor)

    assert (message.state, trail(message)) == ("ready", ["created", "written", "ask_reader", "approve"])


def test_a_text_comes_back_with_the_reason(programme, manager):
    message = make_checking(programme)

    with pytest.raises(Refused, match="Say why"):
        perform(message, "send_back", by=user_as("sponsor", programme))
    perform(message, "send_back", by=user_as("sponsor", programme), note="The day is missing.")

    assert message.state == "draft"
    assert Notification.objects.filter(user=manager, text__endswith="The day is missing.").count() == 1


@pytest.mark.parametrize(("role", "words"), [("manager", "Choose somebody else"), ("member", "who may approve a text")])
def test_a_second_reader_is_somebody_else_who_may(programme, manager, role, words):
    with pytest.raises(Refused, match=words):
        actions.ask_reader(make_message(programme), reader=user_as(role, programme), by=manager)


def test_a_meeting_is_held_not_sent(programme, manager):
    message = make_message(programme, channel="meeting")

    actions.hold_message(message, on=days(-1), reached=12, note="Two questions.", by=manager)

    assert (message.state, message.held_on, message.reached) == ("held", days(-1), 12)
    assert trail(message) == ["created", "hold"]


def test_a_mail_is_sent_not_held(programme, manager):
    with pytest.raises(Refused, match="A message by e-mail is sent from here"):
        actions.hold_message(make_message(programme), on=days(-1), reached=12, by=manager)
    meeting = perform(make_message(programme, channel="meeting"), "release", by=manager)
    with pytest.raises(Refused, match="Only a message by e-mail is sent"):
        perform(meeting, "send", by=manager)


def test_nothing_is_held_on_a_day_to_come(programme, manager):
    with pytest.raises(Refused, match="This day is still to come"):
        actions.hold_message(make_message(programme, channel="meeting"), on=days(1), reached=1, by=manager)


def test_an_overdue_message_is_told_to_its_owner_once_for_each_day_set(programme, manager):
    message = make_message(programme, due_on=days(-1), owner=user_as("consultant", programme))

    told = [actions.warn_of_overdue(), actions.warn_of_overdue()]
    later = datetime.date.today() + datetime.timedelta(days=40)
    actions.change_message(message, departments=[], people=[], by=manager, due_on=days(30))
    told.append(actions.warn_of_overdue(later))

    assert told == [1, 0, 1]
    assert Notification.objects.filter(text__startswith="A message was due on").count() == 2


def test_the_usual_messages_are_laid_down_once_in_three_languages(programme, manager):
    first = actions.begin_plan(programme, ["why", "after"], by=manager)
    second = actions.begin_plan(programme, ["why", "pilot", "nonsense"], by=manager)

    assert [item.usual for item in (*first, *second)] == ["why", "after", "pilot"]
    assert {tuple(item.texts) for item in Message.objects.all()} == {("en", "zh-hans", "zh-hant")}
    assert all(item.due_on > datetime.date.today() for item in Message.objects.all())
    assert programme.name in Message.objects.get(usual="why").texts["en"]["body"]


def test_a_message_goes_with_a_pilot_or_a_wave_not_both(programme, manager):
    places = list(programme.organisation.departments.order_by("pk"))
    pilot, wave = make_pilot(programme, departments=places[:1]), make_wave(programme, places={places[1]: 2})

    with pytest.raises(ValidationError, match="Choose a pilot or a wave, not both"):
        actions.plan_message(new(programme, manager, whom="chosen", pilot=pilot, wave=wave), by=manager)


def test_the_plan_is_the_manager_s_first_page(client, programme, manager):
    client.force_login(manager)

    assert "Nothing is planned yet" in client.get(reverse("communication", args=[programme.pk])).content.decode()
