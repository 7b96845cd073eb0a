import pytest
from django.utils import translation

from change_mgmt import actions
from implementation.gates import registry
from tests.change_mgmt.factories import (
    departments_of,
    make_change,
    make_course,
    make_held_session,
    make_stakeholder,
    make_waiting_change,
)
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def look(programme, name, **parameters):
    check = registry.checks()[f"change_mgmt.{name}"]
    result = check.function(programme, gate=None, **(check.parameters | parameters))
    with translation.override("en"):
        return result.state, str(result.evidence), result.figures


def test_they_count_at_the_gates_they_are_for():
    checks = registry.checks()

    assert checks["change_mgmt.stakeholders_known"].at == {"initiation": "should"}
    assert checks["change_mgmt.people_trained"].at == {
        "ready_to_pilot": "must",
        "pilot_exit": "must",
        "acceptance": "should",
    }
    assert checks["change_mgmt.no_change_waiting"].at == {"pilot_exit": "should", "acceptance": "should"}


def test_nobody_known(programme):
    state, evidence, figures = look(programme, "stakeholders_known")

    assert state == "not_met"
    assert evidence == "Nobody yet from: **Top management, Middle management, Front line, Customer**."
    assert figures == {"stakeholders": 0, "missing": ["top", "middle", "front_line", "customer"]}


def test_some_groups_known(programme):
    make_stakeholder(programme, group="top")
    make_stakeholder(programme, group="customer")

    assert look(programme, "stakeholders_known")[:2] == (
        "partly",
        "Nobody yet from: **Middle management, Front line**.",
    )


def test_every_group_asked_for_is_known(programme):
    make_stakeholder(programme, group="top")

    assert look(programme, "stakeholders_known", groups=["top"])[:2] == (
        "met",
        "**1** are known, at least one from every group asked for.",
    )


def test_training_without_numbers_is_not_met(programme):
    make_course(programme)

    assert look(programme, "people_trained")[:2] == (
        "not_met",
        "Nobody has said yet how many people each course must reach.",
    )


@pytest.mark.parametrize(
    ("came", "state", "share"), [(0, "not_met", "0.0"), (7, "partly", "70.0"), (8, "met", "80.0"), (10, "met", "100.0")]
)
def test_enough_people_must_be_trained(programme, came, state, share):
    sales = departments_of(programme)[0]
    course = make_course(programme, needs={sales: 10})
    if came:
        make_held_session(course, sales, came=came)

    assert look(programme, "people_trained") == (
        state,
        f"**{came} of 10** trained ({share} %); floor 80 %.",
        {"trained": came, "needed": 10, "percent": 80},
    )


def test_a_share_that_rounds_to_its_floor_is_shown_with_more_decimals():
    from change_mgmt.coverage import Cover
    from change_mgmt.gate_checks import shown_share

    assert str(shown_share(Cover(10_000, 7_999), 80)) == "79.9900"
    assert str(shown_share(Cover(3, 2), 60)) == "66.7"


def test_an_undecided_change_is_named(programme):
    assert look(programme, "no_change_waiting")[0] == "met"
    late = make_waiting_change(programme, days_left=3)
    other = make_change(programme, days_left=9)

    assert look(programme, "no_change_waiting") == (
        "not_met",
        f"**2** undecided; the next to decide is {late}.",
        {"undecided": [late.code, other.code]},
    )


def test_a_decided_change_no_longer_waits(programme):
    change = make_waiting_change(programme)
    actions.decide(change, outcome="reject", reason="No.", by=user_as("manager", programme))

    assert look(programme, "no_change_waiting")[:2] == ("met", "Every change that was asked for is decided.")
