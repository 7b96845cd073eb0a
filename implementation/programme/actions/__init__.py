"""What people do with a programme, one file for each thing they do it to."""

from implementation.programme.actions.acceptance import (
    Promise,
    accept_with_conditions,
    confirm_acceptance_condition,
    expire_acceptance_conditions,
    review,
    send_back,
)
from implementation.programme.actions.calendars import calendar_of, open_calendar, renew_calendar, withdraw_calendar
from implementation.programme.actions.deliverables import submit_deliverable
from implementation.programme.actions.due import add_deliverable, change_deliverable, name_reviewers
from implementation.programme.actions.people import (
    INVITATION_DAYS,
    accept_invitation,
    invite,
    open_invitation,
    people_on,
    withdraw_invitation,
)
from implementation.programme.actions.reminders import remind_of_tasks
from implementation.programme.actions.rules import apply_rules, change_rule, move_rule, remove_rule, save_rule
from implementation.programme.actions.start import lay_path, may_start, organisations_of, start_programme
from implementation.programme.actions.tasks import add_task, change_task, save_task

__all__ = [
    "INVITATION_DAYS",
    "Promise",
    "accept_invitation",
    "accept_with_conditions",
    "add_deliverable",
    "add_task",
    "apply_rules",
    "calendar_of",
    "change_deliverable",
    "change_rule",
    "change_task",
    "confirm_acceptance_condition",
    "expire_acceptance_conditions",
    "invite",
    "lay_path",
    "may_start",
    "move_rule",
    "name_reviewers",
    "open_calendar",
    "open_invitation",
    "organisations_of",
    "people_on",
    "remind_of_tasks",
    "remove_rule",
    "renew_calendar",
    "review",
    "save_rule",
    "save_task",
    "send_back",
    "start_programme",
    "submit_deliverable",
    "withdraw_calendar",
    "withdraw_invitation",
]
