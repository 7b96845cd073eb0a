from core.roles import EDITORS, INSIDERS, SPONSOR
from implementation.gates import actions
from implementation.gates.models import Criterion, CriterionLink
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


def a_request_to_abstain_from(programme):
    user_as("sponsor", programme)
    return an_asked_gate(programme)


def a_removed_criterion(programme):
    gate = make_gate(programme, ("must", "met"), ("should", "met"))
    criterion = gate.criteria.first()
    actions.remove_criterion(criterion, by=make_manager(programme))
    return nothing(programme) | {"pk": criterion.pk}


def a_link(programme):
    criterion = make_gate(programme, ("must", "met")).criteria.get()
    link = CriterionLink(criterion=criterion, title="Minutes", url="https://example.org/minutes", by=make_user())
    link.save()
    return nothing(programme) | {"pk": link.pk}


PAGES = {
    "gates": (INSIDERS, nothing),
    "delegations": (INSIDERS, nothing),
    "gate": (INSIDERS, a_gate),
    "edit_gate": (EDITORS, a_gate),
    "approvers": (EDITORS, a_gate),
    "request_decision": (INSIDERS, a_gate),
    "abstain": ({SPONSOR}, a_request_to_abstain_from, "post"),
    "criteria": (INSIDERS, a_gate),
    "new_criterion": (EDITORS, a_gate),
    "criterion": (INSIDERS, a_criterion),
    "verify_criterion": (INSIDERS, an_unverified_criterion, "post"),
    "edit_criterion": (EDITORS, a_criterion),
    "move_criterion": (EDITORS, a_criterion, "post"),
    "remove_criterion": (EDITORS, a_criterion),
    "put_back_criterion": (EDITORS, a_removed_criterion, "post"),
    "add_link": (INSIDERS, a_criterion, "post"),
    "remove_link": (INSIDERS, a_link, "post"),
    "decision": (INSIDERS, a_decision),
    "decision_pdf": (INSIDERS, a_decision),
    "confirm_condition": (INSIDERS, a_condition),
}
FORMS = {
    "delegations": ({SPONSOR}, nothing),
    "gate": ({SPONSOR}, an_asked_gate),
    "criterion": (INSIDERS, a_criterion),
}
#: A sponsor, or whoever a sponsor has named to choose in their place.
VOTERS = INSIDERS
STEPS = {
    "gates.gate.request": INSIDERS,
    "gates.gate.withdraw": INSIDERS,
    "gates.gate.send_back": {SPONSOR},
    "gates.gate.go": VOTERS,
    "gates.gate.go_on_conditions": VOTERS,
    "gates.gate.hold": VOTERS,
    "gates.gate.recycle": VOTERS,
    "gates.gate.stop": VOTERS,
    "gates.gate.fulfil": INSIDERS,
    "gates.gate.reopen": {SPONSOR},
    "gates.condition.confirm": INSIDERS,
    "gates.condition.miss": {SPONSOR},
    "gates.delegation.revoke": {SPONSOR},
}
