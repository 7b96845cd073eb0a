"""What would be refused, said before anybody asks: the request, and each of the five decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.models import User
from core.text import say
from core.workflow import why_closed
from implementation.gates.approvals import round_of
from implementation.gates.checklist import Checklist
from implementation.gates.models import Gate, Outcome
from implementation.programme import status
from implementation.programme.models import Programme

#: What each decision asks for besides its criteria and a reason.
NEEDS = {
    Outcome.GO: _("Every must-meet criterion met."),
    Outcome.CONDITIONAL: _("At least one condition with owner, day and someone who checks."),
    Outcome.HOLD: _("A day on which to look again."),
    Outcome.RECYCLE: _("The criteria to redo, and a new day."),
    Outcome.STOP: _("At least one closing task with owner and day."),
}


@dataclass(frozen=True)
class Hurdle:
    """One thing that a request needs: what, and if it is not so, why and where it is mended."""

    label: Any
    closed: Any = ""
    url: str = ""


def before_asking(gate: Gate, user: User) -> list[Hurdle]:
    """Everything that the request needs, met or not."""
    has_criteria = gate.criteria.exists()
    no_criteria = _("A gate with no criteria cannot be decided: add one first.")
    page = reverse("criteria", args=[gate.programme_id, gate.pk])
    found = [Hurdle(_("The gate has criteria"), "" if has_criteria else no_criteria, page)]
    if has_criteria:
        closed = why_closed(gate, gate.request, by=user) or ""
        found.append(
            Hurdle(_("The stage has started and nothing is decided yet"), closed, gate.stage.get_absolute_url())
        )
    found.append(
        Hurdle(
            _("Enough people can choose"), too_few(gate, user), reverse("approvers", args=[gate.programme_id, gate.pk])
        )
    )
    exceptions = list(exception_hurdles(gate.programme))
    return found + (exceptions or [Hurdle(_("No tolerance is breached without an exception note"))])


def too_few(gate: Gate, by: User):
    """The sentence when fewer than the quorum could choose if this person asks."""
    able = sum(seat.approver.pk != by.pk for seat in round_of(gate).seats)
    if able >= gate.quorum:
        return ""
    text = ngettext_lazy(
        "{able} can choose if you ask, and the quorum is {quorum}: name a sponsor, or let somebody else ask.",
        "{able} can choose if you ask, and the quorum is {quorum}: name more sponsors, or lower the quorum.",
        gate.quorum,
    )
    return say(text, able=able, quorum=gate.quorum)


def exception_hurdles(programme: Programme) -> Iterator[Hurdle]:
    for item in status.exceptions_wanted(programme):
        text = say(
            _(
                "{label} is forecast beyond its tolerance. Write the exception note first: cause, consequence, options, recommendation. {reason}"
            ),
            label=item.label,
            reason=item.reason,
        )
        yield Hurdle(say(_("Exception note: {label}"), label=item.label), text, item.url)


@dataclass(frozen=True)
class Opening:
    """One of the five decisions on the facts of today: closed with the reason, or what it still asks for."""

    outcome: Outcome
    closed: Any
    needs: Any


def openings(checklist: Checklist) -> list[Opening]:
    return [Opening(outcome, checklist.closed(outcome), NEEDS[outcome]) for outcome in Outcome]
