"""Finding the effects of a change, deciding it, finishing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from change_mgmt import actions
from change_mgmt.forms.changes import AssessForm, DecideForm, FinishForm
from change_mgmt.views.changes.change import CHANGES, told
from change_mgmt.views.changes.listing import VIEW, limits_shown
from core.refusal import Refused
from core.workflow import why_closed
from implementation.programme.pages import one_of, programme_page


@programme_page("change_mgmt.assess_change")
def assess_change(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, "change_mgmt.assess_change")
    _only_when_open(found, found.hand_in, request)
    form = AssessForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            assessed = actions.assess(found, by=request.user, seen=request.POST.get("seen", ""), **form.values)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(change)s waits for approval.") % {"change": assessed.code})
            return redirect(assessed)
    context = {
        "change": found,
        "form": form,
        "page_title": found.code,
        "section": "changes",
        **limits_shown(actions.limits_of(programme)),
    }
    return render(request, "change_mgmt/assess.html", context)


@programme_page(VIEW)
def decide_change(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, "change_mgmt.decide_change")
    _only_when_open(found, found.reject, request)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decision = actions.decide(found, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded: %(outcome)s.") % {"outcome": decision.get_outcome_display()})
            return redirect(found)
    held_up = why_closed(found, found.approve, by=request.user)
    context = told(found) | {"form": form, "page_title": found.code, "held_up": held_up, "section": "changes"}
    return render(request, "change_mgmt/decide.html", context)


@programme_page("change_mgmt.implement_change")
def finish_change(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, "change_mgmt.implement_change")
    _only_when_open(found, found.implement, request)
    left = actions.open_tasks(found)
    initial = {"actual_cost": found.cost, "actual_days": found.days}
    form = FinishForm(request.POST or None, initial=initial, with_open_tasks=bool(left))
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.finish_change(found, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(change)s is implemented.") % {"change": done.code})
            return redirect(done)
    context = {"change": found, "form": form, "left": left, "page_title": found.code, "section": "changes"}
    return render(request, "change_mgmt/finish_change.html", context)


def _only_when_open(change, step, request) -> None:
    """Say why the page is closed instead of showing a form that will be refused."""
    if reason := why_closed(change, step, by=request.user):
        raise Refused(reason)
