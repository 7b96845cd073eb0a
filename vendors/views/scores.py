from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from core.text import whole
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.comparison import compare
from vendors.forms import ScoreForm
from vendors.models import (
    Evaluator,
    SelectionRound,
    VendorSelection,
)


@programme_page("vendors.score_vendor")
def score_vendors(request, programme):
    """My sheet: every vendor on every criterion, saved as a whole, handed in when it is complete."""
    selection = actions.current_round(programme)
    sheet = Evaluator.objects.select_related("round", "user").get(round=selection, user=request.user)
    vendors = list(actions.contenders(selection))
    form = ScoreForm(request.POST or None, evaluator=sheet, vendors=vendors, criteria=list(selection.criteria.all()))
    if request.method == "POST" and form.is_valid() and _save_scores(request, sheet, form):
        return redirect("score_vendors", programme.pk)
    context = {
        "sheet": sheet,
        "selection": selection,
        "form": form,
        "vendors": vendors,
        "is_open": sheet.state == Evaluator.State.SCORING and selection.state == SelectionRound.State.SCORING,
        "given": sheet.scores.count(),
        "wanted": len(form.keys),
        "section": "vendors",
    }
    return render(request, "vendors/score.html", context)


def _save_scores(request, sheet, form) -> bool:
    try:
        actions.save_scores(sheet, form.entries, by=request.user, seen_revision=form.cleaned_data.get("revision"))
        messages.success(request, _("Your scores are saved. Nobody else sees them yet."))
        if "submit_sheet" in request.POST:
            actions.submit_scores(sheet, by=request.user)
            messages.success(request, _("Your scores are submitted."))
    except Stale as error:
        form.add_error(None, str(error))
        form.data = form.data.copy()
        form.data["revision"] = Evaluator.objects.values_list("revision", flat=True).get(pk=sheet.pk)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False


@programme_page("vendors.view_vendor")
def vendor_ranking(request, programme):
    """The ranking and how firm it is, once every sheet is in; until then who is missing."""
    selection = actions.current_round(programme)
    number = whole(request.GET.get("round", ""))
    if number is not None:
        selection = SelectionRound.objects.filter(programme=programme, number=number).first() or selection
    context = {
        "selection": selection,
        "comparison": compare(selection),
        "choice": VendorSelection.objects.filter(round=selection).select_related("winner").first(),
        "rounds": SelectionRound.objects.filter(programme=programme),
        "each": "each" in request.GET,
        "section": "vendors",
    }
    return render(request, "vendors/ranking.html", context)
