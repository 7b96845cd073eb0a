"""A complete month below its target: the breach, its risk, its credit, and what becomes of them."""

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from sla.breach_answers import explain as explain
from sla.breach_risk import put_on_risk
from sla.models import Agreement, Breach, Credit, MonthlyResult, Objective
from sla.reckoning import last_day_to_claim, reckon, worth_of


def is_missed(result: MonthlyResult | None) -> bool:
    return result is not None and result.attained is False and not result.provisional


def judge(objective: Objective, months: set[datetime.date]) -> None:
    """Hold the results of these months against what is on record as a breach."""
    if objective.agreement.state != Agreement.State.IN_FORCE:
        return
    results = {result.month: result for result in objective.results.filter(month__in=months)}
    known = {breach.month: breach for breach in objective.breaches.filter(month__in=months).select_related("credit")}
    for month in sorted(months):
        result, breach = results.get(month), known.get(month)
        if breach is None:
            if is_missed(result):
                raise_breach(objective, result)
        elif is_missed(result):
            _remeasure(breach, result)
        elif not breach.lifted:
            _lift(breach)


@transaction.atomic
def raise_breach(objective: Objective, result: MonthlyResult) -> Breach:
    """Put the breach on record with its risk and its credit."""
    breach = Breach(objective=objective, month=result.month, measured=result.adjusted, target=result.target)
    breach.set_term()
    put_on_risk(breach)
    actions.create(breach, permission="sla.by_itself", by=None, verb="raised")
    agreement = objective.agreement
    credit = Credit(breach=breach, claim_by=last_day_to_claim(breach.month, agreement.claim_days))
    for name, value in worth_of(credit, []).items():
        setattr(credit, name, value)
    actions.create(credit, permission="sla.by_itself", by=None, verb="computed")
    return breach


def _remeasure(breach: Breach, result: MonthlyResult) -> None:
    """Later measurements or exclusions moved the month. What was claimed stays as it was claimed."""
    if breach.lifted:
        with translation.override(breach.agreement.programme.organisation.language):
            why = _("The month is below its target again.")
        perform(breach, "reopen", by=None, note=why, lifted=False)
        if breach.credit.state == Credit.State.WAIVED:
            perform(breach.credit, "reinstate", by=None)
    if breach.credit.state == Credit.State.COMPUTED:
        measured, target = result.adjusted, result.target
        actions.change(breach, permission="sla.by_itself", by=None, verb="measured", measured=measured, target=target)


def _lift(breach: Breach) -> None:
    """The month is back above its target: nothing is owed, unless it was claimed already."""
    if breach.credit.state != Credit.State.COMPUTED or breach.state == Breach.State.CLOSED:
        return
    with translation.override(breach.agreement.programme.organisation.language):
        why = _("The month is not below its target any more.")
    perform(breach, "lift", by=None, note=why, lifted=True)
    perform(breach.credit, "waive", by=None, note=why)


def claim(credit: Credit, *, by: User, note: str = "") -> Credit:
    return perform(credit, "claim", by=by, note=note, claimed_by=by, claimed_at=timezone.now())


@transaction.atomic
def settle(credit: Credit, *, amount, by: User, note: str) -> Credit:
    """Both sides agreed on an amount after a dispute; the caps of later months follow it."""
    if not note.strip():
        raise Refused(_("Say what was agreed, and with whom."))
    settled = perform(credit, "settle", by=by, note=note, settled_amount=amount)
    reckon(settled.agreement)
    return settled


def lapse_claims(today: datetime.date | None = None) -> int:
    """Credits past their last day to claim lapse; the managers hear of it. Safe to run at any time."""
    today = today or timezone.localdate()
    missed = Credit.objects.filter(state=Credit.State.COMPUTED, amount__gt=0, claim_by__lt=today)
    count = 0
    for credit in missed.select_related("breach__objective__agreement__programme"):
        try:
            perform(credit, "lapse", by=None)
        except Refused:
            continue  # somebody claimed it in the same moment
        count += 1
    return count
