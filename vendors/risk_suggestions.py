"""What sourcing suggests to the risk register, and what of it a risk may be linked to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import say
from risks.registry import Suggestion, linkable, risk_suggestion
from vendors.contracts import risk_suggestions as _of_contracts  # noqa: F401
from vendors.models import Contract, DiligenceItem, SourcingOption, Vendor

#: Way -> starter risks that come with it.
OF_MODE = {
    "outsource": (
        *("service_poor", "change_consent", "provider_stops", "data_held", "provider_lags", "integration_harder"),
        *("switching_cost", "unforeseen_change", "oversight_cost"),
    ),
    "buy": ("integration_underestimated", "provider_lags", "unforeseen_change", "switching_cost"),
    "build": ("single_heads", "poor_scalability", "integration_underestimated"),
}


@linkable("vendors.vendor")
def vendors(programme):
    return Vendor.objects.filter(programme=programme)


@linkable("vendors.contract")
def contracts(programme):
    return Contract.objects.filter(programme=programme).select_related("vendor")


@linkable("vendors.sourcingoption")
def ways(programme):
    return SourcingOption.objects.filter(programme=programme)


@risk_suggestion("vendors.sourcing")
def sourcing(programme):
    """By every way that is compared; the reader knows which one is decided."""
    url = reverse("sourcing", args=[programme.pk])
    for option in SourcingOption.objects.filter(programme=programme):
        for key in OF_MODE.get(option.mode, ()):
            yield Suggestion(key, say(_("“{way}” is one of the ways compared."), way=option.get_mode_display()), url)


#: What the due diligence found -> starter risks that it speaks for.
OF_FINDING = {
    "finance": ("provider_stops",),
    "insolvency": ("provider_stops",),
    "references": ("service_poor",),
    "competitors": ("data_held",),
    "data_access": ("data_held",),
    "data_location": ("data_held",),
    "certificates": ("data_held",),
}


@risk_suggestion("vendors.due_diligence")
def due_diligence(programme):
    """Every concern about a vendor that could still be chosen, or that was."""
    found = DiligenceItem.objects.filter(vendor__programme=programme, state__in=["concern", "blocking"]).exclude(
        vendor__state__in=["rejected", "withdrawn"]
    )
    for item in found.select_related("vendor"):
        url = reverse("diligence", args=[programme.pk, item.vendor_id])
        for key in OF_FINDING.get(item.kind, ()):
            why = say(
                _("Due diligence on {vendor}, {what}: {state}."),
                vendor=item.vendor.name,
                what=item.title or item.get_kind_display(),
                state=DiligenceItem.State(item.state).label,
            )
            yield Suggestion(key, why, url)
