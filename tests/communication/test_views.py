"""The pages of those who plan and send."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from change_mgmt.communication import actions
from change_mgmt.communication.models import Message
from core.models import OutgoingMail
from tests.communication.factories import days, make_message, make_ready, make_sent, queries
from tests.factories import user_as
from tests.rollout.going_live import make_wave
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, programme):
    user = user_as("manager", programme)
    client.force_login(user)
    return user


def address(name, programme, *args):
    return reverse(name, args=[programme.pk, *args])


def body(client, *args, query=""):
    return client.get(address(*args) + query).content.decode()


def given(manager, **fields):
    values = {
        "what": "Why we get a CRM",
        "why": "The reason first.",
        "channel": "mail",
        "due_on": days(3),
        "sender": manager.pk,
        "owner": manager.pk,
        "whom": "all",
    }
    return values | fields


def test_a_message_is_planned_on_its_page(client, programme, manager):
    answer = client.post(address("new_message", programme), given(manager))

    message = Message.objects.get()
    assert (answer.status_code, answer.url) == (302, message.get_absolute_url())
    assert (message.what, message.whom, message.state) == ("Why we get a CRM", "all", "draft")


def test_single_people_are_named_by_address_or_name(client, programme, manager):
    ann = make_employee(programme, name="Ann Example")
    bob = make_employee(programme, email="bob@example.org")

    client.post(
        address("new_message", programme), given(manager, whom="chosen", single="ann example\nBOB@example.org\n\n")
    )

    assert set(Message.objects.get().people.all()) == {ann, bob}


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"whom": "chosen"}, "Choose at least one department, level, role, go-live or person."),
        ({"single": "Nobody Here"}, "Nobody on the list of people is called that: Nobody Here."),
        ({"single": "Ann"}, "Several people are called that, write the e-mail address: Ann."),
        ({"due_on": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_written(client, programme, manager, fields, error):
    make_employee(programme, name="Ann")
    make_employee(programme, name="Ann")

    answer = client.post(address("new_message", programme), given(manager, **fields))

    assert error in [str(words) for errors in answer.context["form"].errors.values() for words in errors]
    assert not Message.objects.exists()


def test_a_draft_is_changed_with_whom_it_is_for(client, programme, manager):
    place = programme.organisation.departments.first()
    message = make_message(programme)
    fields = given(
        manager, what="New words", whom="chosen", departments=[place.pk], levels=["top"], revision=message.revision
    )

    client.post(address("edit_message", programme, message.pk), fields)

    message = Message.objects.get()
    assert (message.what, list(message.departments.all()), message.levels) == ("New words", [place], ["top"])


def test_a_stale_page_keeps_its_entries(client, programme, manager):
    message = make_message(programme)

    answer = client.post(address("edit_message", programme, message.pk), given(manager, what="Mine", revision=0))

    assert "Someone else saved this first" in answer.content.decode()
    assert 'value="Mine"' in answer.content.decode()
    assert Message.objects.get().what != "Mine"


def test_the_text_is_written_in_three_languages(client, programme, manager):
    message = make_message(programme, texts=None)
    fields = {"title_en": "Start", "body_en": "Words", "title_zh-hant": "開始", "body_zh-hant": "字", "revision": 0}

    client.post(address("write_message", programme, message.pk), fields)

    assert Message.objects.get().texts == {
        "en": {"title": "Start", "body": "Words"},
        "zh-hant": {"title": "開始", "body": "字"},
    }
    assert "Not written in this language" in body(client, "message", programme, message.pk, query="?language=zh-hans")


def test_half_a_text_is_said_at_its_field(client, programme, manager):
    message = make_message(programme, texts=None)

    answer = client.post(address("write_message", programme, message.pk), {"title_en": "Start", "revision": 0})

    assert answer.context["form"].errors == {"body_en": ["Write the words too, or take the title away."]}


def test_a_ready_message_is_sent_once_from_its_page(client, programme, manager, django_capture_on_commit_callbacks):
    make_employee(programme)
    message = make_ready(programme)
    assert "Send it to 1 person" in body(client, "send_message", programme, message.pk)

    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(address("send_message", programme, message.pk)).status_code for _press in range(2)]

    assert answers == [302, 409]
    assert (Message.objects.get().state, OutgoingMail.objects.filter(secret=True).count()) == ("sent", 1)


def test_the_page_of_a_draft_says_whom_it_would_reach(client, programme, manager):
    make_employee(programme, language="zh-hans")
    make_employee(programme, email="")

    answer = client.get(make_message(programme).get_absolute_url())

    assert answer.context["audience"] == {
        "people": 2,
        "without_address": 1,
        "languages": [("English", 1), ("简体中文", 1)],
        "stand_in": ["简体中文"],
    }


def test_names_of_readers_are_for_editors_only(client, programme):
    make_employee(programme, name="Ann Unread")
    message = make_sent(programme, employees=0)
    client.force_login(user_as("sponsor", programme))

    page = client.get(message.get_absolute_url())

    assert "Ann Unread" not in page.content.decode()
    assert address("message_people", programme, message.pk) not in page.content.decode()
    assert client.get(address("message_people", programme, message.pk)).status_code == 403


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("unread", ["Fay", "Oda", "Pia"]),
        ("opened", ["Oda"]),
        ("read", ["Rea"]),
        ("failed", ["Fay"]),
        ("paper", ["Pia"]),
        ("all", ["Fay", "Oda", "Pia", "Rea"]),
        ("nonsense", ["Fay", "Oda", "Pia"]),
    ],
)
def test_people_are_listed_by_what_they_did(client, programme, manager, show, names):
    for name in ("Rea", "Oda", "Fay"):
        make_employee(programme, name=name)
    make_employee(programme, name="Pia", email="")
    message = make_sent(programme, employees=0)
    found = {item.name: item for item in message.deliveries.all()}
    actions.acknowledge(found["Rea"])
    actions.was_opened(found["Oda"])
    OutgoingMail.objects.filter(pk=found["Fay"].mail_id).update(state="failed", error="550 no such user")

    page = client.get(address("message_people", programme, message.pk) + f"?show={show}")

    assert [item.name for item in page.context["page"]] == names


def test_who_has_no_address_or_a_failed_mail_gets_a_code(client, programme, manager):
    make_employee(programme, name="Pia", email="")
    message = make_sent(programme, employees=1)

    page = client.get(address("message_codes", programme, message.pk))

    [pia] = page.context["page"]
    assert pia.name == "Pia"
    code = client.get(address("delivery_code", programme, pia.pk))
    assert (code.status_code, code["Content-Type"]) == (200, "image/svg+xml")


def test_readers_are_reminded_from_the_page(client, programme, manager, django_capture_on_commit_callbacks):
    message = make_sent(programme)
    assert client.post(address("remind_readers", programme, message.pk)).status_code == 409
    Message.objects.update(sent_at=timezone.now() - datetime.timedelta(days=4))

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("remind_readers", programme, message.pk))

    assert (answer.status_code, OutgoingMail.objects.filter(secret=True).count()) == (302, 2)


def test_the_notice_of_a_go_live_is_one_press_away(client, programme, manager):
    wave = make_wave(programme)
    assert "Prepare the notice" in body(client, "communication", programme)

    answer = client.post(address("prepare_notice", programme, "wave", wave.pk))

    assert (answer.status_code, answer.url) == (302, Message.objects.get().get_absolute_url())


def test_the_usual_messages_are_put_into_the_plan(client, programme, manager):
    answer = client.post(address("usual_messages", programme), {"message": ["why", "pilot"]})

    assert answer.url == address("communication", programme)
    assert sorted(Message.objects.values_list("usual", flat=True)) == ["pilot", "why"]
    assert "in the plan already" in body(client, "usual_messages", programme)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Late", "Meeting", "Done"]),
        ("?show=overdue", ["Late"]),
        ("?show=open", ["Late", "Meeting"]),
        ("?show=done", ["Done"]),
        ("?channel=meeting", ["Meeting", "Done"]),
        ("?q=LAT", ["Late"]),
        ("?aim=why", ["Meeting"]),
        ("?sort=-due", ["Done", "Meeting", "Late"]),
        ("?sort=nonsense&channel=nonsense&department=x", ["Late", "Meeting", "Done"]),
    ],
)
def test_the_plan_is_filtered_and_sorted_as_the_address_says(client, programme, manager, query, found):
    make_message(programme, what="Late", due_on=days(-3))
    make_message(programme, what="Meeting", due_on=days(2), channel="meeting", aim="why")
    done = make_message(programme, what="Done", due_on=days(4), channel="meeting")
    actions.hold_message(done, on=days(0), reached=3, by=manager)

    page = client.get(address("communication", programme) + query)

    assert [item.what for item, _whom, _tally in page.context["rows"]] == found


def test_a_department_sees_what_it_hears(client, programme, manager):
    sales, service = programme.organisation.departments.order_by("name")
    make_message(programme, what="All")
    make_message(programme, what="Sales", whom="chosen", departments=[sales])
    make_message(programme, what="Wave", whom="chosen", wave=make_wave(programme, places={service: 1}))

    page = client.get(address("communication", programme) + f"?department={service.pk}")

    assert [item.what for item, _whom, _tally in page.context["rows"]] == ["All", "Wave"]


@pytest.mark.parametrize("month", ["", "?month=2026-02", "?month=99999", "?month=abc", "?month=0001-01"])
def test_the_calendar_shows_a_month_whatever_it_is_asked(client, programme, manager, month):
    assert client.get(address("message_calendar", programme) + month).status_code == 200


def test_the_calendar_has_messages_and_go_lives_on_their_day(client, programme, manager):
    make_message(programme, what="On that day", due_on=datetime.date(2026, 2, 11))

    assert "On that day" in body(client, "message_calendar", programme, query="?month=2026-02")
    assert "On that day" not in body(client, "message_calendar", programme, query="?month=2026-04")


@pytest.mark.parametrize("name", ["communication", "message_calendar"])
def test_the_queries_do_not_grow_with_the_messages(client, programme, manager, name):
    places = list(programme.organisation.departments.all())
    due = datetime.date.today().replace(day=15) + datetime.timedelta(days=31)
    page = address(name, programme) + f"?month={due:%Y-%m}"
    make_message(programme, whom="chosen", departments=places, due_on=due)
    one = queries(client, page)
    for _each in range(29):
        make_message(programme, whom="chosen", departments=places, due_on=due)

    assert queries(client, page) == one


def test_the_queries_of_the_list_of_readers_do_not_grow(client, programme, manager):
    message = make_sent(programme)
    page = address("message_people", programme, message.pk)
    one = queries(client, page)
    more = make_sent(programme, employees=29)

    assert queries(client, address("message_people", programme, more.pk)) == one


def test_the_queries_of_a_sent_message_do_not_grow(client, programme, manager):
    one = queries(client, make_sent(programme).get_absolute_url())

    assert queries(client, make_sent(programme, employees=29).get_absolute_url()) == one
