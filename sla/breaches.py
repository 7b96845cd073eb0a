"""A complete month below its target: the breach, its risk, its credit, and what becomes of them."""

import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions
from core.workflow import perform
from sla.breach_answers import explain as explain
from sla.breach_risk import put_on_risk
from sla.claims import claim as claim
from sla.claims import lapse_claims as lapse_claims
from sla.claims import settle as settle
from sla.models import Agreement, Breach, Credit, MonthlyResult, Objective
from sla.reckoning import last_day_to_claim, worth_of


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
