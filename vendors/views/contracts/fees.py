"""What is paid, month by month, and how it rises."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused, Stale
from core.text import whole
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.contracts.fee_schedule import PREFETCH, against_the_original, schedule, yearly_value
from vendors.forms.contracts import FeeForm, IndexationForm, QuantityForm
from vendors.models import ContractFee, Indexation
from vendors.views.contracts.shared import RECORDS, SECTION, one_contract, part_of

FEES = ContractFee.objects.select_related("contract__programme__organisation").prefetch_related("tiers")
INDEXATIONS = Indexation.objects.select_related("contract__programme__organisation")


def _back(programme, pk) -> str:
    return reverse("contract_fees", args=[programme.pk, pk])


@programme_page("vendors.view_contractfee")
def contract_fees(request, programme, pk):
    """Every fee, the table by year and by month, and what changes added."""
    rows = RECORDS.select_related("indexation").prefetch_related(*PREFETCH)
    found = part_of(request, programme, rows, pk, "vendors.view_contractfee")
    table = schedule(found)
    year = whole(request.GET.get("year", ""))
    year = year if year in table.years else min(max(found.today.year, table.years[0]), table.years[-1])
    context = {
        **SECTION,
        "contract": found,
        "fees": found.fees.all(),
        "indexation": getattr(found, "indexation", None),
        "changes": found.changes.select_related("decided_by", "asked_by", "contract__programme"),
        "table": table,
        "year": year,
        "months": table.of_year(year),
        "yearly": yearly_value(found),
        "against": against_the_original(found),
        "is_draft": found.state == "draft",
        "is_signed": found.state == "signed",
    }
    return render(request, "vendors/contract_fees.html", context)


@programme_page("vendors.edit_contract")
def new_fee(request, programme, pk):
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    actions.only_a_draft(found)
    form = FeeForm(request.POST or None, instance=ContractFee(contract=found))
    return new_record(
        request,
        form,
        title=_("Add a fee"),
        lead=_("What is paid beside the monthly fee, in %(currency)s.") % {"currency": found.currency},
        save=lambda fee: actions.add_fee(fee, by=request.user, tiers=form.cleaned_data["tiers"]),
        back=_back(programme, pk),
        **SECTION,
    )


@programme_page("vendors.edit_contract")
def edit_fee(request, programme, pk):
    fee = part_of(request, programme, FEES, pk, "vendors.edit_contract")
    actions.only_a_draft(fee.contract)
    form = FeeForm(request.POST or None, instance=fee)

    def save(record, **given):
        return actions.edit_fee(record, tiers=form.cleaned_data["tiers"], **given)

    return edit_record(request, form, title=fee.name, save=save, back=_back(programme, fee.contract_id), **SECTION)


@require_POST
@programme_page("vendors.edit_contract")
def remove_fee(request, programme, pk):
    fee = part_of(request, programme, FEES, pk, "vendors.edit_contract")
    actions.remove_fee(fee, by=request.user)
    messages.success(request, _("The fee is removed."))
    return redirect(_back(programme, fee.contract_id))


@programme_page("vendors.edit_contract")
def fee_quantity(request, programme, pk):
    """How many users or units are expected, while the contract runs."""
    fee = part_of(request, programme, FEES, pk, "vendors.edit_contract")
    form = QuantityForm(request.POST or None, initial={"quantity": fee.quantity, "revision": fee.revision})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_quantity(
                fee, quantity=given["quantity"], by=request.user, seen_revision=given.get("revision")
            )
        except (Stale, Refused) as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": fee})
            return redirect(_back(programme, fee.contract_id))
    context = {**SECTION, "form": form, "title": fee.name, "back": _back(programme, fee.contract_id)}
    context["lead"] = _("How many are expected a month. The price is what was agreed.")
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_contract")
def edit_indexation(request, programme, pk):
    """Of this contract: how fees rise, or later values of the index."""
    found = one_contract(request, programme, pk, "vendors.edit_contract")
    known = INDEXATIONS.filter(contract=found).first()
    form = IndexationForm(request.POST or None, instance=known or Indexation(contract=found))
    shared = {"title": _("How fees rise"), "back": _back(programme, pk), **SECTION}
    if known is None:
        actions.only_a_draft(found)
        return new_record(
            request, form, save=lambda item: actions.save_indexation(item, by=request.user), lead=found.name, **shared
        )
    lead = _("Once it is under review, only values of the index are added.")
    return edit_record(request, form, save=actions.save_indexation, lead=lead, **shared)


@require_POST
@programme_page("vendors.edit_contract")
def drop_indexation(request, programme, pk):
    known = part_of(request, programme, INDEXATIONS, pk, "vendors.edit_contract")
    actions.drop_indexation(known, by=request.user)
    messages.success(request, _("Fees no longer rise by themselves."))
    return redirect(_back(programme, known.contract_id))
