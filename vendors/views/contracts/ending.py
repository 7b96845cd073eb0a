"""How a contract is prolonged, left and closed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.edit import new_record
from core.refusal import Refused
from core.text import day
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import EndForm, NoticeForm, ReasonForm
from vendors.models import ContractNotice
from vendors.notice import ends_by_notice
from vendors.views.contracts.shared import SECTION, one_contract, part_of

NOTICES = ContractNotice.objects.select_related("contract__programme__organisation")


@programme_page("vendors.sign_contract")
def give_notice(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.sign_contract")
    given = ContractNotice(contract=found, given_on=found.today, by_whom=request.user.name)
    leave = ends_by_notice(found.terms, given_on=found.today)
    lead = _("Given today, it ends on %(day)s at the end of the term.") % {"day": day(leave)} if leave else ""
    return new_record(
        request,
        NoticeForm(request.POST or None, instance=given),
        title=_("Record a notice: %(name)s") % {"name": found.name},
        lead=lead,
        submit=_("Record the notice"),
        save=lambda notice: actions.give_notice(notice, by=request.user),
        back=found,
        **SECTION,
    )


def _with_a_reason(request, back, *, act, title, lead, submit, done):
    """A page that asks why, and does it."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(back)
    context = {**SECTION, "form": form, "title": title, "lead": lead, "submit": submit}
    return render(request, "core/form.html", context | {"back": back.get_absolute_url()})


@programme_page("vendors.sign_contract")
def withdraw_notice(request, programme, pk):
    given = part_of(request, programme, NOTICES, pk, "vendors.sign_contract")
    return _with_a_reason(
        request,
        given.contract,
        act=lambda reason: actions.withdraw_notice(given, note=reason, by=request.user),
        title=_("Take the notice back: %(name)s") % {"name": given.contract.name},
        lead=_("The contract goes on as if no notice had been given; the notice stays on record."),
        submit=_("Take the notice back"),
        done=_("The notice is taken back."),
    )


@programme_page("vendors.sign_contract")
def use_option(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.sign_contract")
    return _with_a_reason(
        request,
        found,
        act=lambda reason: actions.use_option(found, note=reason, by=request.user),
        title=_("Use the option: %(name)s") % {"name": found.name},
        lead=_("The contract goes on by %(months)s months after its present term.") % {"months": found.renewal_months},
        submit=_("Use the option"),
        done=_("The option is used."),
    )


@programme_page("vendors.sign_contract")
def end_contract(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.sign_contract")
    last = min(found.ends_on or found.today, found.today)
    form = EndForm(request.POST or None, initial={"ended_on": last})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_contract(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contract is ended."))
            return redirect(found)
    context = {
        **SECTION,
        "form": form,
        "title": _("End the contract: %(name)s") % {"name": found.name},
        "lead": _("Reminders stop and the contract is closed for good."),
        "submit": _("End the contract"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)
