"""What people do at a gate, one file for each thing they do it to."""

from implementation.gates.actions.approvers import delegate, name_approvers
from implementation.gates.actions.choices import ClosingTask, Promise
from implementation.gates.actions.conditions import confirm_condition, expire_conditions
from implementation.gates.actions.criteria import (
    add_criterion,
    edit_criterion,
    move_criterion,
    put_back_criterion,
    remove_criterion,
)
from implementation.gates.actions.effects import STEPS, advance
from implementation.gates.actions.judging import add_link, judge, remove_link, verify
from implementation.gates.actions.requests import open_request, request_decision
from implementation.gates.actions.setup import edit_gate, keep_still, set_up_gate
from implementation.gates.actions.votes import WARN_AT_RECYCLE, abstain, decide

__all__ = [
    "STEPS",
    "WARN_AT_RECYCLE",
    "ClosingTask",
    "Promise",
    "abstain",
    "add_criterion",
    "add_link",
    "advance",
    "confirm_condition",
    "decide",
    "delegate",
    "edit_criterion",
    "edit_gate",
    "expire_conditions",
    "judge",
    "keep_still",
    "move_criterion",
    "name_approvers",
    "open_request",
    "put_back_criterion",
    "remove_criterion",
    "remove_link",
    "request_decision",
    "set_up_gate",
    "verify",
]
