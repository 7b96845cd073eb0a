from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.forms import NoteForm
from core.refusal import Refused
from core.roles import INSIDERS
from implementation.programme import actions
from implementation.programme.forms import ReviewForm, condition_forms
from implementation.programme.models import AcceptanceCondition, Deliverable, Review
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "plan"}


@require_POST
@programme_page("programme.review_deliverable")
def review_deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.review_deliverable")
    form = ReviewForm(request.POST, instance=Review(deliverable=found))
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: write the remark first."))
    else:
        try:
            actions.review(found, by=request.user, **form.values)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Your remark is saved."))
    return redirect(f"{found.get_absolute_url()}#reviews")


@programme_page("programme.view_deliverable")
def accept_with_conditions(request, programme, pk):
    """Up to three conditions, each with an owner, a day and somebody else who checks."""
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.accept_deliverable")
    forms = condition_forms(request.POST or None, people=actions.people_on(programme, *INSIDERS))
    refusal = ""
    valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(valid):
        conditions = [form.promise for form in forms if form.promise]
        try:
            actions.accept_with_conditions(
                found, conditions=conditions, by=request.user, seen=request.POST.get("seen", "")
            )
        except Refused as error:
            refusal = str(error)
        else:
            messages.success(request, _("%(name)s is accepted with conditions.") % {"name": found.name})
            return redirect(found)
    context = {**SECTION, "deliverable": found, "forms": forms, "refusal": refusal}
    return render(request, "programme/accept_with_conditions.html", context)


@programme_page("programme.view_deliverable")
def send_back_deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.accept_deliverable")
    return _with_note(
        request,
        back=found,
        title=_("Send back"),
        lead=_("Say what is missing. Whoever handed it in hears of it; a new version is asked for."),
        take=lambda note: actions.send_back(found, by=request.user, note=note, seen=request.POST.get("seen", "")),
        state=found.state,
    )


@programme_page("programme.view_deliverable")
def confirm_acceptance_condition(request, programme, pk):
    rows = AcceptanceCondition.objects.select_related("deliverable")
    found = one_of(programme, rows, pk, request.user, "programme.verify_condition")
    return _with_note(
        request,
        back=found.deliverable,
        title=_("Confirm as met"),
        lead=found.text,
        take=lambda note: actions.confirm_acceptance_condition(
            found, by=request.user, note=note, seen=request.POST.get("seen", "")
        ),
        state=found.state,
    )


def _with_note(request, *, back, title, lead, take, state):
    """A page that asks why, then does it."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take(form.cleaned_data["note"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": back})
            return redirect(back)
    context = {**SECTION, "form": form, "title": title, "lead": lead, "back": back, "record": back, "state": state}
    return render(request, "programme/say_why.html", context)
