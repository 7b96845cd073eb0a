"""Starter risks to choose from."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementation.programme.pages import programme_page
from risks import actions
from risks.catalogue import STARTERS
from risks.models import Category, Risk
from risks.views.section import SECTION


@programme_page("risks.edit_risk")
def catalogue(request, programme):
    """Starter risks to choose from; what the register has already is marked."""
    if request.method == "POST":
        added = actions.add_from_catalogue(programme, request.POST.getlist("key"), by=request.user)
        if added:
            words = ngettext("%(n)d risk added.", "%(n)d risks added.", len(added)) % {"n": len(added)}
            messages.success(request, words)
            return redirect("risks", programme.pk)
        messages.error(request, _("Nothing was added: choose at least one risk that is not in the register yet."))
        return redirect("risk_catalogue", programme.pk)
    present = {r.catalogue_key: r for r in Risk.objects.filter(programme=programme).exclude(catalogue_key="")}
    groups = [
        (category.label, [(s, present.get(s.key)) for s in STARTERS if s.category == category])
        for category in Category
        if any(s.category == category for s in STARTERS)
    ]
    return render(
        request,
        "risks/catalogue.html",
        {
            "groups": groups,
            "left": len(STARTERS) - len(present),
            "page_title": _("Starter risks"),
            **SECTION,
        },
    )
