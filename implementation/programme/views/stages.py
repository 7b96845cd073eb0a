from functools import partial

from django.shortcuts import render

from core.edit import edit_record
from implementation.programme.actions.plan import edit_stage as save_stage
from implementation.programme.actions.plan import moved_ends, moving_along, seal
from implementation.programme.forms import StageForm
from implementation.programme.models import Stage
from implementation.programme.pages import one_of, programme_page


@programme_page("programme.view_stage")
def stage(request, programme, pk):
    found = one_of(programme, Stage.objects, pk, request.user, "programme.view_stage")
    context = {
        "section": "plan",
        "stage": found,
        "milestones": found.milestones.select_related("owner"),
        "deliverables": found.deliverables.read_by(found.roles_of(request.user)).select_related("owner"),
        "gates": found.gates.all(),
        "shifts": found.shifts.select_related("by"),
    }
    return render(request, "programme/stage.html", context)


@programme_page("programme.edit_plan")
def edit_stage(request, programme, pk):
    """Change a stage; with what follows it, every date is shown before anything moves."""
    found = one_of(programme, Stage.objects, pk, request.user, "programme.edit_plan")
    form = StageForm(request.POST or None, instance=found)
    sealed, alone = request.POST.get("sealed", ""), "alone" in request.POST
    if request.method == "POST" and form.is_valid() and form.cleaned_data["along"] and not (sealed or alone):
        now = Stage.objects.get(pk=pk)
        ends = moved_ends(now, form.values)
        if moving := moving_along(now, ends, by=request.user):
            context = {
                "section": "plan",
                "stage": now,
                "ends": ends,
                "moving": moving,
                "seal": seal(moving),
                "form": form,
            }
            return render(request, "programme/move_stage.html", context)
    reason = form.cleaned_data.get("reason", "") if form.is_bound and form.is_valid() else ""
    save = partial(save_stage, reason=reason, along=sealed)
    return edit_record(request, form, title=str(Stage.objects.get(pk=pk)), save=save, back=found, section="plan")
