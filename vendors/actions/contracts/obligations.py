"""What both sides owe: entered, changed, watched."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.roles import INSIDERS, Role
from core.workflow import perform
from implementation.programme.actions import people_on
from vendors.actions.contracts.fulfilments import last_kept, locked, next_owed
from vendors.models import Contract, Obligation

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
    _not_over(obligation.contract)
    _check_owner(obligation.contract, obligation.side, obligation.owner)
    obligation.due = obligation.first_due
    return actions.create(obligation, permission="vendors.edit_obligation", by=by)


@transaction.atomic
def edit_obligation(obligation: Obligation, *, by: User, seen_revision: int | None = None, **fields) -> Obligation:
    """What was kept stays kept: the next day follows from the new first day and rhythm, and whether any is left."""
    fresh = locked(obligation)
    _not_over(fresh.contract)
    _check_owner(fresh.contract, fields.get("side", fresh.side), fields.get("owner", fresh.owner))
    for name, value in fields.items():
        setattr(fresh, name, value)
    following = next_owed(fresh)
    actions.change(
        obligation,
        permission="vendors.edit_obligation",
        by=by,
        seen_revision=seen_revision,
        due=following or last_kept(fresh),
        **fields,
    )
    if obligation.state == State.KEPT and following:
        perform(obligation, "owe_again", by=by)
    elif obligation.state == State.OPEN and not following:
        perform(obligation, "finish", by=by)
    return obligation


def _not_over(contract: Contract) -> None:
    if Contract.objects.get(pk=contract.pk).state == Contract.State.ENDED:
        raise Refused(_("The contract is over."))


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
