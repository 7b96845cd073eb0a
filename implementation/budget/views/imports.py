"""A file of costs: chosen, looked at, taken in, undone."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.budget import actions
from implementation.budget.cost_import import REASONS, TITLES
from implementation.budget.forms import CostFileForm, MappingForm
from implementation.budget.models import CATEGORIES, ActualImport
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "budget"}
#: Rows of a list on the page of a file.
ROWS_SHOWN = 200


@programme_page("budget.import_costs")
def import_actual_costs(request, programme):
    """Choose a file; it is looked at first."""
    form = CostFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = actions.dry_run(programme, upload=form.cleaned_data["file"], by=request.user)
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(batch)
    context = {
        "form": form,
        "title": _("Bring a file of costs"),
        "back": reverse("actual_costs", args=[programme.pk]),
        "titles": TITLES.values(),
        "categories": CATEGORIES.values(),
    }
    return render(request, "budget/import_costs.html", SECTION | context)


@programme_page("budget.import_costs")
def actual_import(request, programme, pk):
    """What a file holds and would add; say what its columns are, take it in, discard it or undo it."""
    found = ActualImport.objects.select_related("by", "programme__organisation")
    batch = one_of(programme, found, pk, request.user, "budget.import_costs")
    if request.method == "POST":
        return _act(request, batch)
    waits = batch.state == ActualImport.State.DRY_RUN
    look = actions.look_again(batch) if waits else None
    problems = look.problems if look else batch.problems
    context = {
        "title": batch.file_name,
        "batch": batch,
        "look": look,
        "form": MappingForm(look) if look else None,
        "problems": [
            {**item, "words": REASONS[item["reason"]], "column": TITLES[item["column"]]}
            for item in problems[:ROWS_SHOWN]
        ],
        "problem_count": len(problems),
        "missing": [TITLES[name] for name in look.missing] if look else [],
        "doubles": look.reading.doubles[:ROWS_SHOWN] if look else [],
        "lines": [(line, CATEGORIES[line.category]) for line in look.lines[:10]] if look else [],
        "may_take_in": look is not None and not look.missing and not problems and bool(look.lines),
        "before": _taken_in_before(batch) if waits else None,
    }
    return render(request, "budget/import.html", SECTION | context)


def _taken_in_before(batch):
    """The same file, taken in already."""
    same = ActualImport.objects.filter(programme=batch.programme_id, sha256=batch.sha256)
    return same.filter(state=ActualImport.State.IMPORTED).exclude(pk=batch.pk).first()


def _act(request, batch):
    """What a button asks for."""
    if "import" in request.POST:
        done = actions.take_in(batch, by=request.user)
        messages.success(request, _("Imported: %(n)d entries.") % {"n": done.added})
        return redirect("actual_costs", batch.programme_id)
    if "discard" in request.POST:
        actions.discard_import(batch, by=request.user)
        messages.success(request, _("The file is discarded."))
        return redirect("actual_costs", batch.programme_id)
    if "undo" in request.POST:
        actions.undo_import(batch, by=request.user)
        messages.success(request, _("The import is undone: its entries are taken out again."))
        return redirect(batch)
    if batch.state != ActualImport.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))
    form = MappingForm(actions.look_again(batch), request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was saved: choose from the lists."))
        return redirect(batch)
    actions.map_columns(batch, mapping=form.mapping, by=request.user)
    return redirect(batch)
