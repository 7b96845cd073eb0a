"""Draft, review, approve, sign; keep the notice day and remind of it."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.evidence import in_every_language, plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.actions._record import ask, keep, take
from vendors.models import Clause, Contract, ContractApproval, ContractClause, Vendor
from vendors.notice import REMINDERS

State = Contract.State
#: Without these no contract passes the contract review.
REQUIRED = (Clause.SECURITY_POLICY, Clause.SECURITY_MEASURES, Clause.PENALTIES, Clause.EXIT)


@transaction.atomic
def draft_contract(contract: Contract, *, by: User) -> Contract:
    actions.create(contract, permission="vendors.edit_contract", by=by)
    ContractClause.objects.bulk_create(ContractClause(contract=contract, key=key) for key in Clause)
    return contract


def edit_contract(contract: Contract, *, by: User, seen_revision: int | None = None, **fields) -> Contract:
    """Terms change only while it is a draft; what was reviewed stays what it was."""
    only_a_draft(contract)
    return actions.change(contract, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def only_a_draft(contract: Contract) -> None:
    state = Contract.objects.values_list("state", flat=True).get(pk=contract.pk)
    if state in (State.UNDER_REVIEW, State.APPROVED):
        raise Refused(_("Terms change only in a draft: the sponsor sends it back first."))
    if state != State.DRAFT:
        raise Refused(_("A signed contract is not edited. Enter what was agreed later as a contract of its own."))


def clauses_of(contract: Contract) -> dict[str, ContractClause]:
    """Every clause that a contract must settle, in order, with what was noted for this one."""
    noted = {clause.key: clause for clause in contract.clauses.all()}
    return {key: noted.get(key) or ContractClause(contract=contract, key=key) for key in Clause}


def missing_clauses(contract: Contract) -> list[Clause]:
    """Those without which it does not pass the contract review."""
    found = clauses_of(contract)
    return [key for key in REQUIRED if not found[key].present]


@transaction.atomic
def save_clauses(
    contract: Contract, entries: Mapping[str, tuple[bool, str]], *, by: User, seen_revision: int | None = None
) -> Contract:
    """The whole checklist: ``entries`` by clause, each whether it is there and where."""
    ask(by, "vendors.edit_contract", contract)
    fresh = take(contract, seen_revision=seen_revision)
    if fresh.state not in (State.DRAFT, State.SIGNED):
        raise Refused(_("The clauses stay as they are during the review: the sponsor sends the contract back first."))
    clauses = clauses_of(fresh)
    before = _noted(clauses)
    for key, (present, where) in entries.items():
        clause = clauses[key]
        clause.present, clause.where = present, where.strip()
        clause.full_clean(validate_unique=False, validate_constraints=False)
        clause.save()
    keep(fresh, "clauses noted", by=by, before=before, after=_noted(clauses))
    return fresh


def _noted(clauses: Mapping[str, ContractClause]) -> dict[str, str]:
    return {str(key): clause.where if clause.present else "" for key, clause in clauses.items()}


def submit_contract(contract: Contract, *, by: User, note: str = "") -> Contract:
    return perform(contract, "submit", by=by, note=note, submitted_by=by)


@transaction.atomic
def approve_contract(contract: Contract, *, reason: str, by: User) -> ContractApproval:
    """Keep the approval with the terms and clauses of this moment. Who submitted it does not approve."""
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    perform(contract, "approve", by=by, note=reason)
    record = ContractApproval(
        contract=contract, reason=reason, facts=facts_of(contract), **signature(contract.programme, by)
    )
    return actions.create(record, permission="vendors.approve_contract", by=by, note=reason)


def facts_of(contract: Contract) -> dict:
    """The terms as plain values."""
    return plain(
        {
            "name": contract.name,
            "number": contract.number,
            "vendor": contract.vendor.name,
            "starts_on": contract.starts_on,
            "first_term_months": contract.first_term_months,
            "first_term_end": contract.first_term_end,
            "renewal_months": contract.renewal_months,
            "notice_months": contract.notice_months,
            "notice_days": contract.notice_days,
            "notice_by": contract.notice_by,
            "monthly_fee": contract.monthly_fee,
            "currency": contract.currency,
            "time_zone": contract.time_zone,
            "clauses": [
                {"key": key, "title": in_every_language(Clause(key).label), "present": c.present, "where": c.where}
                for key, c in clauses_of(contract).items()
            ],
        }
    )


@transaction.atomic
def sign_contract(contract: Contract, *, signed_on: datetime.date, by: User, note: str = "") -> Contract:
    """Record when it was signed; its vendor is under contract from then on."""
    if signed_on > contract.today:
        raise Refused(_("This day is still to come. Record the signature once it is there."))
    perform(contract, "sign", by=by, note=note, signed_on=signed_on)
    vendor = Vendor.objects.get(pk=contract.vendor_id)
    if vendor.state == Vendor.State.CHOSEN:
        perform(vendor, "engage", by=by)
    return contract


def roll_notice_day(contract: Contract) -> Contract:
    """Bring ``notice_by`` up to date: once it has passed unused, the contract rolls on. Safe to run at any time."""
    day = contract.next_notice_day()
    if day == contract.notice_by:
        return contract
    return actions.change(
        contract, permission="vendors.edit_contract", by=None, verb="rolled on", notice_by=day, reminded=None
    )


def remind_of_notice(contract: Contract) -> int | None:
    """Tell the managers 90, 60, 30 and 7 days before; each once, the latest one only after a gap. Days told, or None."""
    if contract.state != State.SIGNED or contract.notice_by is None:
        return None
    left = (contract.notice_by - contract.today).days
    due = min((days for days in REMINDERS if 0 <= left <= days), default=None)
    if due is None or (contract.reminded is not None and contract.reminded <= due):
        return None
    actions.change(contract, permission="vendors.edit_contract", by=None, verb="reminded", reminded=due)
    return due
