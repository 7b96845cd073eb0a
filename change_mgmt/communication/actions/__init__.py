from change_mgmt.communication.actions.going_live import prepare_notice
from change_mgmt.communication.actions.plan import (
    ask_reader,
    begin_plan,
    change_message,
    hold_message,
    plan_message,
    plan_messages,
    write_text,
)
from change_mgmt.communication.actions.reading import acknowledge, delivery_behind, own_delivery, was_opened
from change_mgmt.communication.actions.sending import (
    next_reminder,
    remind,
    send_again,
    send_message,
    settle_sending,
    settle_sendings,
)
from change_mgmt.communication.actions.warnings import warn_of_overdue

__all__ = [
    "acknowledge",
    "ask_reader",
    "begin_plan",
    "change_message",
    "delivery_behind",
    "hold_message",
    "next_reminder",
    "own_delivery",
    "plan_message",
    "plan_messages",
    "prepare_notice",
    "remind",
    "send_again",
    "send_message",
    "settle_sending",
    "settle_sendings",
    "warn_of_overdue",
    "was_opened",
    "write_text",
]
