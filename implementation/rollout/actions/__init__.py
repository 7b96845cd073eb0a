"""What people do with modules and pilots, one file for each thing they do it to."""

from implementation.rollout.actions.adoption import record_adoption
from implementation.rollout.actions.charter import add_participants, agree_to, put_forward, remove_participant
from implementation.rollout.actions.conclude import conclude_pilot
from implementation.rollout.actions.exit import exit_decided
from implementation.rollout.actions.feedback import (
    answer_feedback,
    give_feedback,
    link_behind,
    make_link,
    withdraw_link,
)
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
    "add_participants",
    "agree_to",
    "answer_feedback",
    "answer_readiness",
    "change_issue",
    "change_measure",
    "change_module",
    "change_pilot",
    "conclude_pilot",
    "exit_decided",
    "extend_pilot",
    "give_feedback",
    "issue_from_feedback",
    "link_behind",
    "make_link",
    "move_module",
    "plan_pilot",
    "put_forward",
    "record_adoption",
    "record_rehearsal",
    "record_value",
    "remove_participant",
    "report_issue",
    "roll_back_pilot",
    "solve_issue",
    "start_pilot",
    "withdraw_link",
]
