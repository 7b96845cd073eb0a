"""What follows from a decision."""

import datetime

from django.utils import timezone

from core import actions
from core.models import User
from core.workflow import perform
from implementation.gates import registry
from implementation.gates.models import Condition, Decision, Gate, Outcome
from implementation.programme.actions import add_task
from implementation.programme.models import Stage

STEPS = {
    Outcome.GO: "go",
    Outcome.CONDITIONAL: "go_on_conditions",
    Outcome.HOLD: "hold",
    Outcome.RECYCLE: "recycle",
    Outcome.STOP: "stop",
}


def take_effect(gate: Gate, decision: Decision, *, by: User) -> None:
    """What a delegate may not do in their own role, the product does: the decision is signed, its effects follow."""
    hand = by if by.has_perm("gates.decide_gate", gate) else None
    _ask_for_conditions(decision, by=by)
    _give_tasks(decision, by=by)
    if decision.outcome in (Outcome.GO, Outcome.CONDITIONAL):
        advance(gate.stage, by=hand)
    elif decision.outcome == Outcome.HOLD and gate.stage.state == Stage.State.UNDER_WAY:
        perform(gate.stage, "pause", by=hand, note=decision.reason)
    elif decision.outcome == Outcome.STOP:
        _stop(gate, decision, by=hand)
    registry.announce(gate, decision, hand)


def _people(rows: list[dict], *keys: str) -> dict[int, User]:
    return User.objects.in_bulk({row[key] for row in rows for key in keys})


def _ask_for_conditions(decision: Decision, *, by: User) -> None:
    rows = decision.facts["conditions"] if decision.outcome == Outcome.CONDITIONAL else []
    people = _people(rows, "owner_id", "verifier_id")
    for row in rows:
        condition = Condition(
            programme=decision.programme,
            decision=decision,
            text=row["text"],
            owner=people[row["owner_id"]],
            due=datetime.date.fromisoformat(row["due"]),
            verifier=people[row["verifier_id"]],
        )
        actions.create(condition, permission="gates.vote", by=by)


def _give_tasks(decision: Decision, *, by: User) -> None:
    rows = decision.facts["tasks"] if decision.outcome == Outcome.STOP else []
    people = _people(rows, "owner_id")
    for row in rows:
        due = datetime.date.fromisoformat(row["due"])
        owner = people[row["owner_id"]]
        add_task(decision.programme, text=row["text"], owner=owner, due=due, by=by, about=decision)


def _stop(gate: Gate, decision: Decision, *, by: User | None) -> None:
    """A stop at a pilot's exit closes that pilot; at any other gate it closes the programme."""
    if gate.kind == registry.PILOT_EXIT:
        advance(gate.stage, by=by)
        return
    for stage in gate.programme.stages.exclude(state__in=[Stage.State.DONE, Stage.State.STOPPED]):
        perform(stage, "stop", by=by, note=decision.reason)
    perform(gate.programme, "stop", by=by, note=decision.reason)


def advance(stage: Stage, *, by: User | None) -> None:
    """Close the stage when each of its gates is decided and one says go, and open the next: the only way a stage opens."""
    stage = Stage.objects.get(pk=stage.pk)
    gates = list(stage.gates.all())
    going = any(gate.state in (Gate.State.PASSED, Gate.State.CONDITIONAL) for gate in gates)
    if stage.state != Stage.State.UNDER_WAY or not going or not all(gate.is_decided for gate in gates):
        return
    today = timezone.localdate()
    perform(stage, "finish", by=by, actual_end=max(today, stage.actual_start or today))
    following = stage.programme.stages.filter(number__gt=stage.number).order_by("number").first()
    if following is None:
        perform(stage.programme, "finish", by=by)
    elif following.state == Stage.State.NOT_STARTED:
        perform(following, "start", by=by, actual_start=today)
