from core.roles import EDITORS, INSIDERS, SPONSOR
from implementation.gates import actions
from implementation.gates.models import Criterion
from tests.factories import make_user, user_as
from tests.gates.factories import ask, make_gate, promise


def nothing(programme):
    return {"programme": programme.pk}


def a_gate(programme):
    return nothing(programme) | {"pk": make_gate(programme, ("must", "met")).pk}


def an_asked_gate(programme):
    gate = make_gate(programme, ("must", "met"))
    ask(gate, by=make_manager(programme))
    return nothing(programme) | {"pk": gate.pk}


def make_manager(programme):
    """Someone who is none of the cast, so that each of the cast may act on what this person did."""
    return user_as("manager", programme, name="Another manager")


def a_criterion(programme):
    return nothing(programme) | {"pk": make_gate(programme, ("must", "met")).criteria.get().pk}


def an_unverified_criterion(programme):
    gate = make_gate(programme, ("must", "met"))
    Criterion.objects.filter(gate=gate).update(verified_by=None, judged_by=make_user())
    return nothing(programme) | {"pk": gate.criteria.get().pk}


def _decided(programme):
    gate = make_gate(programme, ("must", "met"))
    ask(gate, by=make_manager(programme))
    sponsor = user_as("sponsor", programme)
    return actions.decide(
        gate, outcome="conditional", reason="Nearly there.", by=sponsor, conditions=[promise(programme)]
    )


def a_decision(programme):
    return nothing(programme) | {"pk": _decided(programme).pk}


def a_condition(programme):
    return nothing(programme) | {"pk": _decided(programme).conditions.get().pk}


PAGES = {
    "gates": (INSIDERS, nothing),
    "gate": (INSIDERS, a_gate),
    "edit_gate": (EDITORS, a_gate),
    "request_decision": (INSIDERS, a_gate),
    "new_criterion": (EDITORS, a_gate),
    "criterion": (INSIDERS, a_criterion),
    "verify_criterion": (INSIDERS, an_unverified_criterion, "post"),
    "edit_criterion": (EDITORS, a_criterion),
    "decision": (INSIDERS, a_decision),
    "confirm_condition": (INSIDERS, a_condition),
}
FORMS = {
    "gate": ({SPONSOR}, an_asked_gate),
    "criterion": (INSIDERS, a_criterion),
}
STEPS = {
    "gates.gate.request": INSIDERS,
    "gates.gate.withdraw": INSIDERS,
    "gates.gate.go": {SPONSOR},
    "gates.gate.go_on_conditions": {SPONSOR},
    "gates.gate.hold": {SPONSOR},
    "gates.gate.recycle": {SPONSOR},
    "gates.gate.stop": {SPONSOR},
    "gates.gate.fulfil": INSIDERS,
    "gates.gate.reopen": {SPONSOR},
    "gates.condition.confirm": INSIDERS,
    "gates.condition.miss": {SPONSOR},
}
