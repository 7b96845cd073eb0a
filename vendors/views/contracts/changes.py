"""Amendments and change orders."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.forms import NoteForm
from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import ChangeForm, DecideChangeForm
from vendors.models import ContractChange
from vendors.views.contracts.shared import SECTION, one_contract, part_of

CHANGES = ContractChange.objects.select_related("contract__programme__organisation")


def _back(programme, pk) -> str:
    return f"{reverse('contract_fees', args=[programme.pk, pk])}#changes"


@programme_page("vendors.edit_contract")
def new_contract_change(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    form = ChangeForm(request.POST or None, instance=ContractChange(contract=found, number=0))
    return new_record(
        request,
        form,
        title=_("Enter a change"),
        lead=_("Amounts in %(currency)s. It counts once the sponsor has approved it.") % {"currency": found.currency},
        save=lambda change: actions.add_change(change, by=request.user),
        back=_back(programme, pk),
        **SECTION,
    )


@programme_page("vendors.edit_contract")
def edit_contract_change(request, programme, pk):
    change = part_of(request, programme, CHANGES, pk, "vendors.edit_contract")
    form = ChangeForm(request.POST or None, instance=change)
    back = _back(programme, change.contract_id)
    return edit_record(request, form, title=str(change), save=actions.edit_change, back=back, **SECTION)


@programme_page("vendors.edit_contract")
def ask_contract_change(request, programme, pk):
    """With a word to the sponsor, where there is one to say."""
    change = part_of(request, programme, CHANGES, pk, "vendors.edit_contract")
    form = NoteForm(request.POST or None)
    form.fields["note"].required, form.fields["note"].label = False, _("A word to the sponsor")
    return _sent(
        request,
        change,
        form,
        act=lambda given: actions.ask_for_change(change, by=request.user, note=given["note"]),
        title=_("Ask for approval: %(name)s") % {"name": change},
        submit=_("Ask for approval"),
        done=_("The approval is asked for. The sponsors have been told."),
    )


@programme_page("vendors.approve_contract")
def decide_contract_change(request, programme, pk):
    change = part_of(request, programme, CHANGES, pk, "vendors.approve_contract")
    return _sent(
        request,
        change,
        DecideChangeForm(request.POST or None),
        act=lambda given: actions.decide_change(
            change, approved=given["verdict"] == "approve", reason=given["reason"], by=request.user
        ),
        title=_("Decide on the change: %(name)s") % {"name": change},
        submit=_("Record the decision"),
        done=_("The decision is recorded."),
    )


def _sent(request, change, form, *, act, title, submit, done):
    back = _back(change.programme, change.contract_id)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {**SECTION, "form": form, "title": title, "lead": change.reason, "submit": submit, "back": back}
    return render(request, "core/form.html", context)
