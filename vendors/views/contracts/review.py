"""Who looks at a contract for what, and what they say."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.contracts.clause_list import clause_list
from vendors.forms.contracts import AnswerForm, ReasonForm, ReviewersForm
from vendors.models import Contract, ContractReview
from vendors.views.contracts.shared import SECTION, one_contract, part_of

REVIEWS = ContractReview.objects.select_related(
    "reviewer", "contract__vendor", "contract__programme__organisation", "contract__submitted_by"
)


@programme_page("vendors.edit_contract")
def contract_reviewers(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    form = ReviewersForm(request.POST or None, contract=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_reviewers(found, form.people, by=request.user, seen_revision=form.cleaned_data.get("revision"))
        except Stale as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["revision"] = Contract.objects.values_list("revision", flat=True).get(pk=found.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Reviewers are saved."))
            return redirect(f"{found.get_absolute_url()}#reviews")
    context = {
        **SECTION,
        "form": form,
        "title": _("Who reviews the contract"),
        "lead": _("Each looks at it for what they know, and says what they think once it is submitted."),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.answer_review")
def answer_review(request, programme, pk):
    """Read it, then agree, agree with a remark, or object."""
    review = part_of(request, programme, REVIEWS, pk, "vendors.answer_review")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_review(review, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your answer is recorded."))
            return redirect(review)
    found = review.contract
    context = {
        **SECTION,
        "review": review,
        "contract": found,
        "form": form,
        "is_open": review.state == "waiting" and found.state == "under_review" and review.round == found.review_round,
        "version": found.versions.first(),
        "clauses": clause_list(found),
    }
    return render(request, "vendors/contract_review.html", context)


@programme_page("vendors.settle_review")
def settle_review(request, programme, pk):
    review = part_of(request, programme, REVIEWS, pk, "vendors.settle_review")
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = _("How it was settled")
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_review(review, how=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The objection is settled."))
            return redirect(review)
    context = {
        **SECTION,
        "form": form,
        "title": _("Settle the objection"),
        "lead": review.remark,
        "submit": _("Settle the objection"),
        "back": review.get_absolute_url(),
    }
    return render(request, "core/form.html", context)
