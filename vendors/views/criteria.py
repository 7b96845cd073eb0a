from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from vendors import actions
from vendors.forms import CriteriaFormSet, EvaluatorsForm
from vendors.models import (
    SelectionRound,
    VendorCriterion,
)
from vendors.views.rows import saved


@programme_page("vendors.view_vendor")
def vendor_criteria(request, programme):
    """What vendors are judged by. Editable as one table until the weights are fixed."""
    selection = actions.current_round(programme)
    may_edit = request.user.has_perm("vendors.edit_criteria", selection)
    is_open = may_edit and selection.state == SelectionRound.State.WEIGHING
    criteria = VendorCriterion.objects.filter(round=selection).select_related("group")
    groups = list(selection.groups.all())
    if request.method == "POST":
        access.require(request.user, "vendors.edit_criteria", selection)
        formset = CriteriaFormSet(request.POST, queryset=criteria, form_kwargs={"groups": groups})
        if formset.is_valid() and saved(request, formset, partial(_save, selection, request.user)):
            messages.success(request, _("Criteria and weights are saved."))
            return redirect("vendor_criteria", programme.pk)
    else:
        formset = CriteriaFormSet(queryset=criteria, form_kwargs={"groups": groups}) if is_open else None
    evaluators = list(selection.evaluators.select_related("user"))
    context = {
        "selection": selection,
        "criteria": criteria,
        "formset": formset,
        "groups": [(group, sum(c.weight for c in criteria if c.group_id == group.pk)) for group in groups],
        "demands": selection.knock_outs.all(),
        "judges": list(selection.judges.select_related("user")),
        "is_judge": request.user.has_perm("vendors.judge_criteria", programme),
        "may_edit": may_edit,
        "may_name": may_edit and selection.state in (SelectionRound.State.WEIGHING, SelectionRound.State.SCORING),
        "evaluators": evaluators,
        "shortlist": actions.contenders(selection),
        "total": sum(criterion.weight for criterion in criteria),
        "section": "vendors",
    }
    return render(request, "vendors/criteria.html", context)


def _save(selection, by, rows, seen_revision):
    actions.save_criteria(selection, rows, by=by, seen_revision=seen_revision)


@programme_page("vendors.edit_criteria")
def name_evaluators(request, programme):
    selection = actions.current_round(programme)
    form = EvaluatorsForm(request.POST or None, selection=selection)
    if request.method == "POST" and form.is_valid():
        try:
            actions.name_evaluators(selection, form.cleaned_data["people"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Evaluators are saved."))
            return redirect("vendor_criteria", programme.pk)
    context = {
        "form": form,
        "title": _("Evaluators"),
        "lead": _("Each scores alone. Nobody sees another’s scores until every sheet is in."),
        "back": selection.get_absolute_url(),
        "section": "vendors",
    }
    return render(request, "core/form.html", context)


@programme_page("vendors.edit_criteria")
def fix_criteria(request, programme, pk):
    selection = one_of(programme, SelectionRound.objects, pk, request.user, "vendors.edit_criteria")
    if request.method == "POST":
        actions.fix_criteria(selection, by=request.user)
        messages.success(request, _("The weights are fixed. The evaluators have been told."))
        return redirect("vendor_criteria", programme.pk)
    context = {
        "selection": selection,
        "criteria": selection.criteria.all(),
        "shortlist": actions.contenders(selection),
        "evaluators": selection.evaluators.select_related("user"),
        "section": "vendors",
    }
    return render(request, "vendors/fix.html", context)


@require_POST
@programme_page("vendors.edit_criteria")
def new_round(request, programme):
    actions.start_round(programme, by=request.user)
    messages.success(request, _("A new comparison has begun with the same criteria."))
    return redirect("vendor_criteria", programme.pk)
