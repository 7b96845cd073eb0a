"""Sending a choice: whose turn it is, the form, and what came of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from core.text import whole
from implementation.gates import actions
from implementation.gates.forms import DecideForm
from implementation.gates.models import DecisionRequest, Gate, Outcome
from implementation.gates.seats import Round
from implementation.programme.pages import one_of, programme_page

MOST_ROWS = 8


def may_choose(turn: Round, user) -> tuple[bool, str]:
    """Whether it is this person's turn, and the sentence when they might think so."""
    if turn.asked is None:
        return False, _("Nothing waits for a decision of yours here: it was decided or withdrawn meanwhile.")
    try:
        turn.seat_for(user)
    except Refused as refusal:
        return False, str(refusal)
    except PermissionDenied:
        return False, ""
    return True, ""


def decide_form(request, gate, checklist) -> tuple[DecideForm, bool]:
    """The form with as many rows as the page had; one more where a button asked for it, and then nothing is sent."""
    more = {"rows": "add_condition" in request.POST, "task_rows": "add_task" in request.POST}
    rows = {name: min((whole(request.POST.get(name, "")) or 1) + add, MOST_ROWS) for name, add in more.items()}
    form = DecideForm(request.POST or None, gate=gate, checklist=checklist, **rows)
    return form, request.method == "POST" and not any(more.values())


def _asked(request, gate) -> DecisionRequest:
    """The request that the person's page showed."""
    asked = DecisionRequest.objects.filter(pk=whole(request.POST.get("request", "")), gate=gate).first()
    if asked is None or asked != actions.open_request(gate):
        raise Refused(_("Nothing waits for a decision here: it was decided or withdrawn meanwhile."))
    return asked


def record_choice(request, gate, form) -> bool:
    """Record the choice; a refusal goes onto the form so that nothing written is lost."""
    asked = _asked(request, gate)
    try:
        decision = actions.decide(gate, by=request.user, request=asked, **form.choice)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    _say_what_came_of_it(request, gate, decision, Outcome(form.choice["outcome"]).label)
    return True


def _say_what_came_of_it(request, gate, decision, word) -> None:
    if decision:
        messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": word})
    elif Gate.objects.get(pk=gate.pk).state == Gate.State.REQUESTED:
        messages.success(request, _("Your choice is kept: %(outcome)s. The others choose now.") % {"outcome": word})
    else:
        text = _("Your choice is kept: %(outcome)s. Too few can still agree, so the request goes back to who asked.")
        messages.success(request, text % {"outcome": word})


@require_POST
@programme_page("gates.view_gate")
def abstain(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.vote")
    vote = actions.abstain(
        found, reason=request.POST.get("reason", "")[:4000], by=request.user, request=_asked(request, found)
    )
    _say_what_came_of_it(request, found, None, vote.get_outcome_display())
    return redirect(found)
