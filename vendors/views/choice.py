"""The choice asked for, taken, and read afterwards."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from core.pdf import PdfUnavailable
from core.refusal import Refused, Stale
from implementation.programme.pages import one_of, programme_page
from vendors import actions, paper
from vendors.comparison import compare, record
from vendors.forms.choice import SelectForm
from vendors.models import Dissent, SelectionRound, VendorSelection

CHOICES = VendorSelection.objects.select_related("winner", "round")


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
    mark = record.shown(comparison) if comparison.is_open else ""
    form = SelectForm(request.POST or None, vendors=vendors, initial={"seen": mark})
    if request.method == "POST" and form.is_valid():
        try:
            chosen = actions.select_vendor(selection, by=request.user, **form.cleaned_data)
        except Stale as error:
            form.add_error(None, str(error))
            form.data = form.data.copy()
            form.data["seen"] = mark
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s was chosen.") % {"name": chosen.winner.name})
            return redirect(chosen)
    context = {
        "selection": selection,
        "comparison": comparison,
        "form": form,
        "barred": selection.asked_by_id == request.user.pk,
        "dissents": Dissent.objects.filter(evaluator__round=selection).select_related("evaluator__user"),
        "section": "vendors",
    }
    return render(request, "vendors/select.html", context)


@programme_page("vendors.view_vendorselection")
def vendor_choice(request, programme, pk):
    """Printable: what was chosen and why, the facts of that day, dissent, the hash, what has changed since."""
    found = one_of(programme, CHOICES, pk, request.user, "vendors.view_vendorselection")
    return render(request, "vendors/selection.html", paper.told(found) | {"section": "vendors"})


@programme_page("vendors.view_vendorselection")
def vendor_choice_pdf(request, programme, pk):
    found = one_of(programme, CHOICES, pk, request.user, "vendors.view_vendorselection")
    try:
        file = paper.pdf(found, programme, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    name = f"vendor-choice-{found.pk}.pdf"
    return HttpResponse(
        file.bytes, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
