"""My own scoring sheet: filled in on the page, or as a workbook that goes out and comes back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from vendors import actions, sheets
from vendors.forms.scores import ScoreForm
from vendors.forms.talks import SheetForm
from vendors.models import Evaluator, SelectionRound
from vendors.questionnaire_comparison import answers_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _mine(request, programme) -> Evaluator:
    """One's own sheet of the comparison that runs; its round comes with it."""
    selection = actions.current_round(programme)
    sheet = Evaluator.objects.select_related("user").filter(round=selection, user=request.user).first()
    if sheet is None:
        raise Http404
    sheet.round = selection
    return sheet


def _is_open(sheet: Evaluator) -> bool:
    return sheet.state == Evaluator.State.SCORING and sheet.round.state == SelectionRound.State.SCORING


@programme_page("vendors.score_vendor")
def score_vendors(request, programme):
    """Every vendor on every criterion, saved as a whole, handed in when it is complete."""
    sheet = _mine(request, programme)
    vendors = list(actions.contenders(sheet.round))
    criteria = list(sheet.round.criteria.all())
    form = ScoreForm(
        request.POST or None,
        evaluator=sheet,
        vendors=vendors,
        criteria=criteria,
        said=answers_of(vendors, criteria),
        is_final="submit_sheet" in request.POST,
    )
    if request.method == "POST" and form.is_valid() and _save_scores(request, sheet, form):
        return redirect("score_vendors", programme.pk)
    context = {
        "sheet": sheet,
        "selection": sheet.round,
        "form": form,
        "vendors": vendors,
        "is_open": _is_open(sheet),
        "given": sheet.scores.count(),
        "wanted": len(form.keys),
        "uncovered": sheet.round.is_uncovered,
        "plain_files": not request.user.has_perm("vendors.view_reply", programme),
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


@programme_page("vendors.score_vendor")
def score_sheet(request, programme):
    """My sheet as a workbook."""
    sheet = _mine(request, programme)
    _scoring_only(sheet)
    answer = HttpResponse(sheets.own_sheet(sheet), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="my-scores-{sheet.round.number}.xlsx"'
    return answer


@programme_page("vendors.score_vendor")
def bring_scores(request, programme):
    """The workbook filled in: shown first, cell by cell where it does not fit; saved from there as any sheet is."""
    sheet = _mine(request, programme)
    _scoring_only(sheet)
    form, brought = SheetForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = sheets.bring(sheet, file.name, file.read())
        except Refused as refusal:
            form.add_error("file", str(refusal))
    vendors = list(actions.contenders(sheet.round))
    fields = []
    if brought and brought.differences and not brought.faults:
        fields = [
            (name, value)
            for (vendor, criterion), (points, evidence) in brought.entries.items()
            for name, value in ((f"points_{vendor}_{criterion}", points), (f"evidence_{vendor}_{criterion}", evidence))
        ]
    context = {
        "sheet": sheet,
        "form": form,
        "brought": brought,
        "fields": fields,
        "wanted": len(vendors) * sheet.round.criteria.count(),
        "section": "vendors",
    }
    return render(request, "vendors/score_bring.html", context)


def _scoring_only(sheet: Evaluator) -> None:
    if sheet.round.state != SelectionRound.State.SCORING:
        raise Refused(_("Scores are given between the fixing of the weights and the choice."))
    if sheet.state != Evaluator.State.SCORING:
        raise Refused(_("Your scores are submitted. Take them back first to change them."))
