"""What gates ask about who has been told."""

import pytest
from django.utils import translation

from change_mgmt.communication import actions
from implementation.gates import registry
from tests.communication.factories import days, make_message, make_sent
from tests.rollout.factories import make_pilot
from tests.rollout.going_live import make_wave

pytestmark = pytest.mark.django_db


def look(programme, name, **parameters):
    check = registry.checks()[f"communication.{name}"]
    result = check.function(programme, gate=None, **(check.parameters | parameters))
    with translation.override("en"):
        return result.state, str(result.evidence), result.figures


@pytest.fixture
def places(programme):
    return list(programme.organisation.departments.order_by("pk"))


def test_they_advise_and_never_bar_the_way():
    checks = [check for name, check in registry.checks().items() if name.startswith("communication.")]

    assert {check.name: check.at for check in checks} == {
        f"communication.{name}": {"ready_to_pilot": "should", "acceptance": "should"}
        for name in ("everybody_told", "acknowledged", "none_overdue")
    }


def test_no_pilot_no_department(programme):
    assert look(programme, "everybody_told") == (
        "not_met",
        "No pilot is planned yet.",
        {"departments": 0, "without": 0},
    )


def test_a_department_without_a_message_is_named(programme, places):
    make_pilot(programme, departments=places[:1])
    make_wave(programme, places={places[1]: 2})
    make_message(programme, whom="chosen", departments=places[:1])

    assert look(programme, "everybody_told") == (
        "partly",
        f"No message is planned for: **{places[1].name}**.",
        {"departments": 2, "without": 1},
    )


def test_a_level_alone_tells_no_department(programme, places):
    make_pilot(programme, departments=places[:1])
    make_message(programme, whom="chosen", levels=["top"])

    assert look(programme, "everybody_told")[0] == "not_met"


def test_a_message_to_everybody_tells_all(programme, places):
    make_pilot(programme, departments=places[:1])
    make_message(programme)

    assert look(programme, "everybody_told")[:2] == (
        "met",
        "**1** department affected, and a message is planned for it.",
    )


def test_no_notice_no_reader(programme):
    make_sent(programme)

    assert look(programme, "acknowledged") == (
        "not_met",
        "No notice has been sent to the people of a pilot or wave.",
        {"reached": 0, "acknowledged": 0},
    )


@pytest.mark.parametrize(("percent", "state"), [(50, "met"), (51, "partly")])
def test_enough_have_acknowledged_the_notice(programme, places, percent, state):
    pilot = make_pilot(programme, departments=places[:1])
    message = make_sent(programme, employees=2, what="It starts", whom="chosen", pilot=pilot)
    actions.acknowledge(message.deliveries.first())

    assert look(programme, "acknowledged", percent=percent) == (
        state,
        f"It starts: **50 %** of 2 have acknowledged it, at least {percent} %.",
        {"message": "It starts", "reached": 2, "acknowledged": 1},
    )


def test_no_plan_is_no_merit(programme):
    assert look(programme, "none_overdue")[:2] == ("not_met", "No message is planned yet.")


def test_an_overdue_message_is_named(programme):
    make_message(programme, what="Late", due_on=days(-2))
    make_message(programme)

    state, evidence, figures = look(programme, "none_overdue")

    assert (state, figures) == ("not_met", {"planned": 2, "overdue": 1})
    assert evidence.startswith("**1** message is overdue: Late, since ")
    assert look(programme, "none_overdue", days=2)[:2] == ("met", "**2** messages planned or gone out, none overdue.")
