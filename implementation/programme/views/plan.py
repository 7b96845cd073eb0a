from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.programme.actions.alarms import insiders, who_hears
from implementation.programme.actions.plan import edit_milestone as save_milestone
from implementation.programme.actions.plan import plan_milestone
from implementation.programme.charts import plan_chart, stages_of
from implementation.programme.forms import MilestoneForm
from implementation.programme.models import Milestone, Stage
from implementation.programme.pages import one_of, programme_page

#: What the list can be sorted by: the word in the address -> the order.
SORTS = {
    "due": ["due", "pk"],
    "name": ["name", "pk"],
    "stage": ["stage__number", "due", "pk"],
    "owner": ["owner__name", "due", "pk"],
}
PER_PAGE = 30


@programme_page("programme.view_stage")
def plan(request, programme):
    """Every stage against the calendar, in figures and drawn."""
    stages = stages_of(programme)
    context = {"section": "plan", "stages": stages, "chart": plan_chart(stages)}
    return render(request, "programme/plan.html", context)


@programme_page("programme.view_milestone")
def milestones(request, programme):
    found = programme.milestones.select_related("stage", "owner")
    filters = {name: request.GET.get(name, "").strip() for name in ("q", "state")}
    if filters["q"]:
        found = found.filter(name__icontains=filters["q"])
    if filters["state"] == "overdue":
        found = found.filter(state=Milestone.State.PLANNED, due__lt=timezone.localdate())
    elif filters["state"] in Milestone.State.values:
        found = found.filter(state=filters["state"])
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "due"
    context = {
        "section": "plan",
        "page": Paginator(found.order_by(*SORTS[sort]), PER_PAGE).get_page(request.GET.get("page")),
        "sort": sort,
        "filters": filters,
        "states": Milestone.State,
        "stages": programme.stages.order_by("number"),
    }
    return render(request, "programme/milestones.html", context)


@programme_page("programme.view_milestone")
def milestone(request, programme, pk):
    queryset = Milestone.objects.select_related("stage", "owner", "programme")
    found = one_of(programme, queryset, pk, request.user, "programme.view_milestone")
    context = {
        "section": "plan",
        "milestone": found,
        "hearers": who_hears(found),
        "alarms": found.alarms.select_related("person")[:20],
    }
    return render(request, "programme/milestone.html", context)


@programme_page("programme.edit_plan")
def new_milestone(request, programme, stage):
    found = one_of(programme, Stage.objects, stage, request.user, "programme.edit_plan")
    planned = Milestone(programme=programme, stage=found)
    form = MilestoneForm(request.POST or None, instance=planned, people=insiders(programme))

    def save(record):
        return plan_milestone(record, people=form.cleaned_data["alarm_people"], by=request.user)

    return new_record(request, form, title=_("New milestone"), save=save, back=found, section="plan")


@programme_page("programme.edit_plan")
def edit_milestone(request, programme, pk):
    found = one_of(programme, Milestone.objects, pk, request.user, "programme.edit_plan")
    form = MilestoneForm(request.POST or None, instance=found, people=insiders(programme))

    def save(record, **kwargs):
        return save_milestone(record, people=form.cleaned_data["alarm_people"], **kwargs)

    return edit_record(request, form, title=found.name, save=save, back=found, section="plan")
