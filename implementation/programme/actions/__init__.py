"""What people do with a programme, one file for each thing they do it to."""

from implementation.programme.actions.deliverables import submit_deliverable
from implementation.programme.actions.people import (
    INVITATION_DAYS,
    accept_invitation,
    invite,
    open_invitation,
    people_on,
    token_hash,
    withdraw_invitation,
)
from implementation.programme.actions.start import lay_path, may_start, organisations_of, start_programme
from implementation.programme.actions.tasks import add_task, change_task, save_task

__all__ = [
    "INVITATION_DAYS",
    "accept_invitation",
    "add_task",
    "change_task",
    "invite",
    "lay_path",
    "may_start",
    "open_invitation",
    "organisations_of",
    "save_task",
    "people_on",
    "start_programme",
    "submit_deliverable",
    "token_hash",
    "withdraw_invitation",
]
