from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import access
from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import whole
from implementation.gates import actions
from implementation.gates.checklist import changed_since, look_at
from implementation.gates.forms import CriterionForm, DecideForm, GateForm, JudgeForm, WeighForm
from implementation.gates.models import Condition, Criterion, Decision, DecisionRequest, Gate, Outcome
from implementation.gates.registry import PILOT_EXIT
from implementation.programme.actions import people_on
from implementation.programme.pages import one_of, programme_page

MOST_CONDITIONS = 8
EXPLAINED = {
    Outcome.GO: gettext_lazy("The next stage opens."),
    Outcome.CONDITIONAL: gettext_lazy("The next stage opens. A missed condition reopens this gate."),
    Outcome.HOLD: gettext_lazy("The stage pauses until a date you set."),
    Outcome.RECYCLE: gettext_lazy("Back to work on criteria you name."),
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
    """The sponsor's page: what was frozen, what has changed, who has chosen, the form."""
    found = one_of(programme, Gate.objects.select_related("stage"), pk, request.user, "gates.view_gate")
    checklist = look_at(found)
    asked = actions.open_request(found)
    may_decide = _may_decide(request.user, found, asked)
    rows = min(whole(request.POST.get("rows", "")) or 1, MOST_CONDITIONS)
    form = None
    if may_decide:
        adding = "add_condition" in request.POST
        form = DecideForm(request.POST or None, gate=found, checklist=checklist, rows=rows + (1 if adding else 0))
        if request.method == "POST" and not adding and form.is_valid() and _decide(request, found, form):
            return redirect(found)
    elif request.method == "POST":
        access.require(request.user, "gates.decide_gate", found)
        raise Refused(_("Nothing waits for a decision of yours here: it was decided or withdrawn meanwhile."))
    return render(request, "gates/gate.html", _gate_context(found, checklist, asked, form))


def _may_decide(user, gate, asked) -> bool:
    if asked is None or not user.has_perm("gates.decide_gate", gate) or asked.by_id == user.pk:
        return False
    return not asked.votes.filter(by=user).exists()


def _decide(request, gate, form) -> bool:
    """Record the choice; a refusal goes onto the form so that nothing written is lost."""
    data = form.cleaned_data
    asked = DecisionRequest.objects.filter(pk=whole(request.POST.get("request", "")), gate=gate).first()
    if asked is None or asked != actions.open_request(gate):
        raise Refused(_("Nothing waits for a decision here: it was decided or withdrawn meanwhile."))
    try:
        decision = actions.decide(
            gate,
            outcome=data["outcome"],
            reason=data["reason"],
            by=request.user,
            request=asked,
            conditions=form.promises,
            look_again_on=data["look_again_on"],
            redo=[int(pk) for pk in data["redo"]],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    word = Outcome(data["outcome"]).label
    said = _("Recorded: %(outcome)s.") if decision else _("Your choice is kept: %(outcome)s. The others choose now.")
    messages.success(request, said % {"outcome": word})
    return True


def _gate_context(gate, checklist, asked, form) -> dict:
    last = asked or gate.requests.first()
    changes = changed_since(last.facts, checklist) if last else {}
    explained = EXPLAINED | (AT_A_PILOT if gate.kind == PILOT_EXIT else {})
    choices = [(outcome, outcome.label, checklist.closed(outcome), explained[outcome]) for outcome in Outcome]
    return {
        "gate": gate,
        "checklist": checklist,
        "request_record": last,
        "asked": asked,
        "changes": changes,
        "form": form,
        "choices": choices,
        "sponsors": people_on(gate.programme, "sponsor"),
        "votes": {vote.by_id: vote for vote in last.votes.all()} if last else {},
        "decisions": Decision.objects.filter(request__gate=gate).select_related("request"),
        "requests": gate.requests.all(),
        "recycle_warning": gate.recycles + 1 >= actions.WARN_AT_RECYCLE,
    }


@programme_page("gates.request_decision")
def request_decision(request, programme, pk):
    """Shows what would be refused before the decision is asked for, never after."""
    found = one_of(programme, Gate.objects.select_related("stage"), pk, request.user, "gates.request_decision")
    if request.method == "POST":
        actions.request_decision(found, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("The decision is asked for. The sponsors have been told."))
        return redirect(found)
    checklist = look_at(found)
    choices = [(outcome.label, checklist.closed(outcome)) for outcome in Outcome]
    return render(request, "gates/request.html", {"gate": found, "checklist": checklist, "choices": choices})


@programme_page("gates.edit_criteria")
def edit_gate(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.edit_criteria")
    actions.keep_still(found)
    form = GateForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, save=actions.edit_gate, back=found)


@programme_page("gates.edit_criteria")
def new_criterion(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, "gates.edit_criteria")
    form = CriterionForm(request.POST or None, instance=Criterion(gate=found, order=99))
    form.fields["owner"].queryset = people_on(programme)
    return new_record(
        request,
        form,
        title=_("New criterion"),
        save=lambda criterion: actions.add_criterion(criterion, by=request.user),
        back=found,
    )


@programme_page("gates.view_criterion")
def criterion(request, programme, pk):
    """One criterion: what it found, with which figures; where a person judges, the form."""
    found = one_of(programme, Criterion.objects.select_related("gate"), pk, request.user, "gates.view_criterion")
    line = next(line for line in look_at(found.gate).lines if line.criterion == found)
    form = JudgeForm(request.POST or None, instance=found)
    if request.method == "POST":
        access.require(request.user, "gates.judge_criterion", found)
        if form.is_valid():
            try:
                actions.judge(found, by=request.user, seen_revision=form.seen_revision, **form.values)
            except ValidationError as error:
                form.add_error("evidence", error.messages)
            else:
                messages.success(request, _("%(name)s is saved.") % {"name": found})
                return redirect(found)
    return render(request, "gates/criterion.html", {"criterion": found, "line": line, "form": form})


@require_POST
@programme_page("gates.judge_criterion")
def verify(request, programme, pk):
    found = one_of(programme, Criterion.objects.select_related("gate"), pk, request.user, "gates.judge_criterion")
    actions.verify(found, by=request.user)
    messages.success(request, _("Verified."))
    return redirect(found)


@programme_page("gates.edit_criteria")
def edit_criterion(request, programme, pk):
    found = one_of(programme, Criterion.objects.select_related("gate"), pk, request.user, "gates.edit_criteria")
    actions.keep_still(found.gate)
    form = (WeighForm if found.is_computed else CriterionForm)(request.POST or None, instance=found)
    form.fields["owner"].queryset = people_on(programme)
    return edit_record(request, form, title=str(found), save=actions.edit_criterion, back=found)


@programme_page("gates.view_decision")
def decision(request, programme, pk):
    """What was decided, printable: the facts of that day, the votes, the conditions, the hash, what has changed since."""
    found = one_of(
        programme, Decision.objects.select_related("request__gate__stage"), pk, request.user, "gates.view_decision"
    )
    changes = changed_since(found.facts, look_at(found.request.gate))
    context = {
        "decision": found,
        "gate": found.request.gate,
        "changes": changes.values(),
        "conditions": found.conditions.select_related("owner", "verifier"),
    }
    return render(request, "gates/decision.html", context)


@programme_page("gates.verify_condition")
def confirm_condition(request, programme, pk):
    found = one_of(programme, Condition.objects.select_related("decision"), pk, request.user, "gates.verify_condition")
    if request.method == "POST":
        actions.confirm_condition(found, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("Condition met."))
        return redirect(found)
    return render(request, "gates/confirm_condition.html", {"condition": found})
