"""What follows from the decision at a pilot's exit gate."""

from django.utils.translation import gettext as _

from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.models import Decision, Gate, Outcome
from implementation.gates.registry import after_decision
from implementation.rollout.actions.pilots import module_without
from implementation.rollout.models import Module, Pilot


@after_decision
def exit_decided(gate: Gate, decision: Decision, by: User) -> None:
    """Go accepts the pilot and opens the roll-out of its module, recycle sends it back to work, stop ends it."""
    pilot = Pilot.objects.select_related("module").filter(exit_gate=gate).first()
    if pilot is None:
        return
    if decision.outcome in (Outcome.GO, Outcome.CONDITIONAL):
        _accept(pilot, by=by, note=decision.reason)
    elif decision.outcome == Outcome.RECYCLE and pilot.state == Pilot.State.EVALUATING:
        perform(pilot, "resume", by=by, note=decision.reason)
    elif decision.outcome == Outcome.STOP and pilot.state != Pilot.State.ROLLED_BACK:
        perform(pilot, "stop", by=by, note=decision.reason)
        module_without(pilot, by=by, note=decision.reason)


def _accept(pilot: Pilot, *, by: User, note: str) -> None:
    if pilot.state == Pilot.State.PLANNED:
        raise Refused(_("The pilot has not started: there is nothing to accept yet."))
    if pilot.state == Pilot.State.ROLLED_BACK:
        raise Refused(_("The pilot was rolled back: only “stop” closes its gate."))
    if pilot.state != Pilot.State.ACCEPTED:  # a reopened gate can be decided again
        perform(pilot, "accept", by=by, note=note)
    if pilot.module.state in (Module.State.NOT_STARTED, Module.State.PILOTING):
        perform(pilot.module, "roll_out", by=by, note=note)
