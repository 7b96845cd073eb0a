"""Conditions of a conditional go: confirmed by the one named to check, or missed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.models import Condition, Gate


@transaction.atomic
def confirm_condition(condition: Condition, *, by: User, note: str) -> Condition:
    """The one named to check, or a sponsor, says that it is met; the last one turns the conditional go into a go."""
    sponsor = by.has_perm("gates.decide_gate", condition)
    if by.pk != condition.verifier_id and not sponsor:
        raise Refused(_("%(name)s was named to check this condition.") % {"name": condition.verifier.name})
    perform(condition, "confirm", by=by, note=note)
    gate = condition.decision.request.gate
    rest = Condition.objects.filter(decision=condition.decision).exclude(state=Condition.State.MET)
    if not rest.exists() and gate.state == Gate.State.CONDITIONAL:
        perform(gate, "fulfil", by=by, note=note)
    return condition


def expire_conditions(today: datetime.date | None = None) -> int:
    """Mark what is past its day as missed and reopen its gate; the sponsors hear of it. Safe to run at any time."""
    today = today or timezone.localdate()
    missed = Condition.objects.filter(state=Condition.State.OPEN, due__lt=today).select_related(
        "decision__request__gate"
    )
    for condition in missed:
        with transaction.atomic():
            try:
                perform(condition, "miss", by=None)
            except Refused:
                continue  # somebody confirmed it in the same moment
            gate = condition.decision.request.gate
            gate = Gate.objects.get(pk=gate.pk)
            if gate.state == Gate.State.CONDITIONAL:
                perform(gate, "reopen", by=None, reopened_at=timezone.now())
    return len(missed)
