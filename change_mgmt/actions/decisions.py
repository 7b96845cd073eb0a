"""Decisions that were taken outside of the product, written down; and looking at them again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import DecisionReview, NotedDecision
from core import actions
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from implementation.gates.signing import signature

PERMISSION = "change_mgmt.note_decision"
KEPT = ("what", "why", "alternatives", "decided_by", "decided_on", "reversible", "review_on")


def note_decision(decision: NotedDecision, *, by: User) -> NotedDecision:
    """Sign and freeze it. It was taken today or before, and is looked at again later than that."""
    if decision.decided_on > timezone.localdate():
        raise Refused(_("The day lies in the future: note a decision once it is taken."))
    if decision.review_on and decision.review_on <= decision.decided_on:
        raise Refused(_("Look again on a day after the decision."))
    for name, value in signature(decision.programme, by).items():
        setattr(decision, name, value)
    decision.facts = plain({name: getattr(decision, name) for name in KEPT})
    return actions.create(decision, permission=PERMISSION, by=by)


def review_decision(review: DecisionReview, *, by: User) -> DecisionReview:
    """Once: what no longer holds is replaced by a decision of its own."""
    if DecisionReview.objects.filter(decision=review.decision_id).exists():
        raise Refused(_("Somebody has looked at this decision again already."))
    review.by = by
    return actions.create(review, permission=PERMISSION, by=by)
