"""Draft the terms, and change them while they are a draft."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from implementation.rollout.models import Module
from vendors.models import Clause, Contract, ContractClause

State = Contract.State


@transaction.atomic
def draft_contract(contract: Contract, *, by: User, modules: Iterable[Module] = ()) -> Contract:
    actions.create(contract, permission="vendors.edit_contract", by=by)
    ContractClause.objects.bulk_create(ContractClause(contract=contract, key=key) for key in Clause)
    _cover(contract, modules, by=by)
    return contract


@transaction.atomic
def edit_contract(
    contract: Contract, *, by: User, seen_revision: int | None = None, modules: Iterable[Module] | None = None, **fields
) -> Contract:
    """Terms change only while it is a draft; what was reviewed stays what it was."""
    only_a_draft(contract)
    changed = actions.change(contract, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)
    if modules is not None:
        _cover(changed, modules, by=by)
    return changed


def only_a_draft(contract: Contract) -> None:
    state = Contract.objects.values_list("state", flat=True).get(pk=contract.pk)
    if state in (State.UNDER_REVIEW, State.APPROVED):
        raise Refused(_("Terms change only in a draft: the sponsor sends it back first."))
    if state != State.DRAFT:
        raise Refused(_("A signed contract is not edited. Enter what was agreed later as a change of the contract."))


def _cover(contract: Contract, modules: Iterable[Module], *, by: User) -> None:
    """Which modules it covers; those of another programme are refused."""
    wanted = list(modules)
    if any(module.programme_id != contract.programme_id for module in wanted):
        raise Refused(_("Choose modules of this programme."))
    before = sorted(module.name for module in contract.modules.all())
    after = sorted(module.name for module in wanted)
    if before == after:
        return
    contract.modules.set(wanted)
    audit.entry(contract, "covered", by=by, before={"modules": before}, after={"modules": after})
