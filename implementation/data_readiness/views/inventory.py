"""What data there is, whose it is, and what of it nobody looks after."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from implementation.data_readiness import scores
from implementation.data_readiness.charts import scores_chart
from implementation.data_readiness.inventory import gaps
from implementation.data_readiness.start import furnish_domains
from implementation.programme.crm_modules import LAYERS, MODULES
from implementation.programme.pages import programme_page

SECTION = "data_inventory"


@programme_page("data_readiness.view_datadomain")
def data_inventory(request, programme):
    """The domains with their sources, and the gaps."""
    domains = scores.by_domain(programme)
    context = {
        "section": SECTION,
        "domains": domains,
        "gaps": gaps(programme, domains),
        "sources": sum(len(item.sources) for item in domains),
    }
    return render(request, "data_readiness/inventory.html", context)


@programme_page("data_readiness.edit_data")
@require_POST
def furnish_data_domains(request, programme):
    """For a programme that began before there was an inventory."""
    furnish_domains(programme, request.user)
    messages.success(request, _("The four domains are laid out."))
    return redirect("data_inventory", programme.pk)


@programme_page("data_readiness.view_datadomain")
def data_matrix(request, programme):
    """Which module needs which domain, and whether anything comes from there."""
    domains = scores.by_domain(programme)
    rows = [
        {
            "name": module.name,
            "layer": LAYERS[module.layer],
            "wanted": key in programme.modules_wanted,
            "cells": [(item, key in item.domain.modules) for item in domains],
        }
        for key, module in MODULES.items()
    ]
    rows.sort(key=lambda row: not row["wanted"])
    context = {"section": SECTION, "domains": domains, "rows": rows, "gaps": gaps(programme, domains)}
    return render(request, "data_readiness/matrix.html", context)


@programme_page("data_readiness.view_profile")
def data_quality(request, programme):
    """The scores of every domain now and over time."""
    profiles = list(scores.profiles_of(programme))
    domains = scores.by_domain(programme, profiles)
    context = {
        "section": SECTION,
        "domains": domains,
        "chart": scores_chart(profiles, [item.domain for item in domains]),
        "profiled": any(item.latest for item in domains),
    }
    return render(request, "data_readiness/quality.html", context)
