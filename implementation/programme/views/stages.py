from django.shortcuts import render
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme import actions
from implementation.programme.forms import (
    MilestoneForm,
    StageForm,
)
from implementation.programme.models import (
    Milestone,
    Stage,
)
from implementation.programme.pages import one_of, programme_page


@programme_page("programme.view_stage")
def stage(request, programme, pk):
    found = one_of(programme, Stage.objects, pk, request.user, "programme.view_stage")
    context = {
        "stage": found,
        "milestones": found.milestones.select_related("owner"),
        "deliverables": found.deliverables.select_related("owner"),
        "gates": found.gates.all(),
    }
    return render(request, "programme/stage.html", context)


@programme_page("programme.edit_plan")
def edit_stage(request, programme, pk):
    found = one_of(programme, Stage.objects, pk, request.user, "programme.edit_plan")
    form = StageForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, permission="programme.edit_plan", back=found)


@programme_page("programme.edit_plan")
def new_milestone(request, programme, stage):
    found = one_of(programme, Stage.objects, stage, request.user, "programme.edit_plan")
    form = MilestoneForm(request.POST or None, instance=Milestone(programme=programme, stage=found))
    form.fields["owner"].queryset = actions.people_on(programme)
    return new_record(request, form, title=_("New milestone"), permission="programme.edit_plan", back=found)


@programme_page("programme.edit_plan")
def edit_milestone(request, programme, pk):
    found = one_of(programme, Milestone.objects, pk, request.user, "programme.edit_plan")
    form = MilestoneForm(request.POST or None, instance=found)
    form.fields["owner"].queryset = actions.people_on(programme)
    return edit_record(request, form, title=found.name, permission="programme.edit_plan", back=found)
