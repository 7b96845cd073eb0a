"""What people do with a business case, by noun."""

from implementation.business_case.actions.bringing import bring_in
from implementation.business_case.actions.lines import MOST_LINES, Entry, add_line, change_line, remove_line, save_lines
from implementation.business_case.actions.offered import take_offer
from implementation.business_case.actions.scenarios import (
    add_scenario,
    change_scenario,
    choose,
    hand_over,
    remove_scenario,
)
from implementation.business_case.actions.undoing import difference, undo
from implementation.business_case.actions.versions import (
    confirm,
    confirmed_case,
    current_case,
    start_version,
    submit,
    unfinished_case,
)

__all__ = [
    "MOST_LINES",
    "Entry",
    "add_line",
    "add_scenario",
    "bring_in",
    "change_line",
    "change_scenario",
    "choose",
    "confirm",
    "confirmed_case",
    "current_case",
    "difference",
    "hand_over",
    "remove_line",
    "remove_scenario",
    "save_lines",
    "start_version",
    "submit",
    "take_offer",
    "undo",
    "unfinished_case",
]
