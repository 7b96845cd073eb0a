"""Amendments and change orders: entered, asked for, decided."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.models import Contract, ContractChange

State = ContractChange.State


@transaction.atomic
def add_change(change: ContractChange, *, by: User) -> ContractChange:
    audit.lock(change.scope_key)
    if Contract.objects.get(pk=change.contract_id).state != Contract.State.SIGNED:
        raise Refused(_("The contract is not signed: enter this in its terms."))
    last = ContractChange.objects.filter(contract=change.contract_id).aggregate(last=Max("number"))["last"] or 0
    change.number = last + 1
    return actions.create(change, permission="vendors.edit_contract", by=by)


def edit_change(change: ContractChange, *, by: User, seen_revision: int | None = None, **fields) -> ContractChange:
    if ContractChange.objects.get(pk=change.pk).state != State.DRAFT:
        raise Refused(_("It waits for approval or is decided: take it back before you change it."))
    return actions.change(change, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def ask_for_change(change: ContractChange, *, by: User, note: str = "") -> ContractChange:
    """Who asks does not approve."""
    return perform(change, "ask", by=by, note=note, asked_by=by)


def decide_change(change: ContractChange, *, approved: bool, reason: str, by: User) -> ContractChange:
    step = "approve" if approved else "refuse"
    return perform(change, step, by=by, note=reason, decided_by=by, decided_on=change.contract.today)
