"""Choosing: alone, in somebody's place, or not at all. When the quorum has chosen the same, that is the decision."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.actions.choices import Choice, ClosingTask, Promise, together
from implementation.gates.actions.effects import STEPS, take_effect
from implementation.gates.actions.requests import refuse_unexplained
from implementation.gates.approvals import round_of
from implementation.gates.checklist import look_at
from implementation.gates.models import Decision, DecisionRequest, Gate, Outcome, Vote
from implementation.gates.seats import Round, Seat
from implementation.gates.signing import signature

WARN_AT_RECYCLE = 3


@transaction.atomic
def decide(
    gate: Gate,
    *,
    outcome: str,
    reason: str,
    by: User,
    request: DecisionRequest | None = None,
    conditions: Iterable[Promise] = (),
    look_again_on: datetime.date | None = None,
    redo: Iterable[int] = (),
    due: datetime.date | None = None,
    tasks: Iterable[ClosingTask] = (),
) -> Decision | None:
    """Record an approver's choice; when the quorum has chosen the same, it is the decision and takes effect.

    ``request`` is the one that the person's page showed: when it has been answered meanwhile, the choice is refused. Returns
    the decision, or None while others must choose, or after the request has gone back because too few can still agree.
    """
    found, seat = _take_seat(gate, by=by, request=request)
    choice = Choice(outcome, reason, tuple(conditions), look_again_on, tuple(redo), due, tuple(tasks))
    refuse_unexplained(found.gate)
    checklist = look_at(found.gate)
    choice.refuse_unfit(checklist)
    facts = checklist.facts | _facts_of(found.asked) | choice.facts
    found = _vote(found, seat, outcome=outcome, reason=reason, facts=facts, by=by)
    agreed = [vote for vote in found.votes if vote.outcome == outcome]
    if len(agreed) < found.gate.quorum:
        return _send_back_if_hopeless(found)
    return _record(found, choice, facts | together([vote.facts for vote in agreed]), by=by)


@transaction.atomic
def abstain(gate: Gate, *, reason: str, by: User, request: DecisionRequest | None = None) -> Vote:
    """Leave the choice to the others, with the reason. The quorum counts those who choose."""
    found, seat = _take_seat(gate, by=by, request=request)
    if not reason.strip():
        raise Refused(_("Say why you abstain: the reason is kept."))
    facts = look_at(found.gate).facts | _facts_of(found.asked)
    found = _vote(found, seat, outcome=Vote.ABSTAIN, reason=reason, facts=facts, by=by)
    _send_back_if_hopeless(found)
    return found.votes[-1]


def _take_seat(gate: Gate, *, by: User, request: DecisionRequest | None) -> tuple[Round, Seat]:
    """Lock, re-read, and find the place in which this person may choose. Raises Refused, PermissionDenied."""
    audit.lock(gate.scope_key)
    found = round_of(Gate.objects.select_for_update(of=("self",)).get(pk=gate.pk))
    if found.asked is None or (request is not None and found.asked != request):
        if not by.has_perm("gates.vote", gate):
            raise PermissionDenied
        raise Refused(_("Nothing waits for a decision here: it was decided or withdrawn meanwhile."))
    return found, found.seat_for(by)


def _facts_of(asked: DecisionRequest) -> dict:
    return {
        "request": plain({"number": asked.number, "by": asked.by_name, "at": asked.at, "sha256": asked.facts_sha256})
    }


def _vote(found: Round, seat: Seat, *, outcome: str, reason: str, facts: dict, by: User) -> Round:
    vote = Vote(request=found.asked, outcome=outcome, reason=reason, facts=facts, **signature(found.gate.programme, by))
    if seat.approver.pk != by.pk:
        vote.for_user, vote.for_name = seat.approver, seat.approver.name
    actions.create(vote, permission="gates.vote", by=by, note=reason)
    return found.with_vote(vote)


def _send_back_if_hopeless(found: Round) -> None:
    """When too few can still agree, the request goes back to who asked."""
    if not found.can_agree:
        note = _("Fewer than %(quorum)d can still choose the same.") % {"quorum": found.gate.quorum}
        perform(found.gate, "send_back", by=None, note=note)


def _record(found: Round, choice: Choice, facts: dict, *, by: User) -> Decision:
    gate = found.gate
    facts["votes"] = [
        {
            "by": vote.by_name,
            "role": vote.by_role,
            "for": vote.for_name,
            "outcome": vote.outcome,
            "reason": vote.reason,
            "at": vote.at.isoformat(),
        }
        for vote in found.votes
    ]
    was, last = gate.due, found.votes[-1]
    look = datetime.date.fromisoformat(facts["look_again_on"]) if facts["look_again_on"] else None
    due = datetime.date.fromisoformat(facts["new_due"]) if facts["new_due"] else None
    facts["new_due"] = {"was": was.isoformat(), "now": due.isoformat()} if due else None
    facts["for"] = last.for_name
    decision = Decision(
        request=found.asked,
        outcome=choice.outcome,
        reason=choice.reason,
        look_again_on=look,
        facts=facts,
        **signature(gate.programme, by),
    )
    actions.create(decision, permission="gates.vote", by=by, note=choice.reason)
    fields = {Outcome.HOLD: {"look_again_on": look}, Outcome.RECYCLE: {"due": due}}.get(choice.outcome, {})
    perform(gate, STEPS[choice.outcome], by=by, note=choice.reason, **fields)
    take_effect(gate, decision, by=by)
    return decision
