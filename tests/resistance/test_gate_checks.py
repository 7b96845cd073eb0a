"""What gates, reports, goals and the register learn of resistance."""

import datetime

import pytest
from django.utils import timezone

from change_mgmt.resistance import actions
from change_mgmt.resistance.gate_checks import no_department_low, signs_have_a_step
from change_mgmt.resistance.goal_measures import settled
from change_mgmt.resistance.panels import happened, resistance
from change_mgmt.resistance.risk_suggestions import seen
from core.workflow import perform
from tests.factories import user_as
from tests.resistance.factories import (
    adopt,
    department_of,
    make_confidential,
    make_low,
    make_owned_sign,
    make_sign,
    make_warning,
    readiness_is,
)

pytestmark = pytest.mark.django_db


def test_a_department_that_is_low_in_all_three_is_not_met(programme):
    sales = make_low(programme)

    with readiness_is({sales: 2}):
        found = no_department_low(programme, gate=None)

    assert (found.state, found.figures) == ("not_met", {"low": ["Sales"], "unknown": ["Service"]})


def test_nothing_known_of_anybody_is_not_met(programme):
    assert no_department_low(programme, gate=None).state == "not_met"


def test_what_is_not_known_of_one_is_said_and_does_no_harm(programme):
    adopt(programme, department_of(programme), active=9)

    found = no_department_low(programme, gate=None)

    assert (found.state, str(found.evidence)) == (
        "met",
        "None is low in all three; of **2 departments** not all is known.",
    )


def test_everything_known_and_high_enough_is_met(programme):
    places = [department_of(programme, number) for number in (0, 1)]
    for place in places:
        make_low(programme, place)

    with readiness_is(dict.fromkeys(places, 4)):
        found = no_department_low(programme, gate=None)

    assert (found.state, str(found.evidence)) == ("met", "None is low in all three.")


@pytest.mark.parametrize(
    ("days_ago", "days", "state"),
    [([], 14, "met"), ([3], 14, "met"), ([15], 14, "not_met"), ([15, 3], 14, "partly"), ([15], 20, "met")],
)
def test_signs_known_for_too_long_without_a_step(programme, days_ago, days, state):
    for ago in days_ago:
        make_owned_sign(programme, days_ago=ago)

    found = signs_have_a_step(programme, gate=None, days=days)

    assert (found.state, found.figures["open"]) == (state, len(days_ago))


def test_a_step_under_way_is_enough(programme):
    sign = make_owned_sign(programme, days_ago=30)
    perform(sign, "meet", by=user_as("manager", programme))

    assert signs_have_a_step(programme, gate=None, days=14).state == "met"


def test_the_report_quotes_no_sign_and_leaves_out_what_is_confidential(programme):
    sales = make_low(programme)
    make_sign(programme, seen="Only for us")
    make_confidential(programme, kind="post")

    with readiness_is({sales: 2}):
        facts = resistance(programme)

    assert [item["department"] for item in facts["places"]] == ["Sales"]
    assert [(item["kind"]["en"], item["open"]) for item in facts["kinds"]] == [("Objection", 1)]
    assert "Only for us" not in str(facts)


def test_warnings_that_came_and_went_are_news(programme):
    warning, today = make_warning(programme), timezone.localdate()
    with readiness_is({warning.department: 4}):
        actions.watch(programme)

    told = [event.what["en"] for event in happened(programme, today, today)]

    assert told == [
        "Sales became low in adoption, readiness and training.",
        "The early warning of Sales is over.",
    ]


def test_the_share_of_settled_signs_is_measured(programme):
    today = timezone.localdate()
    assert settled(programme, today) is None
    make_sign(programme)
    actions.close_sign(make_sign(programme), "settle", outcome="Done.", by=user_as("manager", programme))

    assert (settled(programme, today), settled(programme, today - datetime.timedelta(days=1))) == (50, None)


def test_customers_kept_to_oneself_speak_for_a_risk(programme):
    make_sign(programme, kind="hoarding")
    make_sign(programme, kind="time")
    make_confidential(programme, kind="quiet")

    assert [(item.key, str(item.why)) for item in seen(programme)] == [
        ("sales_keep", "1 open sign of resistance: Customers kept to oneself.")
    ]
