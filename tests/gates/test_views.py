"""The sponsor's page."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from implementation.gates import actions
from implementation.gates.models import Condition, Decision, Gate
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def gate(programme):
    gate = make_gate(programme, ("knock_out", "met"), ("must", "partly"))
    user_as("sponsor", programme)
    ask(gate)
    return gate


def form(gate, **given):
    due = datetime.date.today() + datetime.timedelta(days=9)
    programme = gate.programme
    return {
        "request": gate.requests.first().pk,
        "rows": 1,
        "outcome": "conditional",
        "reason": "The gap is small.",
        "condition-0-text": "Close it",
        "condition-0-owner": user_as("manager", programme).pk,
        "condition-0-due": due.isoformat(),
        "condition-0-verifier": user_as("consultant", programme).pk,
    } | given


def test_a_conditional_go_is_recorded_from_the_form(gate, as_role):
    answer = as_role("sponsor").post(gate.get_absolute_url(), form(gate))

    assert answer.status_code == 302
    assert (Decision.objects.get().outcome, Condition.objects.get().text) == ("conditional", "Close it")


def test_go_is_closed_with_the_reason_beside_it(gate, as_role):
    page = as_role("sponsor").get(gate.get_absolute_url()).content.decode()

    assert "Closed: 1 must-meet criterion is not met." in page


def test_a_missing_date_keeps_everything_else_that_was_written(gate, as_role):
    page = as_role("sponsor").post(gate.get_absolute_url(), form(gate, **{"condition-0-due": ""})).content.decode()

    assert "Give the date by which this must be done." in page
    assert "The gap is small." in page
    assert not Decision.objects.exists()


def test_one_more_condition_is_added_without_javascript(gate, as_role):
    page = as_role("sponsor").post(gate.get_absolute_url(), form(gate, add_condition="1")).content.decode()

    assert "condition-1-text" in page
    assert "Close it" in page


def test_a_stale_form_is_refused(gate, as_role):
    client = as_role("sponsor")
    old = form(gate)
    client.post(
        gate.get_absolute_url(),
        form(gate, outcome="recycle", redo=[gate.criteria.first().pk], due=form(gate)["condition-0-due"]),
    )
    ask(Gate.objects.get(pk=gate.pk))

    answer = client.post(gate.get_absolute_url(), old)

    assert answer.status_code == 409
    assert Decision.objects.count() == 1


def test_a_second_press_leaves_one_decision(gate, as_role):
    client = as_role("sponsor")

    first, second = (client.post(gate.get_absolute_url(), form(gate)) for _press in range(2))

    assert (first.status_code, second.status_code, Decision.objects.count()) == (302, 409, 1)


def test_people_of_another_programme_cannot_own_a_condition(gate, as_role):
    stranger = user_as("manager", make_programme())

    answer = as_role("sponsor").post(gate.get_absolute_url(), form(gate, **{"condition-0-owner": stranger.pk}))

    assert answer.status_code == 200
    assert not Decision.objects.exists()


def test_the_manager_sees_no_form_and_posting_is_forbidden(gate, as_role):
    client = as_role("manager")

    assert "Your decision" not in client.get(gate.get_absolute_url()).content.decode()
    assert client.post(gate.get_absolute_url(), form(gate)).status_code == 403


def test_the_decision_page_shows_what_has_changed_since(gate, as_role):
    client = as_role("sponsor")
    client.post(gate.get_absolute_url(), form(gate))
    gate.criteria.filter(kind="must").update(result="met")

    page = client.get(Decision.objects.get().get_absolute_url()).content.decode()

    assert "unaltered" in page
    assert "Better" in page


def test_the_list_of_gates_asks_as_many_questions_for_more_gates(programme, as_role, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = as_role("manager"), reverse("gates", args=[programme.pk])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    stage = programme.stages.first()
    Gate.objects.bulk_create(
        Gate(programme=programme, stage=stage, kind="initiation", name=f"G{n}", due=stage.planned_end)
        for n in range(30)
    )

    with django_assert_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("rows", ["abc", "-3", "²", "0", "9" * 5000])
def test_a_strange_number_of_rows_counts_as_one(gate, as_role, rows):
    answer = as_role("sponsor").post(gate.get_absolute_url(), form(gate, rows=rows, **{"condition-0-due": ""}))

    assert (answer.status_code, len(answer.context["form"].conditions)) == (200, 1)


@pytest.mark.parametrize("request_number", ["", "abc", "²", "9" * 5000])
def test_a_decision_on_no_request_is_refused(gate, as_role, request_number):
    answer = as_role("sponsor").post(gate.get_absolute_url(), form(gate, request=request_number))

    assert (answer.status_code, Decision.objects.exists()) == (409, False)


def test_the_quorum_stays_as_it_is_while_a_decision_is_asked_for(programme, as_role):
    gate = make_gate(programme, ("must", "met"), quorum=2)
    ask(gate, by=user_as("consultant", programme))

    answer = as_role("manager").post(reverse("approvers", args=[programme.pk, gate.pk]), {"quorum": "1"})

    assert (answer.status_code, Gate.objects.get(pk=gate.pk).quorum) == (409, 2)


def test_the_pages_of_a_gate_ask_the_same_for_many_votes_and_criteria(db):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked_gate(programme, people):
        gate = make_gate(programme, *[("must", "met")] * people, quorum=people + 1)
        ask(gate)
        for number in range(people):
            vote_of = user_as("sponsor", programme, name=f"Voter {number}")
            actions.decide(gate, outcome="go", reason="Yes.", by=vote_of)
        return gate

    few, many = asked_gate(make_programme(), 1), asked_gate(make_programme(), 20)
    client = Client()
    found = []
    for gate in (few, many):
        client.force_login(user_as("manager", gate.programme))
        client.get(gate.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            client.get(gate.get_absolute_url())
        found.append(len(asked))

    assert found[1] <= found[0]
