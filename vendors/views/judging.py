from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.actions.judging import why_not
from vendors.forms import JudgementsForm, JudgesForm
from vendors.models import Judge, Judgement, SelectionRound, Weighting
from vendors.pairs import is_too_large, levels_of
from vendors.readings import judgements_of, overall, readings


@programme_page("vendors.edit_criteria")
def name_judges(request, programme):
    selection = actions.current_round(programme)
    form = JudgesForm(request.POST or None, selection=selection)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_judges(selection, form.cleaned_data["people"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Judges are saved; those who are new have been told."))
            return redirect("pair_weights", programme.pk)
    context = {
        "form": form,
        "title": _("Judges"),
        "lead": _("Each compares the criteria in pairs, alone. Nobody sees another’s judgements until all are in."),
        "back": selection.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


def _levels(selection):
    """What is compared, and why it cannot be."""
    levels = levels_of(selection)
    if not levels or is_too_large(levels):
        return [], why_not(readings(levels, []))
    return levels, ""


@programme_page("vendors.judge_criteria")
def judge_criteria(request, programme):
    """My judgements: saved as a whole, looked through on the way, handed in when they hold."""
    selection = actions.current_round(programme)
    judge = Judge.objects.select_related("round", "user", "programme").get(round=selection, user=request.user)
    levels, barred = _levels(selection)
    given = list(judge.judgements.all())
    form = JudgementsForm(request.POST or None, judge=judge, levels=levels, given=_named(levels, given))
    found = readings(levels, [given])
    if request.method == "POST" and form.is_valid():
        found = readings(levels, [_unsaved(levels, form.entries)])
        if request.POST.get("do") != "preview" and _saved(request, judge, form):
            return redirect("judge_criteria", programme.pk)
    context = {
        "judge": judge,
        "selection": selection,
        "form": form,
        "barred": barred,
        "found": found,
        "weights": overall(found),
        "is_open": judge.state == Judge.State.JUDGING and selection.state == SelectionRound.State.WEIGHING,
        "given": sum(len(item.ratios) for item in found),
        "wanted": sum(item.wanted for item in found),
        "section": "vendors",
    }
    part = request.headers.get("HX-Request") and request.POST.get("do") == "preview"
    return render(request, "vendors/_criteria_weights.html" if part else "vendors/criteria_pairs.html", context)


def _named(levels, judgements) -> dict[str, int]:
    """My judgements by the names of their fields."""
    pairs = {(level.of_groups, first.pk, second.pk): name for level in levels for name, first, second in level.pairs}
    keys = {
        (bool(j.first_group_id), j.first_group_id or j.first_id, j.second_group_id or j.second_id): j
        for j in judgements
    }
    return {pairs[key]: judgement.times for key, judgement in keys.items() if key in pairs}


def _unsaved(levels, entries) -> list[Judgement]:
    made = []
    for level in levels:
        for name, first, second in level.pairs:
            if name in entries:
                two = (
                    {"first_group": first, "second_group": second}
                    if level.of_groups
                    else {"first": first, "second": second}
                )
                made.append(Judgement(times=entries[name], **two))
    return made


def _saved(request, judge, form) -> bool:
    try:
        actions.save_judgements(judge, form.entries, by=request.user, seen_revision=form.cleaned_data.get("revision"))
        messages.success(request, _("Your judgements are saved. Nobody else sees them yet."))
        if request.POST.get("do") == "submit":
            actions.submit_judgements(judge, by=request.user)
            messages.success(request, _("Your judgements are submitted."))
    except Stale as error:
        form.add_error(None, str(error))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    form.data = form.data.copy()
    form.data["revision"] = Judge.objects.values_list("revision", flat=True).get(pk=judge.pk)
    return False


@programme_page("vendors.view_vendorcriterion")
def pair_weights(request, programme):
    """What all judges say together, once every one has handed in; until then who is missing."""
    selection = actions.current_round(programme)
    judges = list(selection.judges.select_related("user"))
    late = [judge for judge in judges if judge.state != Judge.State.SUBMITTED]
    levels, barred = _levels(selection)
    found = readings(levels, judgements_of(judges)) if judges and not late else []
    if request.method == "POST":
        actions.take_weights_over(selection, by=request.user)
        messages.success(request, _("The weights are taken over. Every judgement behind them is kept."))
        return redirect("vendor_criteria", programme.pk)
    context = {
        "selection": selection,
        "judges": judges,
        "late": late,
        "found": found,
        "weights": overall(found),
        "differ": any(item.apart for item in found),
        "barred": barred or (why_not(found) if found else ""),
        "kept": Weighting.objects.filter(round=selection).first(),
        "may_edit": request.user.has_perm("vendors.edit_criteria", selection),
        "is_judge": request.user.has_perm("vendors.judge_criteria", programme),
        "is_open": selection.state == SelectionRound.State.WEIGHING,
        "section": "vendors",
    }
    return render(request, "vendors/criteria_weights.html", context)
