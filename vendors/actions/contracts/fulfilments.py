"""An obligation kept day by day: with what shows it, acknowledged or owed again."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.actions._record import ask
from vendors.models import Contract, Fulfilment, Obligation

State = Obligation.State


def locked(obligation: Obligation) -> Obligation:
    audit.lock(obligation.scope_key)
    return Obligation.objects.select_related("contract__programme__organisation").get(pk=obligation.pk)


def next_owed(obligation: Obligation) -> datetime.date | None:
    """The earliest day that was not accepted and not kept since, else the one after the last that was kept."""
    answers = obligation.fulfilments.values_list("due", "state")
    kept = {due for due, state in answers if state != Fulfilment.State.REFUSED}
    owed_still = {due for due, _state in answers} - kept
    if owed_still:
        return min(owed_still)
    return obligation.due_after(max(kept)) if kept else obligation.first_due


def last_kept(obligation: Obligation) -> datetime.date:
    kept = obligation.fulfilments.exclude(state=Fulfilment.State.REFUSED)
    return kept.aggregate(last=Max("due"))["last"]


@transaction.atomic
def keep_obligation(
    obligation: Obligation, *, done_on: datetime.date, evidence: str, by: User, seen_due: datetime.date | None = None
) -> Fulfilment:
    """Mark it as done for the day it is due, with what shows it; what the vendor owes, our side acknowledges.

    ``seen_due`` is the day that the person's page showed: a second press does not keep the next day too.
    """
    if not evidence.strip():
        raise Refused(_("Say what shows that it was done."))
    ask(by, "vendors.keep_obligation", obligation)
    fresh = locked(obligation)
    if fresh.contract.state != Contract.State.SIGNED:
        raise Refused(_("The contract is not in force: nothing is owed under it."))
    if seen_due is not None and seen_due != fresh.due:
        raise Refused(_("Somebody else was first: this is marked as done already."))
    if fresh.state != State.OPEN:
        raise Refused(_("Nothing is owed here any more."))
    if done_on > fresh.contract.today:
        raise Refused(_("This day is still to come. Mark it as done once it is."))
    ours = fresh.side == Obligation.Side.OURS
    kept = Fulfilment(
        obligation=fresh,
        due=fresh.due,
        done_on=done_on,
        evidence=evidence.strip(),
        by=by,
        state=Fulfilment.State.KEPT if ours else Fulfilment.State.CLAIMED,
    )
    actions.create(kept, permission="vendors.keep_obligation", by=by)
    _go_on(fresh, by=by)
    obligation.__dict__.update(fresh.__dict__)
    return kept


def _go_on(obligation: Obligation, *, by: User) -> None:
    """On to the next day that is owed, or done with."""
    following = next_owed(obligation)
    if following is None:
        perform(obligation, "finish", by=by)
        return
    actions.change(obligation, permission="vendors.keep_obligation", by=by, verb="moved on", due=following)


@transaction.atomic
def answer_fulfilment(kept: Fulfilment, *, accepted: bool, answer: str = "", by: User) -> Fulfilment:
    """Acknowledge what was done, or not, with the reason: then it is owed again for that day."""
    if accepted:
        return perform(kept, "acknowledge", by=by, note=answer, answer=answer.strip()[:300])
    perform(kept, "refuse", by=by, note=answer, answer=answer.strip()[:300])
    obligation = Obligation.objects.get(pk=kept.obligation_id)
    if obligation.state == State.KEPT:
        perform(obligation, "owe_again", by=by)
    if kept.due < obligation.due:
        fields = {"due": kept.due, "late_told_for": None, "reminded_for": None}
        actions.change(obligation, permission="vendors.acknowledge_obligation", by=by, verb="moved back", **fields)
    return kept
