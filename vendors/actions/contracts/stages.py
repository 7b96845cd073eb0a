"""Stages with a result that the provider answers for: agreed, reported, accepted or not."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from vendors.models import Contract, ContractStage

State = ContractStage.State


def add_stage(stage: ContractStage, *, by: User) -> ContractStage:
    _must_be_open(stage.contract)
    return actions.create(stage, permission="vendors.edit_contract", by=by)


def edit_stage(stage: ContractStage, *, by: User, seen_revision: int | None = None, **fields) -> ContractStage:
    """As long as nothing is reported."""
    _must_be_open(stage.contract)
    if ContractStage.objects.get(pk=stage.pk).state != State.AGREED:
        raise Refused(_("A result was reported: what was agreed stays as it is."))
    return actions.change(stage, permission="vendors.edit_contract", by=by, seen_revision=seen_revision, **fields)


def _must_be_open(contract: Contract) -> None:
    state = Contract.objects.values_list("state", flat=True).get(pk=contract.pk)
    if state in (Contract.State.UNDER_REVIEW, Contract.State.APPROVED):
        raise Refused(_("Terms change only in a draft: the sponsor sends it back first."))
    if state == Contract.State.ENDED:
        raise Refused(_("The contract is over."))


def report_stage(stage: ContractStage, *, measured: Decimal, report: str, by: User) -> ContractStage:
    """What was measured and how, by the provider or by us for it."""
    if not report.strip():
        raise Refused(_("Say how it was measured."))
    kept = {"measured": measured, "report": report.strip(), "reported_by": by, "reported_on": stage.contract.today}
    return perform(stage, "report_result", by=by, note=report, reason="", decided_by=None, decided_on=None, **kept)


@transaction.atomic
def decide_stage(stage: ContractStage, *, accepted: bool, reason: str, by: User) -> ContractStage:
    """Accepted or not, by somebody other than who reported, with the reason."""
    step = "accept" if accepted else "refuse"
    kept = {"reason": reason.strip(), "decided_by": by, "decided_on": stage.contract.today}
    return perform(stage, step, by=by, note=reason, **kept)


def watch_stage(stage: ContractStage) -> bool:
    """Tell once for each day that it has passed without a result. Safe to run at any time."""
    if not stage.is_late or stage.late_told_for == stage.due:
        return False
    actions.change(stage, permission="vendors.edit_contract", by=None, verb="late", late_told_for=stage.due)
    return True
