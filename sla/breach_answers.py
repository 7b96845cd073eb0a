"""What the provider says to a breach: seen, explained, and what it will do about it; and what happens when it says nothing."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from core import actions
from core.models import User
from core.workflow import perform
from sla.models import Agreement, Breach, Remedy


@dataclass(frozen=True)
class Promise:
    """What somebody at the provider will do by a day."""

    what: str
    owner: str
    due: datetime.date


def acknowledge(breach: Breach, *, by: User, note: str = "", seen: str = "") -> Breach:
    """The provider has seen it; the day of the answer stays the one that the agreement sets."""
    return perform(breach, "acknowledge", by=by, note=note, seen=seen, acknowledged_by=by)


@transaction.atomic
def explain(
    breach: Breach,
    *,
    explanation: str,
    by: User,
    remedy: str = "",
    prevention: str = "",
    promises: Sequence[Promise] = (),
    seen: str = "",
) -> Breach:
    """The vendor, or an editor on its behalf, says what happened, what was done, and what will be done by when."""
    done = perform(
        breach,
        "explain",
        by=by,
        note=explanation,
        seen=seen,
        explanation=explanation,
        remedy=remedy,
        prevention=prevention,
        explained_by=by,
        explained_at=timezone.now(),
    )
    for promise in promises:
        row = Remedy(breach=done, what=promise.what, owner=promise.owner, due=promise.due)
        actions.create(row, permission="sla.answer_breach", by=by)
    return done


def escalate_overdue(today: datetime.date | None = None) -> int:
    """Breaches whose answer is overdue are taken to those above, once for each term. Safe to run at any time."""
    today = today or timezone.localdate()
    late = Breach.objects.filter(
        state__in=Breach.UNANSWERED,
        answer_by__lt=today,
        escalated_on=None,
        objective__agreement__state=Agreement.State.IN_FORCE,
    )
    count = 0
    for breach in late.select_related("objective__agreement__contract__vendor", "objective__agreement__programme"):
        actions.change(breach, permission="sla.by_itself", by=None, verb="escalated", escalated_on=today)
        count += 1
    return count
