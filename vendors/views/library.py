from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.edit import edit_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.forms import CriterionTextForm
from vendors.library import DEMANDS, ENTRIES, GROUPS
from vendors.models import SelectionRound, VendorCriterion


@programme_page("vendors.edit_criteria")
def criteria_library(request, programme):
    """Criteria and knock-outs that fit a small firm; several are taken over at once."""
    selection = actions.current_round(programme)
    if request.method == "POST" and _picked(request, selection):
        return redirect("vendor_criteria", programme.pk)
    there = set(selection.criteria.values_list("key", flat=True)) | set(
        selection.knock_outs.values_list("key", flat=True)
    )
    context = {
        "selection": selection,
        "is_open": selection.state == SelectionRound.State.WEIGHING,
        "shelves": [
            (title, [(entry, entry.key in there) for entry in ENTRIES.values() if entry.group == key])
            for key, title in GROUPS.items()
        ],
        "demands": [(demand, demand.key in there) for demand in DEMANDS],
        "section": "vendors",
    }
    return render(request, "vendors/criteria_library.html", context)


def _picked(request, selection) -> bool:
    pick = actions.pick_knock_outs if "knock_outs" in request.POST else actions.pick_criteria
    try:
        made = pick(selection, request.POST.getlist("pick")[:100], by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    if "knock_outs" in request.POST:
        words = ngettext("%(n)d knock-out was added.", "%(n)d knock-outs were added.", len(made))
    else:
        words = ngettext(
            "%(n)d criterion was added. Give it its weight.",
            "%(n)d criteria were added. Give each its weight.",
            len(made),
        )
    messages.success(request, words % {"n": len(made)})
    return True


def _criterion(request, programme, pk, permission):
    found = VendorCriterion.objects.select_related("round__programme", "group")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("vendors.view_vendorcriterion")
def criterion(request, programme, pk):
    """How one criterion is judged, what evidence to ask for, what to ask the vendors."""
    found = _criterion(request, programme, pk, "vendors.view_vendorcriterion")
    may_edit = (
        request.user.has_perm("vendors.edit_criteria", found) and found.round.state == SelectionRound.State.WEIGHING
    )
    context = {"criterion": found, "selection": found.round, "may_edit": may_edit, "section": "vendors"}
    return render(request, "vendors/criterion.html", context)


@programme_page("vendors.edit_criteria")
def edit_criterion(request, programme, pk):
    found = _criterion(request, programme, pk, "vendors.edit_criteria")
    if found.round.state != SelectionRound.State.WEIGHING:
        raise Refused(_("The weights are fixed: criteria stay as they are until the weights are reopened."))
    return edit_record(
        request,
        CriterionTextForm(request.POST or None, instance=found),
        title=found.title,
        back=found.get_absolute_url(),
        permission="vendors.edit_criteria",
        lead=_("Leave a field empty to keep the words of the library."),
        section="vendors",
    )
