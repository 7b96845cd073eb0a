"""Submit, approve, sign."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.clauses import WHY
from vendors.contracts.clause_list import clause_list
from vendors.forms import ReasonForm, SignForm
from vendors.views.contracts.shared import SECTION, one_contract


@programme_page("vendors.edit_contract")
def submit_contract(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    if request.method == "POST":
        actions.submit_contract(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The review is asked for. Reviewers and sponsors have been told."))
        return redirect(found)
    upcoming = found.reviews.filter(round__gte=found.review_round).exists()
    context = {
        **SECTION,
        "record": found,
        "title": _("Submit for review: %(name)s") % {"name": found.name},
        "lead": _(
            "Terms and clauses stay as they are until the sponsor has looked. You cannot approve what you submit."
        ),
        "missing": [(key.label, WHY[key]) for key in actions.missing_clauses(found)],
        "no_reviewers": not upcoming,
        "submit": _("Submit for review"),
    }
    return render(request, "vendors/contract_submit.html", context)


@programme_page("vendors.approve_contract")
def approve_contract(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.approve_contract")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve_contract(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contract is approved."))
            return redirect(found)
    context = {
        **SECTION,
        "contract": found,
        "form": form,
        "clauses": clause_list(found),
        "reviews": found.current_reviews.select_related("reviewer", "version"),
    }
    return render(request, "vendors/approve.html", context)


@programme_page("vendors.sign_contract")
def sign_contract(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.sign_contract")
    form = SignForm(request.POST or None, contract=found, initial={"signed_on": found.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.sign_contract(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The signature is recorded."))
            return redirect(found)
    context = {
        **SECTION,
        "form": form,
        "title": _("Record the signature: %(name)s") % {"name": found.name},
        "lead": _("The vendor is under contract from then on, and reminders of the notice day begin."),
        "submit": _("Record the signature"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)
