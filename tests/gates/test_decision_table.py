"""Every decision by every starting situation: the gate's state, its criteria, the role of whoever decides."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied

from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.models import Decision, Gate, Vote
from tests.factories import ROLES, user_as
from tests.gates.factories import ask, closing_task, make_gate, promise

pytestmark = pytest.mark.django_db

MET = [("knock_out", "met"), ("must", "met"), ("should", "not_met")]
MUST_OPEN = [("knock_out", "met"), ("must", "partly"), ("should", "met")]
KNOCKED_OUT = [("knock_out", "not_met"), ("must", "met")]
NOT_APPLICABLE = [("knock_out", "met"), ("must", "not_applicable")]
SITUATIONS = {"met": MET, "must open": MUST_OPEN, "knocked out": KNOCKED_OUT, "not applicable": NOT_APPLICABLE}

#: What each decision leaves behind, and where the criteria close it instead.
AFTER = {"go": "passed", "conditional": "conditional", "hold": "held", "recycle": "open", "stop": "stopped"}
CLOSED = {
    ("must open", "go"): "Closed: 1 must-meet criterion is not met.",
    ("knocked out", "go"): "Closed: 1 must-meet criterion is not met.",
    ("knocked out", "conditional"): "Closed: 1 knock-out is not met.",
}
NOT_ASKED = "Nothing waits for a decision here: it was decided or withdrawn meanwhile."
FORBIDDEN = "forbidden"


def expected(state, situation, outcome, role) -> str:
    if role != "sponsor":
        return FORBIDDEN
    return NOT_ASKED if state != "requested" else CLOSED.get((situation, outcome), AFTER[outcome])


TABLE = [
    (state, situation, outcome, role, expected(state, situation, outcome, role))
    for state, situation, outcome, role in itertools.product(Gate.State.values, SITUATIONS, AFTER, ["sponsor"])
] + [
    (state, "met", outcome, role, FORBIDDEN)
    for state, outcome, role in itertools.product(["requested", "open"], AFTER, [r for r in ROLES if r != "sponsor"])
]


def needs(gate, outcome) -> dict:
    later = datetime.date.today() + datetime.timedelta(days=30)
    return {
        "conditional": {"conditions": [promise(gate.programme)]},
        "hold": {"look_again_on": later},
        "recycle": {"redo": [gate.criteria.first().pk], "due": later},
        "stop": {"tasks": [closing_task(gate.programme)]},
    }.get(outcome, {})


def attempt(gate, outcome, by) -> str:
    try:
        actions.decide(gate, outcome=outcome, reason="Because.", by=by, **needs(gate, outcome))
    except PermissionDenied:
        return FORBIDDEN
    except Refused as refusal:
        return str(refusal)
    return Gate.objects.get(pk=gate.pk).state


@pytest.fixture(scope="module")
def gates(django_db_setup, django_db_blocker):
    """One gate for each situation, asked for; each row of the table starts from here and leaves nothing."""
    from django.db import transaction

    from tests.factories import make_programme

    with django_db_blocker.unblock(), transaction.atomic():
        found = {}
        for name, results in SITUATIONS.items():
            gate = make_gate(make_programme(), *results)
            ask(gate, by=user_as("member", gate.programme, name="Somebody"))
            found[name] = gate.pk
        yield found
        transaction.set_rollback(True)


@pytest.mark.parametrize(("state", "situation", "outcome", "role", "expected"), TABLE)
def test_a_decision_does_what_the_standard_says(gates, state, situation, outcome, role, expected):
    Gate.objects.filter(pk=gates[situation]).update(state=state)
    gate = Gate.objects.get(pk=gates[situation])
    stage = gate.stage.state

    result = attempt(gate, outcome, user_as(role, gate.programme))

    went_through = expected in AFTER.values()
    assert result == expected
    assert (Decision.objects.filter(request__gate=gate).count(), Vote.objects.filter(request__gate=gate).count()) == (
        (1, 1) if went_through else (0, 0)
    )
    if not went_through:
        assert (Gate.objects.get(pk=gate.pk).state, gate.stage.state) == (state, stage)


def test_a_recycle_moves_the_day_and_keeps_both_days(programme):
    gate = make_gate(programme, *MET)
    was, later = gate.due, datetime.date.today() + datetime.timedelta(days=30)
    ask(gate)

    decision = actions.decide(
        gate, outcome="recycle", reason="More.", by=user_as("sponsor", programme), **needs(gate, "recycle")
    )

    assert Gate.objects.get(pk=gate.pk).due == later
    assert decision.facts["new_due"] == {"was": was.isoformat(), "now": later.isoformat()}


def test_a_stop_gives_its_closing_tasks(programme):
    gate = make_gate(programme, *MET)
    ask(gate)

    decision = actions.decide(
        gate, outcome="stop", reason="Enough.", by=user_as("sponsor", programme), **needs(gate, "stop")
    )

    (task,) = programme.tasks.all()
    assert (task.text, task.owner, task.about) == ("Hand the data back", user_as("manager", programme), decision)


@pytest.mark.parametrize("outcome", ["conditional", "hold", "recycle", "stop"])
def test_what_all_who_agree_asked_for_is_put_together(programme, outcome):
    gate = make_gate(programme, *MET, quorum=2)
    ask(gate)
    one, two = user_as("sponsor", programme), user_as("sponsor", programme, name="Second")
    first, second = (datetime.date.today() + datetime.timedelta(days=n) for n in (20, 40))
    owner, verifier = user_as("manager", programme), user_as("consultant", programme)
    wishes = [
        {
            "conditional": {"conditions": [actions.Promise(f"Until {day}", owner, day, verifier)]},
            "hold": {"look_again_on": day},
            "recycle": {"redo": [gate.criteria.all()[place].pk], "due": day},
            "stop": {"tasks": [actions.ClosingTask(f"Until {day}", owner, day)]},
        }[outcome]
        for place, day in enumerate([first, second])
    ]

    actions.decide(gate, outcome=outcome, reason="One.", by=one, **wishes[0])
    decision = actions.decide(gate, outcome=outcome, reason="Two.", by=two, **wishes[1])

    assert {
        "conditional": lambda: [c.due for c in decision.conditions.all()] == [first, second],
        "hold": lambda: decision.look_again_on == first,
        "recycle": lambda: (len(decision.facts["redo"]), Gate.objects.get(pk=gate.pk).due) == (2, second),
        "stop": lambda: programme.tasks.count() == 2,
    }[outcome]()
