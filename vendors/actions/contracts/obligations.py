"""What both sides owe: entered, kept with evidence, acknowledged, watched."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.roles import INSIDERS, Role
from core.workflow import perform
from implementation.programme.actions import people_on
from vendors.actions._record import ask
from vendors.models import Contract, Fulfilment, Obligation

State = Obligation.State
REMIND = datetime.timedelta(days=7)


def people_for(contract: Contract, side: str):
    """Who may see to it: insiders on our side, the contacts of the vendor on theirs."""
    if side == Obligation.Side.VENDOR:
        return people_on(contract.programme, Role.VENDOR_CONTACT).filter(vendors_served=contract.vendor_id)
    return people_on(contract.programme, *INSIDERS)


def _check_owner(contract: Contract, side: str, owner: User | None) -> None:
    if owner is not None and not people_for(contract, side).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose somebody of the side that owes it.")})


def add_obligation(obligation: Obligation, *, by: User) -> Obligation:
    _check_owner(obligation.contract, obligation.side, obligation.owner)
    obligation.due = obligation.first_due
    return actions.create(obligation, permission="vendors.edit_obligation", by=by)


@transaction.atomic
def edit_obligation(obligation: Obligation, *, by: User, seen_revision: int | None = None, **fields) -> Obligation:
    """What was kept stays kept: the next day follows from the new first day and rhythm."""
    audit.lock(obligation.scope_key)
    fresh = Obligation.objects.select_related("contract__programme").get(pk=obligation.pk)
    _check_owner(fresh.contract, fields.get("side", fresh.side), fields.get("owner", fresh.owner))
    for name, value in fields.items():
        setattr(fresh, name, value)
    last = fresh.fulfilments.exclude(state=Fulfilment.State.REFUSED).first()
    due = fresh.due_after(last.due) if last else fresh.first_due
    return actions.change(
        obligation,
        permission="vendors.edit_obligation",
        by=by,
        seen_revision=seen_revision,
        due=due or fresh.due,
        **fields,
    )


@transaction.atomic
def keep_obligation(obligation: Obligation, *, done_on: datetime.date, evidence: str, by: User) -> Fulfilment:
    """Mark it as done for the day it is due, with what shows it; what the vendor owes, our side acknowledges."""
    if not evidence.strip():
        raise Refused(_("Say what shows that it was done."))
    ask(by, "vendors.keep_obligation", obligation)
    audit.lock(obligation.scope_key)
    fresh = Obligation.objects.select_related("contract__programme__organisation").get(pk=obligation.pk)
    if fresh.contract.state != Contract.State.SIGNED:
        raise Refused(_("The contract is not in force: nothing is owed under it."))
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
    """On to the next day, or done with."""
    following = obligation.due_after(obligation.due)
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


def watch_obligation(obligation: Obligation) -> bool:
    """Remind its owner a week before, tell the managers once it is overdue; each once for a day. Safe to run at any time."""
    if obligation.is_late:
        verb, field = "late", "late_told_for"
    elif obligation.due - REMIND <= obligation.contract.today:
        verb, field = "reminded", "reminded_for"
    else:
        return False
    if getattr(obligation, field) == obligation.due:
        return False
    actions.change(obligation, permission="vendors.edit_obligation", by=None, verb=verb, **{field: obligation.due})
    return True
