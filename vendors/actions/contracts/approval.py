"""Submit, approve with the facts of the moment, sign."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.evidence import in_every_language, plain, words_of
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature
from vendors.actions.contracts.clauses import clauses_of
from vendors.actions.contracts.reviews import begin_round
from vendors.models import Clause, Contract, ContractApproval, ContractVersion, Vendor


@transaction.atomic
def submit_contract(contract: Contract, *, by: User, note: str = "") -> Contract:
    """A new round of the review begins; who looked at it in the last one looks again."""
    number = contract.review_round + 1
    perform(contract, "submit", by=by, note=note, submitted_by=by, review_round=number)
    begin_round(contract, by=by)
    return contract


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


def facts_of(contract: Contract) -> dict[str, Any]:
    """Terms, fees, clauses, stages and reviews as plain values."""
    versions = list(contract.versions.all()[:1])
    return plain(
        {
            "name": contract.name,
            "number": contract.number,
            "vendor": contract.vendor.name,
            "services": contract.service_list,
            "modules": sorted(module.name for module in contract.modules.all()),
            "starts_on": contract.starts_on,
            "first_term_months": contract.first_term_months,
            "first_term_end": contract.first_term_end,
            "renewal": contract.renewal,
            "renewal_words": words_of(contract, "renewal"),
            "renewal_months": contract.renewal_months,
            "options": contract.options,
            "notice_months": contract.notice_months,
            "notice_days": contract.notice_days,
            "notice_by": contract.notice_by,
            "monthly_fee": contract.monthly_fee,
            "fees": [_fee(fee) for fee in contract.fees.prefetch_related("tiers")],
            "currency": contract.currency,
            "time_zone": contract.time_zone,
            "version": {"number": versions[0].number, "name": versions[0].name, "sha256": versions[0].sha256}
            if versions
            else None,
            "clauses": [
                {"key": key, "title": in_every_language(Clause(key).label), "present": c.present, "where": c.where}
                for key, c in clauses_of(contract).items()
            ],
            "stages": [
                {
                    "name": stage.name,
                    "due": stage.due,
                    "measure": stage.measure,
                    "direction": words_of(stage, "direction"),
                    "target": stage.target,
                    "unit": stage.unit,
                    "payment": stage.payment,
                }
                for stage in contract.stages.all()
            ],
            "reviews": [
                {
                    "field": words_of(review, "field"),
                    "reviewer": review.reviewer.name,
                    "answer": words_of(review, "state"),
                    "remark": review.remark,
                    "settlement": review.settlement,
                    "version": review.version.number if review.version else None,
                    "at": review.answered_at,
                }
                for review in contract.current_reviews.select_related("reviewer", "version")
            ],
        }
    )


def _fee(fee) -> dict[str, Any]:
    return {
        "name": fee.name,
        "kind": fee.kind,
        "words": words_of(fee, "kind"),
        "price": fee.price,
        "quantity": fee.quantity,
        "unit": fee.unit,
        "included": fee.included,
        "reading": fee.reading,
        "indexed": fee.indexed,
        "tiers": [[tier.lower, tier.price] for tier in fee.tiers.all()],
    }


@transaction.atomic
def sign_contract(
    contract: Contract, *, signed_on: datetime.date, by: User, note: str = "", version: ContractVersion | None = None
) -> Contract:
    """Record when it was signed, and which paper; its vendor is under contract from then on."""
    if signed_on > contract.today:
        raise Refused(_("This day is still to come. Record the signature once it is there."))
    if version is not None and version.contract_id != contract.pk:
        raise Refused(_("Choose a version of this contract."))
    perform(contract, "sign", by=by, note=note, signed_on=signed_on)
    if version is not None:
        actions.change(version, permission="vendors.sign_contract", by=by, verb="signed", is_signed=True)
    vendor = Vendor.objects.get(pk=contract.vendor_id)
    if vendor.state == Vendor.State.CHOSEN:
        perform(vendor, "engage", by=by)
    return contract
