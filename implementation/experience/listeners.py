"""What a decision at a gate leads to here: lessons are due when something was stopped or the programme is finished."""

from implementation.experience.actions import ask_for_lessons
from implementation.experience.models import LookBack
from implementation.gates.models import Outcome
from implementation.gates.registry import PILOT_EXIT, after_decision
from implementation.programme.models import Programme


@after_decision
def lessons_are_due(gate, decision, by):
    programme = Programme.objects.get(pk=gate.programme_id)
    if decision.outcome == Outcome.STOP:
        reason = LookBack.Reason.PILOT_STOPPED if gate.kind == PILOT_EXIT else LookBack.Reason.STOPPED
        ask_for_lessons(programme, reason=reason, about=gate.name)
    elif programme.state == Programme.State.FINISHED:
        ask_for_lessons(programme, reason=LookBack.Reason.FINISHED, about=programme.name)
