"""The gates of a programme, and the page on which one is decided."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from core import access
from core.edit import edit_record
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.approvals import round_of
from implementation.gates.changes import changed_since, gate_changes
from implementation.gates.checklist import Checklist, look_at
from implementation.gates.forms import GateForm
from implementation.gates.history import history_of
from implementation.gates.hurdles import exception_hurdles
from implementation.gates.models import Gate, Outcome
from implementation.gates.registry import PILOT_EXIT
from implementation.gates.seats import Round
from implementation.gates.versions import number_of
from implementation.gates.views.choosing import decide_form, may_choose, record_choice
from implementation.programme.pages import one_of, programme_page

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
    is_turn, why_not = may_choose(turn, request.user)
    checklist = look_at(found)
    form = None
    if is_turn:
        form, sent = decide_form(request, found, checklist)
        if sent and form.is_valid() and record_choice(request, found, form):
            return redirect(found)
    elif request.method == "POST":
        access.require(request.user, "gates.vote", found)
        raise Refused(why_not)
    return render(request, "gates/gate.html", _context(found, checklist, turn, form, why_not))


def _context(gate: Gate, checklist: Checklist, turn: Round, form, why_not: str) -> dict:
    asked = turn.asked
    last = asked or gate.requests.all().first()
    history = history_of(gate)
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
        "history": history,
        "decided": next((event.decision for event in history if event.decision), None),
        "recycle_warning": gate.recycles + 1 >= actions.WARN_AT_RECYCLE,
        "recycled_often": gate.recycles >= actions.WARN_AT_RECYCLE,
    }


@programme_page("gates.edit_criteria")
def edit_gate(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.edit_criteria")
    actions.keep_still(found)
    form = GateForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, save=actions.edit_gate, back=found)
