"""One contract, and its terms while they are a draft."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.pdf import PdfUnavailable
from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.actions import contracts as contract_actions
from vendors.contracts import paper
from vendors.contracts.clause_list import clause_list
from vendors.contracts.fee_schedule import against_the_original, yearly_value
from vendors.forms import ContractForm
from vendors.models import Contract, ContractApproval, ContractReview, ContractStage, Vendor
from vendors.notice import ends_by_notice, reasons, reminder_days
from vendors.views.contracts.shared import SECTION, one_contract


@programme_page("vendors.view_contract")
def contract(request, programme, pk):
    """Terms, why the notice day is what it is, the paper, the review, the clauses."""
    found = one_contract(request, programme, pk, "vendors.view_contract")
    is_insider = request.user.has_perm("vendors.view_contractclause", found)
    context = {
        **SECTION,
        "contract": found,
        "page_title": found.name,
        "is_insider": is_insider,
        "reasons": reasons(found.terms, on=found.today),
        "reminders": reminder_days(found.notice_by) if found.notice_by else (),
        "modules": found.modules.all(),
        **(_inside(found) if is_insider else {}),
    }
    return render(request, "vendors/contract.html", context)


def _inside(found: Contract) -> dict:
    """What the vendor's own people do not see."""
    leave = None if found.ends_on else ends_by_notice(found.terms, given_on=found.today)
    stages = list(found.stages.all())
    for stage in stages:
        stage.contract = found
    return {
        "clauses": clause_list(found),
        "reviews": found.current_reviews.select_related("reviewer", "version", "contract__submitted_by"),
        "past_reviews": found.reviews.exclude(round=found.review_round)
        .filter(round__lt=found.review_round)
        .select_related("reviewer", "version"),
        "review_states": ContractReview.State,
        "approvals": ContractApproval.objects.filter(contract=found),
        "versions": found.versions.select_related("by"),
        "notices": found.notices.select_related("by"),
        "leave": leave,
        "may_prolong": found.terms.may_be_prolonged,
        "options_left": max(0, found.options - found.options_used),
        "yearly": yearly_value(found),
        "against": against_the_original(found),
        "stages_accepted": sum(stage.state == ContractStage.State.ACCEPTED for stage in stages),
        "stages_late": sum(stage.is_late for stage in stages),
        "stages": stages,
    }


@programme_page("vendors.view_contractclause")
def contract_pdf(request, programme, pk):
    """The contract on paper, with the facts that its approval froze."""
    found = one_contract(request, programme, pk, "vendors.view_contractclause")
    try:
        file = paper.pdf(found, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    disposition = f'attachment; filename="contract-{found.pk}.pdf"'
    return HttpResponse(file.bytes, content_type="application/pdf", headers={"Content-Disposition": disposition})


@programme_page("vendors.edit_contract")
def new_contract(request, programme):
    chosen = Vendor.objects.filter(programme=programme, state=Vendor.State.CHOSEN).first()
    form = ContractForm(request.POST or None, instance=Contract(programme=programme, vendor=chosen))
    if request.method == "POST" and form.is_valid():
        try:
            found = contract_actions.draft_contract(
                form.instance, by=request.user, modules=form.cleaned_data["modules"]
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    back = reverse("contracts", args=[programme.pk])
    context = {**SECTION, "form": form, "title": _("New contract"), "back": back}
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_contract")
def edit_contract(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    actions.only_a_draft(found)
    form = ContractForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        modules = form.cleaned_data["modules"]
        try:
            actions.edit_contract(
                found, by=request.user, seen_revision=form.seen_revision, modules=modules, **form.terms
            )
        except Stale as error:
            form.refuse_stale(error)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    context = {**SECTION, "form": form, "title": found.name, "back": found.get_absolute_url()}
    return render(request, "core/form.html", context)
