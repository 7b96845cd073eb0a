from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.comparison import compare
from vendors.forms import SelectForm
from vendors.models import (
    SelectionRound,
)


@programme_page("vendors.edit_criteria")
def ask_selection(request, programme, pk):
    selection = one_of(programme, SelectionRound.objects, pk, request.user, "vendors.edit_criteria")
    if request.method == "POST":
        actions.ask_selection(selection, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The choice is asked for. The sponsors have been told."))
        return redirect("vendor_ranking", programme.pk)
    context = {
        "record": selection,
        "title": _("Ask for the choice of vendor"),
        "lead": _("The sponsors are told and choose on the ranking. You cannot choose what you asked for."),
        "submit": _("Ask for the choice"),
        "section": "vendors",
    }
    return render(request, "vendors/ask.html", context)


@programme_page("vendors.select_vendor")
def select_vendor(request, programme):
    """The sponsor's choice, with the ranking in view."""
    selection = actions.current_round(programme)
    comparison = compare(selection)
    in_play = [line.vendor.pk for line in comparison.ranked]
    vendors = actions.contenders(selection).filter(pk__in=in_play)
    form = SelectForm(request.POST or None, vendors=vendors)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = actions.select_vendor(selection, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s was chosen.") % {"name": chosen.winner.name})
            return redirect("vendor_ranking", programme.pk)
    context = {
        "selection": selection,
        "comparison": comparison,
        "form": form,
        "barred": selection.asked_by_id == request.user.pk,
        "section": "vendors",
    }
    return render(request, "vendors/select.html", context)
