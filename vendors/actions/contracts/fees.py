"""What is paid: fees in a draft, their quantities at any time, how they rise."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from vendors import fees
from vendors.actions._record import ask, keep, take
from vendors.actions.contracts.terms import only_a_draft
from vendors.models import Contract, ContractFee, FeeTier, Indexation

Tiers = Iterable[tuple[Decimal, Decimal]]


def _sound(kind: str, tiers: Tiers) -> list[fees.Tier]:
    """The tiers of a tiered fee, checked; none for any other kind."""
    if kind != ContractFee.Kind.TIERED:
        return []
    found = [fees.Tier(lower, price) for lower, price in tiers]
    faults = fees.tier_faults(found)
    if fees.TierFault.NONE in faults:
        raise ValidationError(_("Enter the tiers: from how many users on which price holds."))
    if fees.TierFault.NOT_FROM_NOTHING in faults:
        raise ValidationError(_("The first tier begins at 0, so that no number of users is left without a price."))
    if fees.TierFault.TWICE in faults:
        raise ValidationError(_("Two tiers begin at the same number: each begins where the one before it ends."))
    if faults:
        raise ValidationError(_("Neither a number nor a price is below 0."))
    return sorted(found, key=lambda tier: tier.lower)


@transaction.atomic
def add_fee(fee: ContractFee, *, by: User, tiers: Tiers = ()) -> ContractFee:
    only_a_draft(fee.contract)
    table = _sound(fee.kind, tiers)
    actions.create(fee, permission="vendors.edit_contract", by=by)
    _set_tiers(fee, table, by=by)
    return fee


@transaction.atomic
def edit_fee(
    fee: ContractFee, *, by: User, tiers: Tiers = (), seen_revision: int | None = None, **fields
) -> ContractFee:
    only_a_draft(fee.contract)
    table = _sound(fields.get("kind", fee.kind), tiers)
    changed = actions.change(fee, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)
    _set_tiers(changed, table, by=by)
    return changed


def _set_tiers(fee: ContractFee, table: list[fees.Tier], *, by: User) -> None:
    before = [f"{tier.lower.normalize():f}: {tier.price.normalize():f}" for tier in fee.tiers.all()]
    after = [f"{tier.lower.normalize():f}: {tier.price.normalize():f}" for tier in table]
    if before == after:
        return
    fee.tiers.all().delete()
    for tier in table:
        row = FeeTier(fee=fee, lower=tier.lower, price=tier.price)
        row.full_clean()
        row.save()
    fresh = take(fee)
    keep(fresh, "tiers set", by=by, before={"tiers": before}, after={"tiers": after})


def remove_fee(fee: ContractFee, *, by: User) -> None:
    ask(by, "vendors.edit_contract", fee)
    only_a_draft(fee.contract)
    actions.remove(fee, permission="vendors.edit_contract", by=by)


def change_quantity(fee: ContractFee, *, quantity: Decimal, by: User, seen_revision: int | None = None) -> ContractFee:
    """How many users or units are expected: no term of the contract, so it may change while it runs."""
    if fee.kind not in ContractFee.COUNTED:
        raise Refused(_("This fee does not follow a number."))
    if Contract.objects.get(pk=fee.contract_id).state == Contract.State.ENDED:
        raise Refused(_("The contract is over."))
    return actions.change(
        fee, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, quantity=quantity
    )


def save_indexation(indexation: Indexation, *, by: User, seen_revision: int | None = None, **fields) -> Indexation:
    """How fees rise is a term; later values of the index are entered while the contract runs."""
    audit.lock(indexation.scope_key)
    contract = Contract.objects.get(pk=indexation.contract_id)
    if contract.state != Contract.State.DRAFT:
        _only_values(indexation, contract, fields)
    if indexation.pk is None:
        return actions.create(indexation, permission="vendors.edit_contract", by=by)
    return actions.change(indexation, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def _only_values(indexation: Indexation, contract: Contract, fields: dict) -> None:
    known = Indexation.objects.filter(pk=indexation.pk).first()
    others = [name for name in fields if name != "series"]
    same = known is not None and all(getattr(known, name) == fields[name] for name in others)
    if not same or contract.state != Contract.State.SIGNED:
        only_a_draft(contract)


def drop_indexation(indexation: Indexation, *, by: User) -> None:
    ask(by, "vendors.edit_contract", indexation)
    only_a_draft(indexation.contract)
    actions.remove(indexation, permission="vendors.edit_contract", by=by)
