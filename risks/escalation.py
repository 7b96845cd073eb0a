"""What is above the appetite goes to the sponsor; what is accepted is announced before it ends. Safe to run at any time."""

import datetime

from django.db.models import Q
from django.utils import timezone

from core import actions
from core.refusal import Refused
from risks.models import Risk
from risks.models.scales import Nature

#: Days before an acceptance ends that its people are told.
WARN_DAYS = 14


def escalate() -> int:
    """Mark open threats above the appetite that nothing is done about; clear the mark once something is."""
    found = Risk.objects.open().filter(nature=Nature.THREAT).exclude(state=Risk.State.OCCURRED)
    found = found.exclude(Q(current_likelihood=None) & Q(escalated_on=None))
    told = 0
    for risk in found.select_related("programme__organisation").prefetch_related("treatments"):
        if risk.needs_escalation == (risk.escalated_on is not None):
            continue
        today = timezone.localdate(timezone=risk.programme.organisation.zone)
        day = today if risk.needs_escalation else None
        verb = "escalated" if day else "relieved"
        actions.change(risk, permission="risks.edit_risk", by=None, verb=verb, escalated_on=day)
        told += bool(day)
    return told


def warn_of_endings() -> int:
    """Tell owner and sponsors once, some days before an acceptance ends."""
    horizon = timezone.localdate() + datetime.timedelta(days=WARN_DAYS + 1)
    found = Risk.objects.filter(state=Risk.State.ACCEPTED, accepted_until__lte=horizon)
    told = 0
    for risk in found.select_related("programme__organisation"):
        today = timezone.localdate(timezone=risk.programme.organisation.zone)
        from_day = risk.accepted_until - datetime.timedelta(days=WARN_DAYS)
        if not from_day <= today <= risk.accepted_until or (risk.warned_on and risk.warned_on >= from_day):
            continue
        try:
            actions.change(risk, permission="risks.edit_risk", by=None, verb="warned", warned_on=today)
        except Refused:
            continue  # somebody changed it in the same moment
        told += 1
    return told
