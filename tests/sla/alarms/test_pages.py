"""The list of alarms and who hears them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sla.alarms.raising import raise_alarm
from sla.alarms.rules import Found
from sla.models import AlarmSetting, SlaAlarm
from tests.factories import make_programme, user_as
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(programme):
    return make_agreement(programme)


@pytest.fixture
def addresses(agreement):
    names = ("alarms", "alarm_settings", "alarms_seen")
    return [reverse(name, args=[agreement.programme_id, agreement.pk]) for name in names]


def alarm(agreement, n=0, kind="silence"):
    return raise_alarm(agreement, Found(kind, "warning", f"{kind}:{n}", {"monitor": f"shop {n}", "last": None}))


def test_an_empty_list_says_of_what_one_is_warned(as_role, addresses):
    assert "No alarm yet" in as_role("executive").get(addresses[0]).content.decode()


def test_alarms_are_listed_and_marked_as_read(agreement, as_role, addresses):
    alarm(agreement)
    client = as_role("manager")

    before = client.get(addresses[0]).content.decode()
    answer = client.post(addresses[2], follow=True)

    assert "Monitor “shop 0” has never sent anything." in before
    assert "Mark all as read" in before
    assert "Mark all as read" not in answer.content.decode()
    assert SlaAlarm.objects.get().seen_by == user_as("manager", agreement.programme)


def test_a_kind_without_alarms_offers_the_way_back(agreement, as_role, addresses):
    alarm(agreement)

    answer = as_role("manager").get(addresses[0] + "?kind=claim").content.decode()

    assert "No alarm of this kind." in answer


def test_people_are_named_and_a_quiet_time_is_set(agreement, as_role, addresses):
    sponsor = user_as("sponsor", agreement.programme)

    answer = as_role("manager").post(addresses[1], {"people": [sponsor.pk], "muted_until": "2099-01-01"}, follow=True)

    setting = AlarmSetting.objects.get()
    assert (list(setting.people.all()), setting.muted_until.isoformat()) == ([sponsor], "2099-01-01")
    assert "Quiet until" in answer.content.decode()


@pytest.mark.parametrize("people", ["999999", "9" * 30, "x"])
def test_nobody_else_is_named(as_role, addresses, people):
    answer = as_role("manager").post(addresses[1], {"people": [people]})

    assert "people" in answer.context["form"].errors
    assert AlarmSetting.objects.count() == 0


def test_people_of_another_programme_and_contacts_of_the_provider_are_not_offered(agreement, as_role, addresses):
    others = [user_as("manager", make_programme()), user_as("vendor_contact", agreement.programme)]

    answers = [as_role("manager").post(addresses[1], {"people": [person.pk]}) for person in others]

    assert ["people" in answer.context["form"].errors for answer in answers] == [True, True]


def test_a_stale_form_keeps_its_entries(agreement, as_role, addresses):
    client = as_role("manager")
    client.post(addresses[1], {"muted_until": "2099-01-01", "revision": 0})

    answer = client.post(addresses[1], {"muted_until": "2098-01-01", "revision": 0})

    assert "Someone else saved this first." in answer.content.decode()
    assert "2098-01-01" in answer.content.decode()
    assert AlarmSetting.objects.get().muted_until.year == 2099


def test_many_alarms_take_as_many_queries_as_one(agreement, as_role, addresses):
    client = as_role("manager")

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(addresses[0])
        return len(caught)

    alarm(agreement)
    queries()
    before = queries()
    for n in range(1, 30):
        alarm(agreement, n)

    assert queries() == before
