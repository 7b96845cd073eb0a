"""The ranking, every figure of it opened, and the whole as a workbook."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from vendors import actions, ranking_charts, sheets
from vendors.comparison import Comparison, Line, compare
from vendors.comparison.whole import WITHIN
from vendors.forms.talks import TalkForm
from vendors.models import Dissent, Evaluator, SelectionRound, Vendor, VendorCriterion, VendorSelection
from vendors.views.scores import XLSX

#: How far weights may be moved, in percent of themselves.
RANGES = (10, WITHIN, 50)
WAYS = {"vector": gettext_lazy("vector"), "minmax": pgettext_lazy("normalisation", "min-max")}


def chosen_round(request, programme) -> SelectionRound:
    """The round named in the address, else the one that runs."""
    selection, number = actions.current_round(programme), whole(request.GET.get("round", ""))
    if number is None or number == selection.number:
        return selection
    return SelectionRound.objects.filter(programme=programme, number=number).first() or selection


def compared(request, selection: SelectionRound) -> Comparison:
    """As the reader wants TOPSIS to normalise."""
    way = request.GET.get("topsis", "")
    return compare(selection, normalisation=way if way in WAYS else "vector")


@programme_page("vendors.view_vendor")
def vendor_ranking(request, programme):
    """The ranking and how firm it is, once every sheet is in; until then who is missing."""
    selection = chosen_round(request, programme)
    comparison = compared(request, selection)
    within = whole(request.GET.get("within", ""))
    within = within if within in RANGES else WITHIN
    several = len(comparison.ranked) > 1
    may_see_diligence = request.user.has_perm("vendors.view_diligenceitem", programme)
    if may_see_diligence:
        prefetch_related_objects([line.vendor for line in comparison.lines], "diligence")
    context = {
        "selection": selection,
        "comparison": comparison,
        "choice": VendorSelection.objects.filter(round=selection).select_related("winner").first(),
        "rounds": SelectionRound.objects.filter(programme=programme),
        "mine": next((sheet for sheet in comparison.evaluators if sheet.user_id == request.user.pk), None),
        "progress": progress(comparison) if not comparison.is_open else [],
        "dissents": Dissent.objects.filter(evaluator__round=selection).select_related("evaluator__user"),
        "each": "each" in request.GET,
        "chart": ranking_charts.of_places(comparison) if several else None,
        "chart_near": ranking_charts.of_places_near(comparison, within) if several else None,
        "may_see_diligence": may_see_diligence,
        "within": within,
        "ranges": RANGES,
        "ways": WAYS,
        "section": "vendors",
    }
    return render(request, "vendors/ranking.html", context)


def progress(comparison: Comparison) -> list[tuple[Evaluator, int, int]]:
    """How many scores each evaluator has given of how many; never which."""
    wanted = actions.contenders(comparison.selection).count() * len(comparison.criteria)
    given = actions.given_by_sheet(comparison.selection)
    return [(sheet, given.get(sheet.pk, 0), wanted) for sheet in comparison.evaluators]


@programme_page("vendors.view_vendor")
def vendor_cell(request, programme, vendor, criterion):
    """One mean opened: who gave what and why, how far apart they are, the talk, what was changed."""
    judged = one_of(
        programme,
        VendorCriterion.objects.select_related("round"),
        criterion,
        request.user,
        "vendors.view_vendorcriterion",
    )
    one_of(programme, Vendor.objects, vendor, request.user, "vendors.view_vendor")
    comparison = compare(judged.round)
    cell = next((c for c in comparison.cells if (c.vendor.pk, c.criterion.pk) == (vendor, criterion)), None)
    if cell is None:
        raise Http404
    is_talking = judged.round.state == SelectionRound.State.SCORING
    context = {
        "cell": cell,
        "selection": judged.round,
        "line": comparison.line_of(vendor),
        "is_talking": is_talking,
        "form": TalkForm(initial={"note": cell.talk.note, "revision": cell.talk.revision} if cell.talk else None),
        "section": "vendors",
    }
    return render(request, "vendors/ranking_cell.html", context)


@programme_page("vendors.view_vendor")
def vendor_total(request, programme, pk):
    """One total opened: what each criterion adds, where the vendor stands under other weights, how TOPSIS sees it."""
    selection = chosen_round(request, programme)
    comparison = compared(request, selection)
    line = comparison.line_of(pk)
    if line is None:
        raise Http404
    column = comparison.lines.index(line)
    cells = [row[column] for _criterion, row in comparison.matrix]
    largest = max((cell.share or 0 for cell in cells), default=0) or 1
    context = {
        "selection": selection,
        "comparison": comparison,
        "line": line,
        "cells": [(cell, f"{(cell.share or 0) / largest * 160:.1f}") for cell in cells],
        "places": _places(comparison, line),
        "central": [(criterion, 100 * comparison.central[pk].get(criterion.pk, 0)) for criterion in comparison.criteria]
        if pk in comparison.central
        else [],
        "within": WITHIN,
        "section": "vendors",
    }
    return render(request, "vendors/ranking_total.html", context)


def _places(comparison: Comparison, line: Line) -> list[tuple[float, float]]:
    """Percent in each place, under any weights and under those near the set ones."""
    near = comparison.near().shares.get(line.vendor.pk, ()) if line.place else ()
    return [(100 * far, 100 * close) for far, close in zip(line.shares, near, strict=True)]


@programme_page("vendors.view_vendor")
def export_ranking(request, programme):
    """The whole matrix as a workbook; refused while it is covered."""
    comparison = compare(chosen_round(request, programme))
    if not comparison.is_open:
        raise Refused(_("Scores can be taken away once every sheet is in."))
    answer = HttpResponse(sheets.whole_matrix(comparison), content_type=XLSX)
    number = comparison.selection.number
    answer["Content-Disposition"] = f'attachment; filename="vendor-comparison-{number}.xlsx"'
    return answer
