"""Amendments and change orders."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme.pages import programme_page
from vendors.actions import contracts as actions
from vendors.forms.contracts import ChangeForm
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
