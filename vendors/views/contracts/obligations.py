"""What both sides owe."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import day
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import KeepForm, ObligationForm, ReasonForm
from vendors.models import Fulfilment, Obligation
from vendors.views.contracts.shared import SECTION, one_contract, part_of

OBLIGATIONS = Obligation.objects.select_related("owner", "contract__vendor", "contract__programme__organisation")
FULFILMENTS = Fulfilment.objects.select_related("by", "obligation__contract__programme__organisation")


@programme_page("vendors.view_obligation")
def contract_obligations(request, programme, pk):
    """Both sides beside each other; a vendor contact sees what is its own to do."""
    found = one_contract(request, programme, pk, "vendors.view_contract")
    seen = OBLIGATIONS.filter(contract=found)
    if not request.user.has_perm("vendors.view_contractfee", found):
        own = Q(owner=request.user) | Q(owner=None)
        seen = seen.filter(own, side=Obligation.Side.VENDOR)
    listed = list(seen)
    claimed = Fulfilment.objects.filter(obligation__in=seen, state=Fulfilment.State.CLAIMED)
    context = {
        **SECTION,
        "contract": found,
        "sides": [(label, [item for item in listed if item.side == side]) for side, label in Obligation.Side.choices],
        "has_any": bool(listed),
        "late": sum(item.is_late for item in listed),
        "claimed": set(claimed.values_list("obligation_id", flat=True)),
    }
    return render(request, "vendors/contract_obligations.html", context)


@programme_page("vendors.view_obligation")
def obligation(request, programme, pk):
    """When it is owed, and every time that it was kept."""
    found = part_of(request, programme, OBLIGATIONS, pk, "vendors.view_obligation")
    context = {
        **SECTION,
        "obligation": found,
        "contract": found.contract,
        "page_title": found.text,
        "fulfilments": FULFILMENTS.filter(obligation=found),
    }
    return render(request, "vendors/obligation.html", context)


@programme_page("vendors.edit_obligation")
def new_obligation(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    return new_record(
        request,
        ObligationForm(request.POST or None, instance=Obligation(contract=found)),
        title=_("Add an obligation"),
        lead=found.name,
        save=lambda item: actions.add_obligation(item, by=request.user),
        back=reverse("contract_obligations", args=[programme.pk, pk]),
        **SECTION,
    )


@programme_page("vendors.edit_obligation")
def edit_obligation(request, programme, pk):
    found = part_of(request, programme, OBLIGATIONS, pk, "vendors.edit_obligation")
    form = ObligationForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.text, save=actions.edit_obligation, back=found, **SECTION)


@programme_page("vendors.keep_obligation")
def keep_obligation(request, programme, pk):
    found = part_of(request, programme, OBLIGATIONS, pk, "vendors.keep_obligation")
    form = KeepForm(request.POST or None, initial={"done_on": found.contract.today, "seen_due": found.due})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_obligation(found, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Marked as done."))
            return redirect(found)
    context = {
        **SECTION,
        "form": form,
        "title": _("Mark as done: %(name)s") % {"name": found.text},
        "lead": _("For %(day)s") % {"day": day(found.due)},
        "submit": _("Mark as done"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.acknowledge_obligation")
def refuse_fulfilment(request, programme, pk):
    found = part_of(request, programme, FULFILMENTS, pk, "vendors.acknowledge_obligation")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_fulfilment(found, accepted=False, answer=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Not accepted: it is owed again."))
            return redirect(found)
    context = {
        **SECTION,
        "form": form,
        "title": _("Do not accept: %(name)s") % {"name": found.obligation.text},
        "lead": found.evidence,
        "submit": _("Do not accept"),
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", context)
