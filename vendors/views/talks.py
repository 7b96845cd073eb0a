"""What evaluators do once the sheets are open, and how those are reminded who are late."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.forms.choice import DissentForm
from vendors.forms.talks import ChangeScoreForm, TalkForm
from vendors.models import Evaluator, Score, SelectionRound, Vendor, VendorCriterion


@require_POST
@programme_page("vendors.edit_criteria")
def remind_evaluators(request, programme, pk):
    selection = one_of(programme, SelectionRound.objects, pk, request.user, "vendors.edit_criteria")
    actions.remind_evaluators(selection, by=request.user)
    messages.success(request, _("Those whose scores are missing have been told."))
    return redirect("vendor_ranking", programme.pk)


@require_POST
@programme_page("vendors.view_vendor")
def talk_over(request, programme, vendor, criterion):
    judged = one_of(
        programme,
        VendorCriterion.objects.select_related("round"),
        criterion,
        request.user,
        "vendors.view_vendorcriterion",
    )
    found = one_of(programme, Vendor.objects, vendor, request.user, "vendors.view_vendor")
    form = TalkForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say what came of the talk before you save."))
    actions.talk_over(
        judged.round,
        vendor=found,
        criterion=judged,
        note=form.cleaned_data["note"],
        by=request.user,
        seen_revision=form.cleaned_data.get("revision"),
    )
    messages.success(request, _("The talk is on record. The evaluators have been told."))
    return redirect("vendor_cell", programme.pk, vendor, criterion)


@programme_page("vendors.score_vendor")
def change_score(request, programme, pk):
    """One's own score, after a talk."""
    score = Score.objects.select_related("evaluator__round", "vendor", "criterion").filter(pk=pk).first()
    if score is None or score.scope_key != programme.scope_key:
        raise Http404
    if score.evaluator.user_id != request.user.pk:
        raise PermissionDenied
    back = reverse("vendor_cell", args=[programme.pk, score.vendor_id, score.criterion_id])
    first = {"points": score.points, "evidence": score.evidence, "revision": score.revision}
    form = ChangeScoreForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("points", "evidence", "reason")}
        try:
            actions.change_score(score, by=request.user, seen_revision=form.cleaned_data.get("revision"), **fields)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your score is changed. What it was is kept."))
            return redirect(back)
    context = {
        "form": form,
        "title": _("Change my score"),
        "lead": f"{score.vendor}, {score.criterion}",
        "back": back,
        "submit": _("Change my score"),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.score_vendor")
def record_dissent(request, programme):
    """An evaluator's own, on the comparison or on the choice."""
    selection = actions.current_round(programme)
    sheet = Evaluator.objects.filter(round=selection, user=request.user).first()
    if sheet is None:
        raise Http404
    sheet.round = selection
    form = DissentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_dissent(sheet, text=form.cleaned_data["text"], by=request.user)
        except (Refused, ValidationError) as refusal:
            form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, _("Your dissent is on record."))
            return redirect("vendor_ranking", programme.pk)
    is_after = selection.state == SelectionRound.State.DECIDED
    context = {
        "form": form,
        "title": _("Record a dissent"),
        "lead": _("It stands beside the choice, with your name and the day.")
        if is_after
        else _("It is kept with the choice, for the sponsor to read before and for anybody to read after."),
        "back": reverse("vendor_ranking", args=[programme.pk]),
        "submit": _("Record my dissent"),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)
