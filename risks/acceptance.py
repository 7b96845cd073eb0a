"""Living with a risk until a day: asked for by one person, decided by another, and never for ever."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.text import day, say
from core.workflow import perform
from implementation.gates.panels import next_gate
from implementation.gates.signing import signature
from implementation.programme.models import Programme
from risks.models import Acceptance, AcceptanceRequest, Risk

DAYS = 90
MOST_DAYS = 366
STEPS = {"accepted": "accept", "refused": "refuse"}


def default_expiry(programme: Programme) -> datetime.date:
    """In 90 days, or at the next gate where that is sooner."""
    today = timezone.localdate()
    usual = today + datetime.timedelta(days=DAYS)
    gate = next_gate(programme)
    return min(usual, gate.due) if gate and gate.due > today else usual


def open_request(risk: Risk) -> AcceptanceRequest | None:
    return risk.requests.filter(state=AcceptanceRequest.State.REQUESTED).first()


@transaction.atomic
def request_acceptance(request: AcceptanceRequest, *, by: User) -> AcceptanceRequest:
    """Ask the sponsors; one question at a time for each risk."""
    audit.lock(request.scope_key)
    risk = Risk.objects.get(pk=request.risk_id)
    if risk.state not in Risk.ACCEPTABLE:
        raise Refused(
            _("“%(state)s” risks cannot be accepted: rate the risk first, or open it again.")
            % {"state": risk.get_state_display()}
        )
    if open_request(risk):
        raise Refused(_("A request waits for a sponsor already. Withdraw it before you ask again."))
    _check_day(request.expires_on)
    request.requested_by = by
    return actions.create(request, permission="risks.edit_risk", by=by, note=request.reason)


def _check_day(expires_on: datetime.date) -> None:
    today = timezone.localdate()
    if expires_on <= today:
        raise Refused(_("This day is past. Choose a day after today."))
    if expires_on > today + datetime.timedelta(days=MOST_DAYS):
        raise Refused(_("Choose a day within a year: an acceptance is looked at again."))


@transaction.atomic
def decide_acceptance(request: AcceptanceRequest, *, outcome: str, reason: str, by: User) -> Acceptance:
    """Record a sponsor's answer with the facts of the moment; accepting holds until the day asked for."""
    audit.lock(request.scope_key)
    request = (
        AcceptanceRequest.objects.select_for_update(of=("self",)).select_related("risk__programme").get(pk=request.pk)
    )
    risk = request.risk
    if not by.has_perm("risks.accept_risk", risk):
        raise PermissionDenied
    if request.state != AcceptanceRequest.State.REQUESTED:
        raise Refused(_("Nothing waits for a decision here: it was decided or withdrawn meanwhile."))
    if request.requested_by_id == by.pk:
        raise Refused(_("You asked for this acceptance, so someone else must decide."))
    if outcome not in STEPS:
        raise Refused(_("Choose whether the risk is accepted."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    accepted = outcome == Acceptance.Outcome.ACCEPTED
    if accepted:
        _check_day(request.expires_on)
        if risk.state not in Risk.ACCEPTABLE:
            raise Refused(_("The risk has moved on meanwhile, so it cannot be accepted any more. Look at it again."))
    answer = Acceptance(
        **signature(risk.programme, by),
        risk=risk,
        request=request,
        outcome=outcome,
        reason=reason,
        expires_on=request.expires_on if accepted else None,
        facts=facts_of(request),
    )
    actions.create(answer, permission="risks.accept_risk", by=by, note=reason)
    perform(request, STEPS[outcome], by=by, note=reason)
    if accepted:
        perform(risk, "accept", by=by, note=reason, accepted_until=request.expires_on)
    return answer


def facts_of(request: AcceptanceRequest) -> dict:
    """What the sponsor looked at."""
    risk = request.risk
    return plain(
        {
            "risk": {
                "code": risk.code,
                "title": risk.title,
                "cause": risk.cause,
                "event": risk.event,
                "effect": risk.effect,
                "owner": risk.owner.name if risk.owner else "",
                "state": risk.state,
                "revision": risk.revision,
            },
            "rating": {
                kind: {
                    "likelihood": getattr(risk, f"{kind}_likelihood"),
                    "impact": getattr(risk, f"{kind}_impact"),
                    "level": risk.level(kind),
                }
                for kind in ("inherent", "current", "target")
            },
            "treatments": [
                {"strategy": t.strategy, "text": t.text, "cost": t.cost, "actions": [a.text for a in t.actions.all()]}
                for t in risk.treatments.prefetch_related("actions")
            ],
            "request": {
                "by": request.requested_by.name,
                "at": request.requested_at,
                "reason": request.reason,
                "expires_on": request.expires_on,
            },
        }
    )


def expire_acceptances(now: datetime.datetime | None = None) -> int:
    """Open again what was accepted until a day that has passed where the organisation is. Safe to run at any time."""
    now = now or timezone.now()
    soon = (now + datetime.timedelta(days=1)).date()
    found = Risk.objects.filter(state=Risk.State.ACCEPTED, accepted_until__lte=soon)
    count = 0
    for risk in found.select_related("programme__organisation"):
        organisation = risk.programme.organisation
        if risk.accepted_until >= now.astimezone(organisation.zone).date():
            continue
        with translation.override(organisation.language):
            note = str(say(_("The acceptance ended on {day}."), day=day(risk.accepted_until)))
        try:
            perform(risk, "end_acceptance", by=None, note=note)
        except Refused:
            continue  # somebody ended it in the same moment
        count += 1
    return count
