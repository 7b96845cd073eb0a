"""One's own dates by a signed address."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from core.models import AuditEntry
from implementation.programme import actions
from implementation.programme.models import CalendarLink, Membership
from tests.factories import make_programme, user_as
from tests.programme.factories import in_days, make_task

pytestmark = pytest.mark.django_db


def feed(client, link):
    return client.get(reverse("calendar_feed", args=[link.token]))


def summaries(answer):
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_the_feed_holds_ones_own_dates_and_nobody_elses(programme, client):
    member = user_as("member", programme)
    make_task(programme, "Mine; with, marks\nand a line", owner=member, days=40)
    make_task(programme, "Hers")
    make_task(make_programme(), "Elsewhere")
    link = actions.renew_calendar(programme, by=member)

    answer = feed(client, link)

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert summaries(answer) == ["Mine; with, marks\nand a line"]
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["dtstart"].dt == in_days(40)


def test_an_address_is_renewed_and_withdrawn(programme, client):
    member = user_as("member", programme)
    first = actions.renew_calendar(programme, by=member)
    second = actions.renew_calendar(programme, by=member)

    assert [feed(client, link).status_code for link in (first, second)] == [404, 200]
    assert actions.withdraw_calendar(programme, by=member) is True
    assert actions.withdraw_calendar(programme, by=member) is False
    assert feed(client, second).status_code == 404
    verbs = AuditEntry.objects.filter(label="programme.calendarlink").order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["created", "withdrawn", "created", "withdrawn"]


@pytest.mark.parametrize("token", ["guessed", "1", "1:guessed", "9" * 200, "²:x", "a/b"])
def test_a_guessed_address_opens_nothing(programme, client, token):
    actions.renew_calendar(programme, by=user_as("member", programme))

    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_who_left_or_may_not_sign_in_any_more_gets_nothing(programme, client):
    member, executive = user_as("member", programme), user_as("executive", programme)
    links = [actions.renew_calendar(programme, by=person) for person in (member, executive)]

    Membership.objects.filter(user=member).delete()
    executive.is_active = False
    executive.save()

    assert [feed(client, link).status_code for link in links] == [404, 404]


def test_a_date_whose_page_the_role_no_longer_opens_is_left_out(programme, client):
    executive = user_as("executive", programme)
    make_task(programme, owner=executive)
    link = actions.renew_calendar(programme, by=executive)

    Membership.objects.filter(user=executive).update(role="vendor_contact")

    assert summaries(feed(client, link)) == []


def test_the_page_makes_and_withdraws_the_address(programme, as_role):
    client, address = as_role("member"), reverse("calendar", args=[programme.pk])

    client.post(address)
    link = CalendarLink.objects.get(withdrawn_at=None)
    shown = link.token in client.get(address).content.decode()
    client.post(address, {"withdraw": "1"})

    assert (shown, CalendarLink.objects.filter(withdrawn_at=None).exists()) == (True, False)


def test_one_person_has_one_open_address(programme):
    member = user_as("member", programme)
    for _time in range(3):
        actions.renew_calendar(programme, by=member)

    assert CalendarLink.objects.filter(person=member, withdrawn_at=None).count() == 1
