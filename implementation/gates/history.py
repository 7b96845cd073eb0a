"""What has happened at a gate, newest first: asked for, decided, sent back, withdrawn, reopened.

Requests and decisions are written once, so how a request ended without a decision is read from the audit trail.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from core.models import AuditEntry
from implementation.gates.models import Decision, DecisionRequest, Gate, Vote

ASKED, DECIDED = DecisionRequest._meta.label_lower, Decision._meta.label_lower
#: The steps of a gate that end a request without a decision, or undo one.
ENDS = ("withdraw", "send_back", "reopen")


@dataclass(frozen=True)
class Event:
    """One line. ``what`` is asked, decided, or the step of the gate; ``by`` is who did it, or whose choice led to it."""

    what: str
    at: datetime.datetime
    by: str
    note: str = ""
    request: DecisionRequest | None = None
    decision: Decision | None = None


def history_of(gate: Gate) -> list[Event]:
    """Four queries for any number of requests."""
    votes = Prefetch("votes", Vote.objects.defer("facts"))
    requests = gate.requests.defer("facts").prefetch_related(votes).in_bulk()
    decisions = Decision.objects.filter(request__in=requests).defer("facts").in_bulk()
    entries = AuditEntry.objects.filter(
        Q(label=ASKED, object_id__in=requests, verb="created")
        | Q(label=DECIDED, object_id__in=decisions, verb="created")
        | Q(label=gate.label, object_id=gate.pk, verb__in=ENDS)
    )
    found: list[Event] = []
    asked = None
    for entry in entries.order_by("number"):
        if entry.label == ASKED:
            asked = requests[entry.object_id]
            found.append(Event("asked", asked.at, asked.by_name, asked.note, asked))
        elif entry.label == DECIDED:
            decision = decisions[entry.object_id]
            found.append(Event("decided", decision.at, decision.by_name, decision.reason, asked, decision))
        else:
            found.append(_ended(entry, asked))
    return found[::-1]


def _ended(entry: AuditEntry, asked: DecisionRequest | None) -> Event:
    """The product sends a request back; whoever chose last brought it about."""
    if entry.verb != "send_back" or asked is None:
        return Event(entry.verb, entry.at, entry.actor_name, entry.note, asked)
    last = list(asked.votes.all())[-1:]
    return Event(entry.verb, entry.at, last[0].signed if last else entry.actor_name, "", asked)
