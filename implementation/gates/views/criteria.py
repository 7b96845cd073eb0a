"""What a gate asks for: its criteria in their order, their versions, and the editing of them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from implementation.gates import actions
from implementation.gates.changes import differences
from implementation.gates.fields import FieldChange
from implementation.gates.forms import CriterionForm, WeighForm
from implementation.gates.models import CriteriaVersion, Criterion, Gate
from implementation.gates.thresholds import in_words
from implementation.programme.pages import one_of, programme_page

EDIT = "gates.edit_criteria"


@programme_page("gates.view_criterion")
def criteria(request, programme, pk):
    found = one_of(programme, Gate.objects.select_related("stage"), pk, request.user, "gates.view_criterion")
    listed = list(found.criteria.select_related("owner"))
    for criterion in listed:
        criterion.threshold_words = threshold_words(criterion)
    context = {
        "gate": found,
        "criteria": listed,
        "removed": list(Criterion.every.filter(gate=found, removed_at__isnull=False)),
        "versions": [_shown(version) for version in found.versions.all()],
    }
    return render(request, "gates/criteria.html", context)


def threshold_words(criterion: Criterion) -> list[tuple]:
    """The thresholds of a computed criterion: label and value in words."""
    check = criterion.computed_by
    kept = check.given(criterion.parameters) if check else {}
    return [(check.thresholds[name].label, in_words(check.thresholds[name], value)) for name, value in kept.items()]


def _shown(version: CriteriaVersion) -> dict:
    """A version with what it changed, criterion by criterion and field by field."""
    before, after = version.facts["before"], version.facts["after"]
    floor = None
    if before["should_floor"] != after["should_floor"]:
        floor = FieldChange(_("Should-meet score asked for"), before["should_floor"], after["should_floor"])
    return {
        "version": version,
        "floor": floor,
        "changes": list(differences(before["criteria"], after["criteria"]).values()),
    }


@programme_page(EDIT)
def new_criterion(request, programme, pk):
    found = one_of(programme, Gate.objects, pk, request.user, EDIT)
    actions.keep_still(found)
    form = CriterionForm(request.POST or None, instance=Criterion(gate=found))
    return new_record(
        request,
        form,
        title=_("New criterion"),
        save=lambda criterion: actions.add_criterion(criterion, by=request.user),
        back=found,
    )


def _criterion(request, programme, pk, among=Criterion.objects) -> Criterion:
    return one_of(programme, among.select_related("gate"), pk, request.user, EDIT)


@programme_page(EDIT)
def edit_criterion(request, programme, pk):
    found = _criterion(request, programme, pk)
    actions.keep_still(found.gate)
    form = (WeighForm if found.is_computed else CriterionForm)(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), save=actions.edit_criterion, back=found)


@require_POST
@programme_page(EDIT)
def move_criterion(request, programme, pk):
    found = _criterion(request, programme, pk)
    actions.move_criterion(found, up=request.POST.get("way") == "up", by=request.user)
    return redirect("criteria", programme.pk, found.gate_id)


@programme_page(EDIT)
def remove_criterion(request, programme, pk):
    """GET asks, POST removes."""
    found = _criterion(request, programme, pk)
    actions.keep_still(found.gate)
    if request.method == "POST":
        actions.remove_criterion(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("%(name)s is removed. You can put it back.") % {"name": found})
        return redirect("criteria", programme.pk, found.gate_id)
    return render(request, "gates/remove_criterion.html", {"criterion": found})


@require_POST
@programme_page(EDIT)
def put_back_criterion(request, programme, pk):
    found = _criterion(request, programme, pk, among=Criterion.every)
    actions.put_back_criterion(found, by=request.user)
    messages.success(request, _("%(name)s counts again.") % {"name": found})
    return redirect("criteria", programme.pk, found.gate_id)
