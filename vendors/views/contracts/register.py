"""The register of contracts, and how much hangs on one provider."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.roles import STEERING
from core.text import whole
from implementation.programme.models import Programme
from implementation.programme.pages import programme_page
from vendors.contracts.concentration import LIMIT, concentration
from vendors.contracts.fee_schedule import PREFETCH, yearly_value
from vendors.contracts.register import Filter, seen_by, workbook
from vendors.models import Contract, Vendor
from vendors.views.contracts.shared import SECTION

PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page("vendors.view_contract")
def contracts(request, programme):
    """Every contract with its next dates and what it costs; a vendor contact and a reviewer see their own."""
    chosen = Filter.of(request.GET)
    seen = seen_by(request.user, programme)
    found = chosen.apply(seen, programme)
    page = Paginator(found.prefetch_related(*PREFETCH), PER_PAGE).get_page(request.GET.get("page"))
    shows_money = bool(programme.roles_of(request.user) & STEERING)
    if shows_money:
        for contract in page.object_list:
            contract.yearly = yearly_value(contract)
    total = sum((yearly_value(contract) for contract in found.prefetch_related(*PREFETCH)), Decimal(0))
    context = {
        **SECTION,
        "page": page,
        "chosen": chosen,
        "contract_count": page.paginator.count,
        "total": total if shows_money else None,
        "shows_money": shows_money,
        "currency": programme.organisation.currency,
        "states": Contract.State.choices,
        "renewals": Contract.Renewal.choices,
        "vendors": Vendor.objects.filter(contracts__in=seen).distinct(),
        "has_vendor": Vendor.objects.filter(programme=programme, state__in=["chosen", "contracted"]).exists(),
    }
    return render(request, "vendors/contract_list.html", context)


@programme_page("vendors.view_contractfee")
def contracts_xlsx(request, programme):
    """The register as filtered, as a workbook."""
    found = Filter.of(request.GET).apply(seen_by(request.user, programme), programme)
    data = workbook(found.prefetch_related(*PREFETCH, "modules"))
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="contracts-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


@programme_page("vendors.view_exitplan")
def provider_concentration(request, programme):
    """One provider for how much; for who serves several programmes of the organisation, across all of them."""
    mine = Programme.objects.filter(
        organisation=programme.organisation, memberships__user=request.user, memberships__role__in=STEERING
    ).distinct()
    across = "all" in request.GET and mine.count() > 1
    limit = min(max(whole(request.GET.get("above", "")) or LIMIT, 1), 100)
    found = concentration(mine if across else [programme], limit=limit, risks_for=request.user)
    context = {
        **SECTION,
        "found": found,
        "across": across,
        "programmes": mine.count(),
        "limit": limit,
        "currency": programme.organisation.currency,
    }
    return render(request, "vendors/contract_concentration.html", context)
