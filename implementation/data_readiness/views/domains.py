"""One domain."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.data_readiness import actions, scores
from implementation.data_readiness.forms import DomainForm
from implementation.data_readiness.models import DataDomain
from implementation.programme.pages import one_of, programme_page

SECTION = "data_inventory"
DOMAINS = DataDomain.objects.select_related("programme", "owner")


@programme_page("data_readiness.edit_data")
def new_data_domain(request, programme):
    form = DomainForm(request.POST or None, instance=DataDomain(programme=programme), programme=programme)
    title, address = _("Add a domain"), f"/programmes/{programme.pk}/data/"
    permission = "data_readiness.edit_data"
    return new_record(request, form, title=title, back=address, permission=permission, section=SECTION)


@programme_page("data_readiness.view_datadomain")
def data_domain(request, programme, pk):
    domain = one_of(programme, DOMAINS.all(), pk, request.user, "data_readiness.view_datadomain")
    item = next(item for item in scores.by_domain(programme) if item.domain.pk == domain.pk)
    context = {
        "section": SECTION,
        "domain": domain,
        "item": item,
        "sources": [(source, item.latest.get(source.pk)) for source in item.sources],
        "is_own": domain.kind == DataDomain.Kind.OWN,
    }
    return render(request, "data_readiness/domain.html", context)


@programme_page("data_readiness.edit_data")
def edit_data_domain(request, programme, pk):
    domain = one_of(programme, DOMAINS.all(), pk, request.user, "data_readiness.edit_data")
    form = DomainForm(request.POST or None, instance=domain, programme=programme)
    permission = "data_readiness.edit_data"
    return edit_record(request, form, title=domain.name, back=domain, permission=permission, section=SECTION)


@programme_page("data_readiness.edit_data")
def remove_data_domain(request, programme, pk):
    domain = one_of(programme, DOMAINS.all(), pk, request.user, "data_readiness.edit_data")
    if request.method == "POST":
        actions.remove_domain(domain, by=request.user)
        messages.success(request, _("“%(name)s” is removed.") % {"name": domain.name})
        return redirect("data_inventory", programme.pk)
    context = {"section": SECTION, "record": domain, "what": _("It leaves the inventory and the matrix of modules.")}
    return render(request, "data_readiness/remove.html", context)
