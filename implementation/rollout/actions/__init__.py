"""What people do with modules and pilots, one file for each thing they do it to."""

from implementation.rollout.actions.adoption import record_adoption
from implementation.rollout.actions.exit import exit_decided
from implementation.rollout.actions.measures import (
    add_measure,
    change_measure,
    record_rehearsal,
    record_value,
)
from implementation.rollout.actions.modules import add_module
from implementation.rollout.actions.pilots import change_pilot, extend_pilot, plan_pilot, roll_back_pilot, start_pilot

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
]
