"""What data there is, whose it is, and what of it nobody looks after."""

from django.shortcuts import render

from implementation.data_readiness.models import DataDomain, DataFile, DataSource
from implementation.programme.pages import one_of, programme_page


@programme_page("data_readiness.view_datadomain")
def data_inventory(request, programme):
    domains = programme.datadomains.select_related("owner").prefetch_related("sources")
    return render(request, "data_readiness/inventory.html", {"section": "data_inventory", "domains": domains})


@programme_page("data_readiness.view_datadomain")
def data_domain(request, programme, pk):
    domains = DataDomain.objects.select_related("programme", "owner")
    domain = one_of(programme, domains, pk, request.user, "data_readiness.view_datadomain")
    return render(request, "data_readiness/domain.html", {"section": "data_inventory", "domain": domain})


@programme_page("data_readiness.view_datasource")
def data_source(request, programme, pk):
    sources = DataSource.objects.select_related("domain__programme", "owner")
    source = one_of(programme, sources, pk, request.user, "data_readiness.view_datasource")
    return render(request, "data_readiness/source.html", {"section": "data_inventory", "source": source})


@programme_page("data_readiness.view_datafile")
def data_file(request, programme, pk):
    files = DataFile.objects.select_related("source__domain__programme", "by")
    found = one_of(programme, files, pk, request.user, "data_readiness.view_datafile")
    return render(request, "data_readiness/file.html", {"section": "data_inventory", "file": found})
