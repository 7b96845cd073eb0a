"""Checklists: which there are, their steps, and the runs of each."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Sum
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from implementation.rollout.actions import runbooks as actions
from implementation.rollout.forms import RunbookForm, RunbookLimitForm, RunbookStepForm
from implementation.rollout.models import Run, Runbook, RunbookStep

RUNS_A_PAGE = 20
SECTION = {"section": "rollout"}


@programme_page("rollout.view_runbook")
def runbooks(request, programme):
    """Every checklist with its latest run."""
    rehearsed = Run.objects.filter(rehearsal=True, state=Run.State.FINISHED)
    found = programme.runbooks.select_related("module", "pilot").prefetch_related(
        "steps", "runs", Prefetch("runs", rehearsed, to_attr="rehearsed")
    )
    page = Paginator(found, RUNS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rollout/runbooks.html", SECTION | {"page": page, "title": _("Checklists")})


def _runbook(request, programme, pk, permission):
    found = Runbook.objects.select_related("module", "pilot", "programme__organisation")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("rollout.view_runbook")
def runbook(request, programme, pk):
    found = _runbook(request, programme, pk, "rollout.view_runbook")
    steps = list(found.steps.select_related("responsible", "confirmer"))
    runs = found.runs.select_related("started_by").prefetch_related("steps")
    context = {
        "runbook": found,
        "steps": steps,
        "minutes": found.steps.aggregate(sum=Sum("planned_minutes"))["sum"] or 0,
        "under_way": found.runs.filter(state=Run.State.UNDER_WAY).first(),
        "runs": Paginator(runs, RUNS_A_PAGE).get_page(request.GET.get("page")),
        "title": str(found),
    }
    return render(request, "rollout/runbook.html", SECTION | context)


@programme_page("rollout.edit_runbook")
def new_runbook(request, programme):
    """With the usual steps to begin with."""
    pilot = programme.pilots.filter(pk=whole(request.GET.get("pilot", ""))).first()
    kind = request.GET.get("kind", "")
    form = RunbookForm(
        request.POST or None,
        instance=Runbook(programme=programme),
        programme=programme,
        initial={
            "pilot": pilot,
            "module": pilot.module_id if pilot else whole(request.GET.get("module", "")),
            "kind": kind if kind in Runbook.Kind.values else "",
        },
    )
    if not form.fields["module"].queryset.exists():
        raise Refused(_("No module is open: add one first."))
    return new_record(
        request,
        form,
        title=_("New checklist"),
        lead=_("It starts with the steps that most need. Make them your own before you rehearse."),
        save=lambda instance: actions.write_runbook(instance, by=request.user),
        back=lambda record: record,
        **SECTION,
    )


@programme_page("rollout.edit_runbook")
def edit_runbook(request, programme, pk):
    found = _runbook(request, programme, pk, "rollout.edit_runbook")
    form = RunbookLimitForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), back=found, permission="rollout.edit_runbook", **SECTION)


@programme_page("rollout.edit_runbook")
def new_runbook_step(request, programme, pk):
    """``pk`` is the checklist's."""
    found = _runbook(request, programme, pk, "rollout.edit_runbook")
    form = RunbookStepForm(request.POST or None, instance=RunbookStep(runbook=found), programme=programme)
    return new_record(
        request,
        form,
        title=_("New step"),
        lead=_("One thing that somebody can do and then say that it is done."),
        save=lambda step: actions.add_step(step, by=request.user),
        back=found,
        **SECTION,
    )


def _step(request, programme, pk):
    found = RunbookStep.objects.select_related(
        "runbook__programme__organisation", "runbook__module", "runbook__pilot", "responsible", "confirmer"
    )
    return one_of(programme, found, pk, request.user, "rollout.edit_runbook")


@programme_page("rollout.edit_runbook")
def edit_runbook_step(request, programme, pk):
    step = _step(request, programme, pk)
    form = RunbookStepForm(request.POST or None, instance=step, programme=programme)
    return edit_record(
        request,
        form,
        title=_("Step %(number)d") % {"number": step.number},
        back=step.runbook,
        save=actions.change_step,
        template="rollout/edit_step.html",
        step=step,
        **SECTION,
    )


@require_POST
@programme_page("rollout.edit_runbook")
def move_runbook_step(request, programme, pk):
    step = _step(request, programme, pk)
    actions.move_step(step, up=request.POST.get("way") == "up", by=request.user)
    return redirect(step.runbook)


@programme_page("rollout.edit_runbook")
def remove_runbook_step(request, programme, pk):
    """Asks first; runs that took place keep their copy of the step."""
    step = _step(request, programme, pk)
    if request.method == "POST":
        actions.remove_step(step, by=request.user)
        messages.success(request, _("The step is removed."))
        return redirect(step.runbook)
    return render(request, "rollout/remove_step.html", SECTION | {"step": step, "title": _("Remove the step?")})
