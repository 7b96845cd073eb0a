"""Lines one by one, and all of them in one form: what people without a script use."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Stale
from implementation.business_case import actions
from implementation.business_case.forms import LineForm, TableForm
from implementation.business_case.models import Line
from implementation.business_case.views.cells import is_script, save_cell
from implementation.business_case.views.find import EDIT, SECTION, draft_scenario, find_line
from implementation.business_case.views.keeping import keeping
from implementation.business_case.worth import Worth
from implementation.programme.pages import programme_page


def lines_page(scenario) -> str:
    return reverse("edit_lines", args=[scenario.case.programme_id, scenario.pk])


@programme_page(EDIT)
def add_line(request, programme, pk, kind):
    found = draft_scenario(programme, pk, request.user)
    if kind not in Line.Kind.values:
        raise Http404
    form = LineForm(request.POST or None, instance=Line(scenario=found, kind=kind))

    def save(line):
        with keeping(request, found):
            return actions.add_line(line, by=request.user, amounts=form.amounts)

    title = _("Add a cost") if kind == Line.Kind.COST else _("Add a benefit")
    return new_record(
        request, form, title=title, save=save, back=lines_page(found), template="business_case/line.html", **SECTION
    )


@programme_page(EDIT)
def edit_line(request, programme, pk):
    """The form of one line; for the grid, one cell of it."""
    found = find_line(programme, pk, request.user)
    if is_script(request):
        return save_cell(request, programme, found)
    form = LineForm(request.POST or None, instance=found)

    def save(line, *, by, seen_revision, **fields):
        with keeping(request, found.scenario):
            return actions.change_line(line, by=by, seen_revision=seen_revision, amounts=form.amounts, **fields)

    return edit_record(
        request,
        form,
        title=str(found),
        save=save,
        back=lines_page(found.scenario),
        template="business_case/line.html",
        **SECTION,
    )


@programme_page(EDIT)
def remove_line(request, programme, pk):
    """GET asks, POST removes; undo brings it back."""
    found = find_line(programme, pk, request.user)
    back = lines_page(found.scenario)
    if request.method == "POST":
        name = found.title
        with keeping(request, found.scenario):
            actions.remove_line(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return redirect(back)
    context = {"title": _("Remove the line"), "line": found, "back": back}
    return render(request, "business_case/remove_line.html", SECTION | context)


@programme_page(EDIT)
def lines_table(request, programme, pk):
    """Every cell in one form, saved all or nothing."""
    found = draft_scenario(programme, pk, request.user)
    form = TableForm(request.POST or None, worth=Worth(found.case, found))
    if request.method == "POST" and form.is_valid() and _save(request, found, form):
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(lines_page(found))
    context = {"title": _("Edit the lines"), "case": found.case, "scenario": found, "form": form}
    return render(request, "business_case/lines_table.html", SECTION | context)


def _save(request, scenario, form) -> bool:
    try:
        seen = form.cleaned_data["revision"]
        with keeping(request, scenario):
            actions.save_lines(scenario, form.entries, by=request.user, seen_revision=seen)
    except Stale as error:
        scenario.refresh_from_db(fields=["revision"])
        form.refuse_stale(error)
        return False
    return True


@require_POST
@programme_page(EDIT)
def take_offer(request, programme, pk, name):
    found = draft_scenario(programme, pk, request.user)
    with keeping(request, found):
        line = actions.take_offer(found, name, by=request.user)
    messages.success(request, _("%(name)s is saved.") % {"name": line})
    return redirect(lines_page(found))
