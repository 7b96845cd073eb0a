"""The list: filters, order, hints, quick edits, the same queries for one sign and for thirty."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from change_mgmt.resistance import actions
from change_mgmt.resistance.hints import hints_about, kinds_of
from change_mgmt.resistance.models import Sign
from tests.factories import make_programme, user_as
from tests.resistance.factories import department_of, make_owned_sign, make_sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(as_role):
    return as_role("manager")


def listed(client, programme, query=""):
    answer = client.get(reverse("resistance", args=[programme.pk]) + query)
    return [sign.code for sign in answer.context["page"]]


def quick(client, sign, **fields):
    values = {"revision": sign.revision, "query": "kind=objection", "owner": "", "next_step_due": ""} | fields
    return client.post(reverse("quick_sign", args=[sign.programme_id, sign.pk]), values)


def test_an_empty_list_says_what_to_do(programme, manager):
    page = manager.get(reverse("resistance", args=[programme.pk])).content.decode()

    assert "No sign of resistance is on record" in page


def test_filters_narrow_the_list(programme, manager):
    second = department_of(programme, 1)
    make_sign(programme, kind="hoarding", seen="Old list")
    make_sign(programme, department=second, concern="The bonus")
    settled = make_owned_sign(programme)
    actions.close_sign(settled, "settle", outcome="Done.", by=user_as("manager", programme))

    queries = {
        "": ["S-002", "S-001"],
        "?state=all": ["S-003", "S-002", "S-001"],
        "?state=settled": ["S-003"],
        "?kind=hoarding": ["S-001"],
        f"?department={second.pk}": ["S-002"],
        "?q=bonus": ["S-002"],
        "?q=s-001": ["S-001"],
        "?mine": [],
        "?check=owner": ["S-002", "S-001"],
        "?sort=department": ["S-001", "S-002"],
        "?kind=unknown&state=never&sort=up&department=x&check=all": ["S-002", "S-001"],
    }
    assert {query: listed(manager, programme, query) for query in queries} == queries


def test_the_list_asks_the_same_for_one_sign_and_for_thirty(programme, manager):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as found:
            manager.get(reverse("resistance", args=[programme.pk]))
        return len(found)

    make_owned_sign(programme)
    one = asked()
    for number in range(29):
        make_owned_sign(programme, department=department_of(programme, number % 2))

    assert asked() == one


def test_hints_name_what_waits(programme):
    today = timezone.localdate()
    for _each in range(2):
        make_owned_sign(programme)
    old = make_owned_sign(programme, days_ago=15, next_step_due=today - datetime.timedelta(days=1))
    nobodys = make_sign(programme, department=None)
    signs = list(Sign.objects.filter(programme=programme))

    assert {hint.key: hint.count for hint in hints_about(signs)} == {
        "owner": 1,
        "overdue": 1,
        "stale": 1,
        "pattern": 3,
    }
    assert kinds_of(old, set()) == ["overdue", "stale"]
    assert kinds_of(nobodys, {department_of(programme).pk}) == ["owner"]


@pytest.mark.parametrize(("key", "codes"), [("overdue", ["S-002"]), ("stale", ["S-002"]), ("pattern", [])])
def test_a_hint_leads_to_its_rows(programme, manager, key, codes):
    make_owned_sign(programme)
    make_owned_sign(programme, days_ago=15, next_step_due=timezone.localdate() - datetime.timedelta(days=1))

    assert listed(manager, programme, f"?check={key}") == codes


def test_an_owner_is_chosen_in_the_row(programme, manager):
    sign, member = make_sign(programme), user_as("member", programme)

    answer = quick(manager, sign, owner=member.pk)

    sign.refresh_from_db()
    assert (sign.owner, answer.url) == (member, reverse("resistance", args=[programme.pk]) + "?kind=objection")


def test_a_row_that_somebody_else_saved_first_is_left_alone(programme, manager):
    sign = make_owned_sign(programme)
    actions.change_sign(sign, by=user_as("manager", programme), concern="Time")

    quick(manager, sign, revision=0, owner="")

    sign.refresh_from_db()
    assert sign.owner == user_as("manager", programme)


def test_a_stranger_is_no_owner(programme, manager):
    sign = make_sign(programme)

    quick(manager, sign, owner=user_as("manager", make_programme()).pk)

    sign.refresh_from_db()
    assert sign.owner is None


def test_reporting_takes_a_form_and_leads_to_the_sign(programme, as_role):
    client = as_role("member")
    values = {"kind": "quiet", "seen": "Old list", "how_often": "often", "first_seen": timezone.localdate()}

    answer = client.post(reverse("report_sign", args=[programme.pk]), values)

    sign = Sign.objects.get()
    assert (answer.url, sign.reported_by) == (sign.get_absolute_url(), user_as("member", programme))


def test_a_nameless_report_leads_back_to_the_list(programme, as_role):
    values = {"kind": "quiet", "seen": "Old list", "how_often": "often", "first_seen": timezone.localdate()}

    answer = as_role("member").post(reverse("report_sign", args=[programme.pk]), values | {"nameless": "on"})

    assert answer.url == reverse("resistance", args=[programme.pk])
    assert Sign.objects.get().reported_by is None


def test_a_day_to_come_is_refused(programme, as_role):
    day = timezone.localdate() + datetime.timedelta(days=1)
    values = {"kind": "quiet", "seen": "Old list", "how_often": "often", "first_seen": day}

    page = as_role("member").post(reverse("report_sign", args=[programme.pk]), values).content.decode()

    assert "This day is still to come" in page
    assert not Sign.objects.exists()


def test_settling_takes_a_reason_on_its_own_page(programme, manager):
    sign = make_owned_sign(programme)
    address = reverse("settle_sign", args=[programme.pk, sign.pk])

    refused = manager.post(address, {"outcome": ""})
    done = manager.post(address, {"outcome": "They have seen it work."})

    sign.refresh_from_db()
    assert (refused.status_code, done.url, sign.state) == (200, sign.get_absolute_url(), "settled")


def test_a_sign_of_another_programme_is_not_there(programme, manager):
    other = make_sign(make_programme())

    assert manager.get(reverse("sign", args=[programme.pk, other.pk])).status_code == 404
    assert quick(manager, other).status_code == 404


def test_the_button_raises_one_risk(programme, manager):
    sign = make_sign(programme)
    address = reverse("raise_sign_risk", args=[programme.pk, sign.pk])

    first, second = manager.post(address), manager.post(address)

    assert first.url == second.url


def test_a_department_named_as_the_whole_organisation_is_counted_with_it(programme, manager):
    place = department_of(programme)
    place.name = "The whole organisation"
    place.save()
    make_sign(programme)
    make_sign(programme, department=None)

    charts = manager.get(reverse("resistance", args=[programme.pk])).context["charts"]

    assert [chart.rows for chart in charts] == [[["Objection", 2, 0]], [["The whole organisation", 2, 0]]]
