from implementation.goals.actions.files import discard_file, look_again, look_at_file, take_in, undo_file
from implementation.goals.actions.measuring import measure, record_everywhere, record_from_source, take_from_records
from implementation.goals.actions.reminding import remind_by_itself, remind_signatories
from implementation.goals.actions.reviewing import DAYS, Found, hold_review, plan_everywhere, plan_reviews
from implementation.goals.actions.vision import (
    current_vision,
    open_vision,
    sign_vision,
    unfinished_vision,
    write_vision,
)

__all__ = [
    "DAYS",
    "Found",
    "current_vision",
    "discard_file",
    "hold_review",
    "look_again",
    "look_at_file",
    "measure",
    "open_vision",
    "plan_everywhere",
    "plan_reviews",
    "record_everywhere",
    "record_from_source",
    "remind_by_itself",
    "remind_signatories",
    "sign_vision",
    "take_from_records",
    "take_in",
    "undo_file",
    "unfinished_vision",
    "write_vision",
]
