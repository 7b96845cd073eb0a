"""The four domains that every CRM lives on, in a new programme."""

from django.utils.translation import gettext_lazy as _

from core import actions
from implementation.data_readiness.models import DataDomain
from implementation.programme.registry import on_start

#: Kind -> name, what it holds, modules of the CRM that cannot do without it.
DOMAINS = {
    DataDomain.Kind.CUSTOMER: (
        _("Customers"),
        _("Companies and people we sell to or want to sell to, with their addresses and contacts."),
        ["master_data", "sales", "service", "marketing", "call_centre", "partners", "e_commerce", "intelligence"],
    ),
    DataDomain.Kind.PRODUCT: (
        _("Products"),
        _("What we sell and service: articles, variants, prices."),
        ["sales", "service", "marketing", "e_commerce", "projects"],
    ),
    DataDomain.Kind.STOCK: (
        _("Stock"),
        _("What is there to be delivered, where and how much of it."),
        ["sales", "service", "e_commerce"],
    ),
    DataDomain.Kind.TRANSACTION: (
        _("Transactions"),
        _("Quotes, orders, invoices, payments, visits and calls."),
        ["sales", "service", "marketing", "intelligence", "performance"],
    ),
}


@on_start(order=30)
def furnish_domains(programme, by):
    """In the organisation's language, as the rest of a new programme."""
    there = set(programme.datadomains.values_list("kind", flat=True))
    for kind, (name, holds, modules) in DOMAINS.items():
        if kind not in there:
            domain = DataDomain(programme=programme, kind=kind, name=str(name), holds=str(holds), modules=list(modules))
            actions.create(domain, permission="data_readiness.edit_data", by=None)
