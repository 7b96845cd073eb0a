"""What people do with modules and pilots, one file for each thing they do it to."""

from implementation.rollout.actions.adoption import record_adoption
from implementation.rollout.actions.charter import add_participants, agree_to, put_forward, remove_participant
from implementation.rollout.actions.conclude import conclude_pilot
from implementation.rollout.actions.exit import exit_decided
from implementation.rollout.actions.feedback import answer_feedback, give_feedback, link_behind, make_link, withdraw_link
from implementation.rollout.actions.issues import change_issue, issue_from_feedback, report_issue, solve_issue
from implementation.rollout.actions.measures import (
    add_measure,
    change_measure,
    record_rehearsal,
    record_value,
)
from implementation.rollout.actions.modules import add_module, change_module, move_module
from implementation.rollout.actions.pilots import change_pilot, extend_pilot, plan_pilot, roll_back_pilot, start_pilot
from implementation.rollout.actions.readiness import answer_readiness

__all__ = [
    "add_measure",
    "add_module",
    "change_measure",
    "change_pilot",
    "exit_decided",
    "extend_pilot",
    "plan_pilot",
    "record_adoption",
    "record_rehearsal",
    "record_value",
    "roll_back_pilot",
    "start_pilot",
    "add_participants",
    "agree_to",
    "put_forward",
    "remove_participant",
    "conclude_pilot",
    "answer_feedback",
    "give_feedback",
    "link_behind",
    "make_link",
    "withdraw_link",
    "change_issue",
    "issue_from_feedback",
    "report_issue",
    "solve_issue",
    "change_module",
    "move_module",
    "answer_readiness",
]
