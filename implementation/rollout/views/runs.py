"""A checklist carried out: one page for a phone, pressed step by step, seen by everyone at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.forms import NoteForm
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from implementation.rollout.actions import runs as actions
from implementation.rollout.forms import StartRunForm
from implementation.rollout.models import Run, Runbook, RunStep
from implementation.rollout.run_facts import time_against_limit
from implementation.rollout.views.shared import small_form

SECTION = {"section": "rollout"}
NOTHING_NEW = 204


@programme_page("rollout.start_run")
def start_run(request, programme, pk):
    """``pk`` is the checklist's."""
    found = Runbook.objects.select_related("module", "pilot", "programme__organisation")
    runbook = one_of(programme, found, pk, request.user, "rollout.start_run")
    is_back = runbook.kind == Runbook.Kind.ROLL_BACK
    may_be_real = not is_back or request.user.has_perm("rollout.roll_back", runbook)
    form = StartRunForm(request.POST or None, may_be_real=may_be_real)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            run = actions.start_run(runbook, rehearsal=data["nature"] == "rehearsal", why=data["why"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(run)
    context = {"form": form, "runbook": runbook, "is_back": is_back, "may_be_real": may_be_real}
    return render(request, "rollout/start_run.html", SECTION | context | {"title": _("Start a run")})


def _run(request, programme, pk, permission):
    found = Run.objects.select_related(
        "runbook__module", "runbook__pilot", "programme__organisation", "started_by", "report"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("rollout.view_run")
def run(request, programme, pk):
    """While it is under way: its steps as they are now. Afterwards: what was frozen."""
    found = _run(request, programme, pk, "rollout.view_run")
    steps = list(found.steps.select_related("responsible", "confirmer", "done_by", "confirmed_by"))
    mark = f"{found.revision}.{sum(step.revision for step in steps)}"
    if request.headers.get("HX-Request") and request.GET.get("seen") == mark:
        return HttpResponse(status=NOTHING_NEW)
    current = None if found.is_over else next((step for step in steps if not step.is_settled), None)
    report = getattr(found, "report", None)
    context = {
        "run": found,
        "runbook": found.runbook,
        "steps": steps,
        "current": current,
        "settled": sum(step.is_settled for step in steps),
        "mark": mark,
        "report": report,
        "time": time_against_limit(found.minutes, found.limit_minutes),
        "is_late": found.limit_minutes is not None and found.minutes > found.limit_minutes,
        "may_finish": _may_finish(request.user, found),
        "may_go_back": _may_go_back(request.user, found, steps),
        "no_return": any(step.no_return and step.state in ("done", "to_confirm") for step in steps),
        "is_back": found.runbook.kind == Runbook.Kind.ROLL_BACK,
        "confirmer_here": current is not None and current.confirmer_id == request.user.pk,
        "title": str(found),
    }
    part = "rollout/_run.html" if request.headers.get("HX-Request") else "rollout/run.html"
    return render(request, part, SECTION | context)


def _may_finish(user, run) -> bool:
    needed = "work_run" if run.rehearsal or run.runbook.kind != Runbook.Kind.ROLL_BACK else "roll_back"
    return user.has_perm(f"rollout.{needed}", run)


def _may_go_back(user, run, steps) -> bool:
    """Whether this person may end a cut-over and begin the way back."""
    past = any(step.no_return and step.state in ("done", "to_confirm") for step in steps)
    needed = "start_run" if run.rehearsal else "roll_back"
    allowed = user.has_perm(f"rollout.{needed}", run) and user.has_perm("rollout.start_run", run)
    return run.runbook.kind == Runbook.Kind.CUT_OVER and not run.is_over and not past and allowed


@require_POST
@programme_page("rollout.work_run")
def press_step(request, programme, pk):
    """One press of a button. Who comes second is told so, on the page as it is now."""
    found = RunStep.objects.select_related("run__runbook", "run__programme__organisation")
    step = one_of(programme, found, pk, request.user, "rollout.work_run")
    try:
        actions.press(
            step,
            what=request.POST.get("press", ""),
            note=request.POST.get("note", "")[:1000],
            seen=request.POST.get("seen", ""),
            by=request.user,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{step.run.get_absolute_url()}#now")


@require_POST
@programme_page("rollout.work_run")
def finish_run(request, programme, pk):
    done = actions.finish_run(_run(request, programme, pk, "rollout.work_run"), by=request.user)
    messages.success(request, _said(done))
    return redirect(done)


def _said(run) -> str:
    if run.runbook.kind != Runbook.Kind.ROLL_BACK or run.runbook.pilot is None:
        return _("The run is finished.")
    if not run.rehearsal:
        return _("Pilot rolled back.")
    if actions.proves_the_way_back(run):
        return _("The rehearsal is saved.")
    return _("The run is finished. A step failed and was passed over, so it does not count as a rehearsal.")


@programme_page("rollout.start_run")
def go_back(request, programme, pk):
    """Asks why, ends the cut-over and begins the way back."""
    found = _run(request, programme, pk, "rollout.start_run")
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        back = actions.go_back(found, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("The way back has begun."))
        return redirect(back)
    context = {"form": form, "run": found, "title": _("Roll back instead?")}
    return render(request, "rollout/go_back.html", SECTION | context)


@programme_page("rollout.start_run")
def abandon_run(request, programme, pk):
    found = _run(request, programme, pk, "rollout.start_run")
    return small_form(
        request,
        NoteForm(request.POST or None),
        title=_("Give up the run?"),
        lead=_("What was done so far stays on record; a new run starts from the first step."),
        submit=_("Give up the run"),
        back=found,
        save=lambda data: actions.abandon_run(found, by=request.user, note=data["note"]),
        said=_("The run is given up."),
    )
