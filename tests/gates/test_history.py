"""The history of a gate: every request with what became of it, newest first."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.workflow import perform
from implementation.gates import actions
from implementation.gates.history import history_of
from implementation.gates.models import Condition, Gate
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, make_gate, promise

pytestmark = pytest.mark.django_db


def told(gate) -> list[tuple[str, str, str, int]]:
    return [(event.what, event.by, event.note, event.request.number) for event in history_of(gate)]


def withdrawn(gate, note="Too early."):
    perform(gate, "withdraw", by=user_as("consultant", gate.programme), note=note)
    return Gate.objects.get(pk=gate.pk)


def test_a_gate_that_nobody_asked_about_has_none(programme):
    assert history_of(make_gate(programme, ("must", "met"))) == []


def test_a_withdrawn_request_is_marked_with_who_and_why(programme):
    gate = make_gate(programme, ("must", "met"))
    ask(gate, by=user_as("consultant", programme))

    withdrawn(gate)

    assert told(gate) == [("withdraw", "Consultant", "Too early.", 1), ("asked", "Consultant", "", 1)]


def test_a_request_that_went_back_is_marked_with_whose_choice_brought_it_about(programme):
    gate = make_gate(programme, ("must", "met"), quorum=2)
    anna, ben = user_as("sponsor", programme, name="Anna"), user_as("sponsor", programme, name="Ben")
    ask(gate)
    actions.decide(gate, outcome="go", reason="Yes.", by=anna)

    actions.abstain(gate, reason="Away.", by=ben)

    assert told(gate) == [("send_back", "Ben", "", 1), ("asked", "Manager", "", 1)]


def test_each_request_keeps_its_own_end_to_the_reopening(programme):
    gate = make_gate(programme, ("must", "met"))
    ask(gate, by=user_as("consultant", programme))
    gate = withdrawn(gate)
    ask(gate)
    sponsor = user_as("sponsor", programme)
    actions.decide(gate, outcome="conditional", reason="Nearly.", by=sponsor, conditions=[promise(programme)])
    Condition.objects.update(due=datetime.date.today() - datetime.timedelta(days=1))
    actions.expire_conditions()

    assert [event[0::3] for event in told(gate)] == [
        ("reopen", 2),
        ("decided", 2),
        ("asked", 2),
        ("withdraw", 1),
        ("asked", 1),
    ]


def test_the_page_tells_both_ends(programme, as_role):
    gate = make_gate(programme, ("must", "met"), quorum=2)
    ask(gate, by=user_as("consultant", programme))
    gate = withdrawn(gate)
    anna, ben = (user_as("sponsor", programme, name=name) for name in ("Anna", "Ben"))
    actions.name_approvers(gate, places={anna: 1, ben: 1}, quorum=2, by=user_as("manager", programme))
    ask(Gate.objects.get(pk=gate.pk))
    actions.decide(gate, outcome="go", reason="Yes.", by=anna)
    actions.abstain(gate, reason="Away.", by=ben)

    page = as_role("member").get(gate.get_absolute_url()).content.decode()

    assert "Consultant withdrew request 1 on" in page and "“Too early.”" in page
    assert "Request 2 went back on" in page and "after the choice of Ben, too few could still agree." in page


def test_a_decided_gate_is_told_as_decided_not_as_overdue(programme, as_role):
    gate = make_gate(programme, ("must", "met"))
    Gate.objects.filter(pk=gate.pk).update(due=datetime.date.today() - datetime.timedelta(days=9))
    sponsor = user_as("sponsor", programme)
    ask(gate)
    client = as_role("member")
    before = client.get(gate.get_absolute_url()).content.decode()
    actions.decide(gate, outcome="go", reason="Yes.", by=sponsor)

    after = client.get(gate.get_absolute_url()).content.decode()

    words = ("overdue", "is possible today", "Decided by Sponsor (Sponsor) on")
    assert [word in before for word in words] == [True, True, False]
    assert [word in after for word in words] == [False, False, True]


def test_many_requests_ask_the_same_number_of_questions():
    found = []
    for requests in (1, 30):
        gate = make_gate(make_programme(), ("must", "met"))
        for _request in range(requests):
            ask(gate, by=user_as("consultant", gate.programme))
            gate = withdrawn(gate)
        with CaptureQueriesContext(connection) as asked:
            assert len(history_of(gate)) == 2 * requests
        found.append(len(asked))

    assert found == [4, 4]
