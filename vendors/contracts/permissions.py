"""Who may read and do what with a contract and its parts."""

from core.access import allow
from core.roles import (
    CONSULTANT,
    EDITORS,
    EXECUTIVE,
    MANAGER,
    MEMBER,
    SPONSOR,
    STEERING,
    VENDOR_CONTACT,
)
from implementation.programme.models import Programme
from vendors.models import Contract, ContractReview, Fulfilment, Obligation


def _contract_of(record):
    """The contract that a record is, or belongs to; None for a programme."""
    while not isinstance(record, Contract | Programme):
        record = record.parent
    return record if isinstance(record, Contract) else None


def reviews_it(user, record) -> bool:
    """Staff who were named to look at the contract; for a programme, at any of its contracts."""
    contract = _contract_of(record)
    own = ContractReview.objects.filter(reviewer=user)
    if contract is None:
        return own.filter(contract__programme_id=record.pk).exists()
    return own.filter(contract=contract).exists()


def is_own_review(user, record) -> bool:
    return record.reviewer_id == user.pk if isinstance(record, ContractReview) else reviews_it(user, record)


def is_served(user, record) -> bool:
    """The vendor's contact sees its own contracts once the customer has approved them, never a draft."""
    contract = _contract_of(record)
    return contract is None or (contract.state in Contract.SHOWN_TO_VENDOR and contract.is_served_by(user))


def owes_it(user, record) -> bool:
    """A vendor's contact: what its side owes and no other contact alone sees to, once the contract is signed."""
    if isinstance(record, Fulfilment):
        record = record.obligation
    if not isinstance(record, Obligation):
        return is_served(user, record)
    if record.side != Obligation.Side.VENDOR or record.owner_id not in (None, user.pk):
        return False
    return is_served(user, record)


def sees_to_it(user, record) -> bool:
    """Whoever an obligation or a step is given to; for a programme, whoever any obligation of our side is given to."""
    if isinstance(record, Programme):
        return Obligation.objects.filter(contract__programme=record, owner=user).exists()
    if isinstance(record, Fulfilment):
        record = record.obligation
    return getattr(record, "owner_id", None) == user.pk


READ = {MEMBER: reviews_it}
allow("vendors.view_contract", STEERING, only={VENDOR_CONTACT: is_served, **READ})
for kind in (
    "contractclause",
    "contractapproval",
    "contractreview",
    "contractversion",
    "contractfee",
    "feetier",
    "indexation",
    "contractchange",
    "contractnotice",
    "exitplan",
    "exitstep",
):
    allow(f"vendors.view_{kind}", STEERING, only=READ)
allow("vendors.view_contractstage", STEERING, only={VENDOR_CONTACT: is_served, **READ})
for kind in ("obligation", "fulfilment"):
    allow(f"vendors.view_{kind}", STEERING, only={VENDOR_CONTACT: owes_it, MEMBER: sees_to_it})

allow("vendors.edit_contract", EDITORS)
allow("vendors.approve_contract", {SPONSOR})
allow("vendors.sign_contract", {MANAGER, SPONSOR})
allow("vendors.answer_review", (), only=dict.fromkeys((*STEERING, MEMBER), is_own_review))
allow("vendors.settle_review", {SPONSOR}, only=dict.fromkeys((MANAGER, CONSULTANT, EXECUTIVE, MEMBER), is_own_review))
allow("vendors.report_stage", EDITORS, only={VENDOR_CONTACT: is_served})
allow("vendors.accept_stage", {MANAGER, SPONSOR})
allow("vendors.edit_obligation", EDITORS)
allow(
    "vendors.keep_obligation",
    EDITORS,
    only={VENDOR_CONTACT: owes_it, **dict.fromkeys((SPONSOR, EXECUTIVE, MEMBER), sees_to_it)},
)
allow("vendors.acknowledge_obligation", EDITORS | {SPONSOR})
allow("vendors.do_exit_step", EDITORS, only=dict.fromkeys((SPONSOR, EXECUTIVE), sees_to_it))
