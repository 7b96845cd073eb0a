"""Scenarios: side by side, added, renamed, chosen, removed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from implementation.business_case import actions, charts
from implementation.business_case.forms import ScenarioForm
from implementation.business_case.models import Scenario
from implementation.business_case.views.find import EDIT, SECTION, VIEW, draft_case, draft_scenario, find_case
from implementation.business_case.worth import side_by_side
from implementation.programme.pages import programme_page


@programme_page(VIEW)
def case_scenarios(request, programme, pk):
    found = find_case(programme, pk, request.user)
    beside = side_by_side(found)
    context = {"title": _("Scenarios"), "case": found, "beside": beside, "here": "scenarios"}
    return render(
        request, "business_case/scenarios.html", SECTION | context | {"chart": charts.discounted_flows(beside)}
    )


@programme_page(EDIT)
def add_scenario(request, programme, pk):
    found = draft_case(programme, pk, request.user)
    form = ScenarioForm(request.POST or None, instance=Scenario(case=found, mode=Scenario.Mode.BUY))
    return new_record(
        request,
        form,
        title=_("Add a scenario"),
        save=lambda scenario: actions.add_scenario(scenario, by=request.user, copy_of=form.cleaned_data["copy_of"]),
        back=_side_by_side(found),
        **SECTION,
    )


def _side_by_side(case) -> str:
    return reverse("case_scenarios", args=[case.programme_id, case.pk])


@programme_page(EDIT)
def edit_scenario(request, programme, pk):
    found = draft_scenario(programme, pk, request.user)
    form = ScenarioForm(request.POST or None, instance=found)
    return edit_record(
        request, form, title=str(found), save=actions.change_scenario, back=_side_by_side(found.case), **SECTION
    )


@require_POST
@programme_page(EDIT)
def choose_scenario(request, programme, pk):
    found = draft_scenario(programme, pk, request.user)
    actions.choose(found, by=request.user)
    messages.success(request, _("%(name)s is the chosen scenario.") % {"name": found})
    return redirect(_side_by_side(found.case))


@programme_page(EDIT)
def remove_scenario(request, programme, pk):
    """GET asks, POST removes: its lines go with it."""
    found = draft_scenario(programme, pk, request.user)
    back = _side_by_side(found.case)
    if request.method == "POST":
        name = found.title
        actions.remove_scenario(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return redirect(back)
    context = {"title": _("Remove the scenario"), "scenario": found, "lines": found.lines.count(), "back": back}
    return render(request, "business_case/remove_scenario.html", SECTION | context)
