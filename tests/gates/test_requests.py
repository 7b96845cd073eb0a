"""Before anybody asks: what the request needs, what each decision would need, and exceptions without a note."""

import pytest
from django.urls import reverse

from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.checklist import look_at
from implementation.gates.hurdles import before_asking, openings
from implementation.gates.models import Gate
from implementation.programme import status
from tests.factories import user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db


BREACH = status.ExceptionWanted(
    name="cost", label="Cost", reason="**12 %** over.", url="/programmes/1/exceptions/new/cost/"
)


@pytest.fixture
def breach(monkeypatch):
    monkeypatch.setattr(status, "exceptions_wanted", lambda *given: [BREACH])


@pytest.fixture
def gate(programme):
    user_as("sponsor", programme)
    return make_gate(programme, ("knock_out", "met"), ("must", "partly"))


def told(gate, role) -> list[tuple[str, bool]]:
    return [(str(item.label), bool(item.closed)) for item in before_asking(gate, user_as(role, gate.programme))]


def test_everything_the_request_needs_is_listed(gate):
    assert told(gate, "manager") == [
        ("The gate has criteria", False),
        ("The stage has started and nothing is decided yet", False),
        ("Enough people can choose", False),
        ("No tolerance is breached without an exception note", False),
    ]


def test_the_only_sponsor_is_told_to_let_somebody_else_ask(gate):
    assert told(gate, "sponsor")[2] == ("Enough people can choose", True)


def test_a_gate_with_no_criteria_is_told_to_get_some(programme):
    user_as("sponsor", programme)

    assert told(make_gate(programme), "manager")[0] == ("The gate has criteria", True)


def test_the_five_decisions_say_what_closes_them_or_what_they_need(gate):
    assert [(item.outcome.value, str(item.closed or ""), str(item.needs)) for item in openings(look_at(gate))] == [
        ("go", "Closed: 1 must-meet criterion is not met.", "Every must-meet criterion met."),
        ("conditional", "", "At least one condition with owner, day and someone who checks."),
        ("hold", "", "A day on which to look again."),
        ("recycle", "", "The criteria to redo, and a new day."),
        ("stop", "", "At least one closing task with owner and day."),
    ]


def test_a_breach_without_a_note_is_told_before_and_refused_after(gate, breach, as_role):
    client, address = as_role("manager"), reverse("request_decision", args=[gate.programme_id, gate.pk])

    page = client.get(address).content.decode()
    answer = client.post(address)

    assert "Exception note: Cost" in page and 'href="/programmes/1/exceptions/new/cost/"' in page
    assert (answer.status_code, Gate.objects.get(pk=gate.pk).state) == (409, "open")


def test_a_breach_between_request_and_decision_is_refused_too(gate, monkeypatch, as_role):
    ask(gate)
    monkeypatch.setattr(status, "exceptions_wanted", lambda *given: [BREACH])

    with pytest.raises(Refused, match="Cost is forecast beyond its tolerance"):
        actions.decide(gate, outcome="stop", reason="Enough.", by=user_as("sponsor", gate.programme))

    assert "Write the exception note" in as_role("sponsor").get(gate.get_absolute_url()).content.decode()
    assert Gate.objects.get(pk=gate.pk).state == "requested"


@pytest.mark.parametrize("role", ["sponsor", "manager", "consultant", "executive", "member"])
def test_anybody_on_the_programme_may_ask(programme, role):
    gate = make_gate(programme, ("must", "met"))
    user_as("sponsor", programme, name="Another sponsor")

    assert actions.request_decision(gate, by=user_as(role, programme)).number == 1


def test_who_may_not_write_the_note_gets_no_link_to_it(gate, breach, as_role):
    page = as_role("member").get(reverse("request_decision", args=[gate.programme_id, gate.pk])).content.decode()

    assert "Exception note: Cost" in page and "exceptions/new" not in page
