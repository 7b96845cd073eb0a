"""A change is asked for, assessed, decided; the decision is kept with its facts."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt import size
from change_mgmt.actions.limits import limits_of, split_with
from change_mgmt.actions.steps import make_tasks
from change_mgmt.models import ChangeDecision, ChangeRequest
from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.signing import signature

Outcome = ChangeDecision.Outcome


#: Effects that are lists of other records.
LISTS = ("milestones", "risks", "departments")


def size_of(change: ChangeRequest, *, cost, days: int, contract: bool) -> str:
    return size.size(cost=cost, days=days, contract=contract, limits=limits_of(change.programme))


@transaction.atomic
def submit_change(change: ChangeRequest, *, by: User) -> ChangeRequest:
    """Give the request its number and put it before those who assess."""
    audit.lock(change.scope_key)
    last = ChangeRequest.objects.filter(programme=change.programme_id).aggregate(last=Max("number"))["last"]
    change.number = (last or 0) + 1
    change.requested_by = by
    change.size = size_of(change, cost=change.cost, days=change.days, contract=change.touches_contract)
    return actions.create(change, permission="change_mgmt.submit_change", by=by, verb="submitted")


@transaction.atomic
def assess(change: ChangeRequest, *, by: User, seen: str = "", note: str = "", **effects: Any) -> ChangeRequest:
    """Keep the effects that were found and hand the change in for approval; they say how large it is."""
    lists = {name: list(effects.pop(name)) for name in LISTS if name in effects}
    if effects.get("contract"):
        effects["touches_contract"] = True
    values = {"cost": change.cost, "days": change.days, "touches_contract": change.touches_contract} | effects
    found = size_of(change, cost=values["cost"], days=values["days"], contract=values["touches_contract"])
    effects |= {"size": found, "assessed_by": by, "round": change.round + 1}
    change.__dict__.pop("answer", None)
    handed_in = perform(change, "hand_in", by=by, seen=seen, note=note, **effects)
    for name, records in lists.items():
        getattr(handed_in, name).set(records)
    return handed_in


@transaction.atomic
def decide(
    change: ChangeRequest,
    *,
    outcome: str,
    reason: str,
    by: User,
    conditions: str = "",
    look_again_on: datetime.date | None = None,
    seen: str = "",
) -> ChangeDecision:
    """Approve, reject or postpone. Approved, its steps become tasks; postponed, it is looked at again on a day after today."""
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
    limits = limits_of(change.programme)
    parts = [other.code for other in split_with(change, limits)]
    decided = perform(change, outcome, by=by, note=reason, seen=seen, decided_by=decided_by, **fields)
    decision = ChangeDecision(
        **name,
        change=decided,
        outcome=outcome,
        reason=reason,
        conditions=conditions if outcome == Outcome.APPROVE else "",
        facts=facts_of(decided)
        | plain({"outcome": outcome, "look_again_on": look_again_on, "conditions": conditions, "together_with": parts}),
    )
    actions.create(decision, permission="change_mgmt.decide_change", by=by, note=reason)
    if outcome == Outcome.APPROVE:
        make_tasks(decided, by=by)
    return decision


def facts_of(change: ChangeRequest) -> dict[str, Any]:
    """The change as it is decided."""
    limits, answer = limits_of(change.programme), change.answer
    return plain(
        {
            "change": change.code,
            "title": change.title,
            "subject": change.subject,
            "why": change.why,
            "effect_on_scope": change.effect_on_scope,
            "cost": change.cost,
            "currency": change.programme.organisation.currency,
            "paid_from": change.paid_from,
            "days": change.days,
            "milestones": [[item.name, item.due] for item in change.milestones.all()],
            "effect_on_risk": change.effect_on_risk,
            "risks": [str(risk) for risk in change.risks.all()],
            "touches_contract": change.touches_contract,
            "contract": str(change.contract) if change.contract else "",
            "provider": _said(answer) if answer else {},
            "effect_on_people": change.effect_on_people,
            "departments": [department.name for department in change.departments.all()],
            "steps": [[step.text, step.owner.name, step.due] for step in change.steps.select_related("owner")],
            "size": change.size,
            "limits": {"cost": limits.cost, "days": limits.days},
            "requested_by": change.requested_by.name,
            "assessed_by": change.assessed_by.name if change.assessed_by else "",
        }
    )


def _said(answer) -> dict[str, Any]:
    return {
        "answer": answer.answer,
        "price": answer.price,
        "days": answer.days,
        "text": answer.text,
        "by": answer.by_name,
    }
