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
    "hold_review",
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
    "unfinished_vision",
    "write_vision",
]
