"""The pages of gates, one file for each thing that they are about."""

from implementation.gates.views.approvers import approvers, delegations
from implementation.gates.views.choosing import abstain
from implementation.gates.views.criteria import (
    criteria,
    edit_criterion,
    move_criterion,
    new_criterion,
    put_back_criterion,
    remove_criterion,
)
from implementation.gates.views.criterion import add_link, criterion, remove_link, verify
from implementation.gates.views.decisions import confirm_condition, decision, decision_pdf
from implementation.gates.views.gate import edit_gate, gate, gates
from implementation.gates.views.requests import request_decision

__all__ = [
    "abstain",
    "add_link",
    "approvers",
    "confirm_condition",
    "criteria",
    "criterion",
    "decision",
    "decision_pdf",
    "delegations",
    "edit_criterion",
    "edit_gate",
    "gate",
    "gates",
    "move_criterion",
    "new_criterion",
    "put_back_criterion",
    "remove_criterion",
    "remove_link",
    "request_decision",
    "verify",
]
