"""The gates of a programme, and the page on which one is decided."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import access
from core.edit import edit_record
from core.refusal import Refused
from core.text import whole
from implementation.gates import actions
from implementation.gates.approvals import Round, round_of
from implementation.gates.changes import changed_since, gate_changes
from implementation.gates.checklist import Checklist, look_at
from implementation.gates.forms import DecideForm, GateForm
from implementation.gates.hurdles import exception_hurdles
from implementation.gates.models import Decision, DecisionRequest, Gate, Outcome
from implementation.gates.registry import PILOT_EXIT
from implementation.gates.versions import number_of
from implementation.programme.pages import one_of, programme_page

MOST_ROWS = 8
EXPLAINED = {
    Outcome.GO: gettext_lazy("The next stage opens."),
    Outcome.CONDITIONAL: gettext_lazy("The next stage opens. A missed condition reopens this gate."),
    Outcome.HOLD: gettext_lazy("The stage pauses until a date you set."),
    Outcome.RECYCLE: gettext_lazy("Back to work on criteria you name, until a new day."),
    Outcome.STOP: gettext_lazy("The programme closes. This cannot be undone."),
}
#: What a decision means at the exit of a pilot.
AT_A_PILOT = {
    Outcome.GO: gettext_lazy("The pilot is accepted and its module rolls out."),
    Outcome.CONDITIONAL: gettext_lazy("The module rolls out. A missed condition reopens this gate."),
    Outcome.STOP: gettext_lazy("The pilot closes and its module is set back. This cannot be undone."),
}


@programme_page("gates.view_gate")
def gates(request, programme):
    found = programme.gates.select_related("stage")
    return render(request, "gates/gate_list.html", {"gates": found})


@programme_page("gates.view_gate")
def gate(request, programme, pk):
    """The approver's page: what was frozen, what has changed, who has chosen, the form."""
    found = one_of(programme, Gate.objects.select_related("stage"), pk, request.user, "gates.view_gate")
    found.programme = programme
    turn = round_of(found)
    may_choose, why_not = _may_choose(turn, request.user)
    checklist = look_at(found)
    form = None
    if may_choose:
        form, sent = _form(request, found, checklist)
        if sent and form.is_valid() and _decide(request, found, form):
            return redirect(found)
    elif request.method == "POST":
        access.require(request.user, "gates.vote", found)
        raise Refused(why_not)
    return render(request, "gates/gate.html", _context(found, checklist, turn, form, why_not))


def _may_choose(turn: Round, user) -> tuple[bool, str]:
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


def _form(request, gate, checklist) -> tuple[DecideForm, bool]:
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


def _decide(request, gate, form) -> bool:
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
        found, reason=request.POST.get("reason", ""), by=request.user, request=_asked(request, found)
    )
    _say_what_came_of_it(request, found, None, vote.get_outcome_display())
    return redirect(found)


def _context(gate: Gate, checklist: Checklist, turn: Round, form, why_not: str) -> dict:
    asked = turn.asked
    last = asked or gate.requests.all().first()
    explained = EXPLAINED | (AT_A_PILOT if gate.kind == PILOT_EXIT else {})
    return {
        "gate": gate,
        "checklist": checklist,
        "version": number_of(gate),
        "turn": turn,
        "asked": asked,
        "why_not": why_not,
        "request_record": last,
        "changes": changed_since(last.facts, checklist) if last else {},
        "gate_changes": gate_changes(last.facts, checklist) if last else [],
        "form": form,
        "choices": [(outcome, outcome.label, checklist.closed(outcome), explained[outcome]) for outcome in Outcome],
        "exceptions": list(exception_hurdles(gate.programme)),
        "decisions": Decision.objects.filter(request__gate=gate).select_related("request").defer("request__facts"),
        "requests": gate.requests.all(),
        "recycle_warning": gate.recycles + 1 >= actions.WARN_AT_RECYCLE,
        "recycled_often": gate.recycles >= actions.WARN_AT_RECYCLE,
    }


@programme_page("gates.edit_criteria")
def edit_gate(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.edit_criteria")
    actions.keep_still(found)
    form = GateForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, save=actions.edit_gate, back=found)
