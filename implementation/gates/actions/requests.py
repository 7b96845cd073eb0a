"""Asking for a decision."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.checklist import look_at
from implementation.gates.hurdles import exception_hurdles, too_few
from implementation.gates.models import DecisionRequest, Gate
from implementation.gates.signing import signature
from implementation.programme.models import Stage


@transaction.atomic
def request_decision(gate: Gate, *, by: User, note: str = "") -> DecisionRequest:
    """Freeze the facts and tell the sponsors."""
    audit.lock(gate.scope_key)
    if gate.state == Gate.State.HELD and gate.stage.state == Stage.State.PAUSED:
        perform(gate.stage, "resume", by=None, note=_("The decision is asked for again."))
    perform(gate, "request", by=by, note=note, look_again_on=None)
    if closed := too_few(gate, by):
        raise Refused(closed)
    refuse_unexplained(gate)
    facts = look_at(gate).facts
    number = (gate.requests.aggregate(last=Max("number"))["last"] or 0) + 1
    return actions.create(
        DecisionRequest(gate=gate, number=number, note=note, facts=facts, **signature(gate.programme, by)),
        permission="gates.request_decision",
        by=by,
    )


def refuse_unexplained(gate: Gate) -> None:
    """A forecast breach of tolerance demands an exception note before the next decision."""
    for hurdle in exception_hurdles(gate.programme):
        raise Refused(hurdle.closed)


def open_request(gate: Gate) -> DecisionRequest | None:
    """The request that waits for an answer."""
    if gate.state != Gate.State.REQUESTED:
        return None
    return gate.requests.order_by("-number").first()
