"""Risks to choose from: what fits this programme and why, the starters, the firm's own; and what is newer in them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusal import Refused
from core.roles import CONSULTANT
from implementation.programme.pages import one_of, programme_page
from risks import actions
from risks.catalogue import STARTERS
from risks.entries import differences, newer, own_risks
from risks.models import Category, Risk
from risks.registry import suggestions
from risks.views.section import SECTION


@programme_page("risks.edit_risk")
def catalogue(request, programme):
    """What the register has already is marked; what facts of this programme suggest stands first."""
    if request.method == "POST":
        return _add(request, programme)
    present = {r.catalogue_key: r for r in Risk.objects.filter(programme=programme).exclude(catalogue_key="")}
    why = suggestions(programme)
    left = [starter for starter in STARTERS if starter.key not in present]
    rest = [starter for starter in STARTERS if starter not in left or starter.key not in why]
    groups = [
        (category.label, [(s, present.get(s.key)) for s in rest if s.category == category])
        for category in Category
        if any(s.category == category for s in rest)
    ]
    consults = CONSULTANT in programme.roles_of(request.user)
    context = {
        "suggested": [(starter, why[starter.key]) for starter in left if starter.key in why],
        "groups": groups,
        "left": len(left),
        "consults": consults,
        "own": [(entry, present.get(entry.key)) for entry in own_risks(request.user)] if consults else [],
        "page_title": _("Starter risks"),
        **SECTION,
    }
    return render(request, "risks/catalogue.html", context)


def _add(request, programme):
    try:
        added = actions.add_from_catalogue(programme, request.POST.getlist("key"), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("risk_catalogue", programme.pk)
    if added:
        messages.success(request, ngettext("%(n)d risk added.", "%(n)d risks added.", len(added)) % {"n": len(added)})
        return redirect("risks", programme.pk)
    messages.error(request, _("Nothing was added: choose at least one risk that is not in the register yet."))
    return redirect("risk_catalogue", programme.pk)


@programme_page("risks.edit_risk")
def risk_newer(request, programme, pk):
    """Field by field: what it says here, what the catalogue says now; take or leave each."""
    risks = Risk.objects.select_related("programme__organisation", "catalogue_entry")
    risk = one_of(programme, risks, pk, request.user, "risks.edit_risk")
    if request.method == "POST":
        try:
            actions.take_newer(risk, request.POST.getlist("take"), by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": risk.code})
        return redirect(risk)
    entry = newer(risk)
    context = {
        "risk": risk,
        "differences": differences(risk, entry) if entry else [],
        "title": _("Newer in the catalogue"),
        **SECTION,
    }
    return render(request, "risks/newer.html", context)
