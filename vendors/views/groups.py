from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.programme.pages import programme_page
from vendors import actions
from vendors.forms import GroupsFormSet, GroupWeightsForm
from vendors.models import CriterionGroup, SelectionRound
from vendors.views.rows import saved


@programme_page("vendors.edit_criteria")
def criteria_groups(request, programme):
    """The groups as one table."""
    selection = actions.current_round(programme)
    groups = CriterionGroup.objects.filter(round=selection)
    formset = GroupsFormSet(request.POST or None, queryset=groups)
    if (
        request.method == "POST"
        and formset.is_valid()
        and saved(request, formset, partial(_save, selection, request.user))
    ):
        messages.success(request, _("The groups are saved. Choose the group of each criterion."))
        return redirect("vendor_criteria", programme.pk)
    context = {
        "selection": selection,
        "formset": formset,
        "title": _("Groups of criteria"),
        "lead": _("Criteria that belong together are weighed against each other; the groups against the other groups."),
        "fields": ["title"],
        "is_open": selection.state == SelectionRound.State.WEIGHING,
        "section": "vendors",
    }
    return render(request, "vendors/criteria_rows.html", context)


def _save(selection, by, rows, seen_revision):
    actions.save_groups(selection, rows, by=by, seen_revision=seen_revision)


@programme_page("vendors.edit_criteria")
def group_weights(request, programme):
    """Weights by hand on two levels."""
    selection = actions.current_round(programme)
    criteria = list(selection.criteria.select_related("group"))
    is_open = selection.state == SelectionRound.State.WEIGHING
    is_grouped = bool(criteria) and all(criterion.group_id for criterion in criteria)
    form = GroupWeightsForm(request.POST or None, selection=selection, criteria=criteria) if is_grouped else None
    if request.method == "POST" and form and form.is_valid() and _weighed(request, selection, form):
        messages.success(request, _("Criteria and weights are saved."))
        return redirect("vendor_criteria", programme.pk)
    context = {"selection": selection, "form": form, "is_open": is_open, "section": "vendors"}
    return render(request, "vendors/criteria_by_group.html", context)


def _weighed(request, selection, form) -> bool:
    seen = form.cleaned_data.get("revision")
    try:
        actions.weigh_by_group(selection, groups=form.by_group, within=form.within, by=request.user, seen_revision=seen)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    else:
        return True
    return False
