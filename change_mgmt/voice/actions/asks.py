import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.voice.models import Ask
from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.actions import add_task

#: Days after the outcome by which customers know it.
TELL_WITHIN = 14
EDIT = "voice.edit_ask"


def add_ask(ask: Ask, *, by: User) -> Ask:
    """Write down what was asked for, as it was said."""
    return actions.create(ask, permission="voice.hear", by=by)


def change_ask(ask: Ask, *, by: User, seen_revision: int | None = None, **fields: Any) -> Ask:
    return actions.change(ask, permission="voice.hear", by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def answer(
    ask: Ask,
    step: str,
    *,
    reason: str,
    by: User,
    seen: str = "",
    owner: User | None = None,
    due: datetime.date | None = None,
    **fields: Any,
) -> Ask:
    """Take it up, finish it or decline it. The reason is what the customer is told; a task is given where somebody is named."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what became of it: this is what the customer is told.")})
    outcome = step in ("finish", "decline")
    tell_by = timezone.localdate() + datetime.timedelta(days=TELL_WITHIN) if outcome else None
    perform(ask, step, by=by, note=reason, seen=seen, reason=reason, tell_by=tell_by, **fields)
    if owner is not None:
        if due is None:
            raise ValidationError({"due": _("Say by when it is to be done.")})
        add_task(ask.programme, text=str(ask), owner=owner, due=due, by=by, about=ask)
    return ask


def tell_back(ask: Ask, *, on: datetime.date, how: str, by: User) -> Ask:
    """Write down that the customers know what became of it."""
    if not by.has_perm("voice.hear", ask):
        raise PermissionDenied
    if not ask.waits_to_be_told:
        raise Refused(_("There is nothing to tell here: it has no outcome yet, or they know it already."))
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come: write it down when they were told.")})
    return actions.change(ask, permission="voice.hear", by=by, verb="told back", told_on=on, told_how=how)
