"""A change is asked for, assessed, decided; the decision is kept with its facts."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt import size
from change_mgmt.models import ChangeDecision, ChangeRequest
from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature

Outcome = ChangeDecision.Outcome


def size_of(change: ChangeRequest, *, cost, days: int, contract: bool) -> str:
    currency = change.programme.organisation.currency
    return size.size(cost=cost, days=days, contract=contract, currency=currency)


@transaction.atomic
def submit_change(change: ChangeRequest, *, by: User) -> ChangeRequest:
    """Give the request its number and put it before those who assess."""
    audit.lock(change.scope_key)
    last = ChangeRequest.objects.filter(programme=change.programme_id).aggregate(last=Max("number"))["last"]
    change.number = (last or 0) + 1
    change.requested_by = by
    change.size = size_of(change, cost=change.cost, days=change.days, contract=change.touches_contract)
    return actions.create(change, permission="change_mgmt.submit_change", by=by, verb="submitted")


def assess(change: ChangeRequest, *, by: User, seen: str = "", note: str = "", **effects: Any) -> ChangeRequest:
    """Keep the effects that were found and hand the change in for approval; they say how large it is."""
    values = {"cost": change.cost, "days": change.days, "touches_contract": change.touches_contract} | effects
    found = size_of(change, cost=values["cost"], days=values["days"], contract=values["touches_contract"])
    return perform(change, "hand_in", by=by, seen=seen, note=note, size=found, assessed_by=by, **effects)


@transaction.atomic
def decide(
    change: ChangeRequest,
    *,
    outcome: str,
    reason: str,
    by: User,
    look_again_on: datetime.date | None = None,
    seen: str = "",
) -> ChangeDecision:
    """Approve, reject or postpone. A change that is postponed is looked at again on a day after today."""
    if outcome not in Outcome.values:
        raise Refused(_("Choose one of the three decisions."))
    if not reason.strip():
        raise Refused(_("Say why: the reason is kept with the decision."))
    fields = {}
    if outcome == Outcome.POSTPONE:
        if not (look_again_on and look_again_on > timezone.localdate()):
            raise Refused(_("Give the day on which to look again; it must be after today."))
        fields = {"decide_by": look_again_on}
    name = signature(change.programme, by)
    decided_by = f"{name['by_name']}, {name['by_role']}"
    decided = perform(change, outcome, by=by, note=reason, seen=seen, decided_by=decided_by, **fields)
    decision = ChangeDecision(
        **name,
        change=decided,
        outcome=outcome,
        reason=reason,
        facts=facts_of(decided) | plain({"outcome": outcome, "look_again_on": look_again_on}),
    )
    return actions.create(decision, permission="change_mgmt.decide_change", by=by, note=reason)


def facts_of(change: ChangeRequest) -> dict[str, Any]:
    """The change as it is decided."""
    currency = change.programme.organisation.currency
    return plain(
        {
            "change": change.code,
            "title": change.title,
            "why": change.why,
            "effect_on_scope": change.effect_on_scope,
            "cost": change.cost,
            "currency": currency,
            "days": change.days,
            "effect_on_risk": change.effect_on_risk,
            "touches_contract": change.touches_contract,
            "effect_on_people": change.effect_on_people,
            "size": change.size,
            "limits": {"cost": size.cost_limit(currency), "days": size.DAYS},
            "requested_by": change.requested_by.name,
            "assessed_by": change.assessed_by.name if change.assessed_by else "",
        }
    )
