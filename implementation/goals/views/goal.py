"""One goal: set, changed, measured."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from implementation.goals import actions, charts, forecast
from implementation.goals.forms import GoalForm, MeasurementForm, prefilled
from implementation.goals.models import Goal, Measurement
from implementation.programme.pages import one_of, programme_page

PER_PAGE = 30


@programme_page("goals.view_goal")
def goal(request, programme, pk):
    goals = Goal.objects.select_related("owner", "measurer", "programme").prefetch_related("measurements")
    found = one_of(programme, goals, pk, request.user, "goals.view_goal")
    measured = found.measurements.select_related("by", "goal", "file")
    ahead = forecast.forecast_of(found)
    context = {
        "section": "goals",
        "title": found.title,
        "goal": found,
        "page": Paginator(measured, PER_PAGE).get_page(request.GET.get("page")),
        "chart": charts.of_goal(found),
        "forecast": ahead,
        "too_few": None if ahead else forecast.too_few(found),
        "reviewed": found.reviewed.select_related("review", "goal"),
    }
    return render(request, "goals/goal.html", context)


@programme_page("goals.edit_goal")
def new_goal(request, programme):
    form = GoalForm(
        request.POST or None,
        instance=Goal(programme=programme),
        programme=programme,
        initial=prefilled(request.GET),
    )
    return new_record(
        request,
        form,
        title=_("New goal"),
        lead=_("A goal is a yardstick once it has an owner, a baseline, a target and a due day."),
        permission="goals.edit_goal",
        back=lambda goal: goal.get_absolute_url(),
        cancel=reverse("goals", args=[programme.pk]),
        section="goals",
    )


@programme_page("goals.edit_goal")
def edit_goal(request, programme, pk):
    found = one_of(programme, Goal.objects, pk, request.user, "goals.edit_goal")
    form = GoalForm(request.POST or None, instance=found, programme=programme)
    return edit_record(request, form, title=found.title, permission="goals.edit_goal", back=found, section="goals")


@programme_page("goals.view_goal")
def new_measurement(request, programme, pk):
    found = one_of(programme, Goal.objects, pk, request.user, "goals.measure_goal")
    form = MeasurementForm(request.POST or None, instance=Measurement(goal=found, by=request.user))
    return new_record(
        request,
        form,
        title=_("Record a measurement"),
        lead=found.title,
        save=lambda measurement: actions.measure(measurement, by=request.user),
        back=found,
        crumb=found,
        section="goals",
    )


@require_POST
@programme_page("goals.view_goal")
def take_from_records(request, programme, pk):
    found = one_of(programme, Goal.objects, pk, request.user, "goals.measure_goal")
    measurement = actions.take_from_records(found, by=request.user)
    messages.success(request, _("%(name)s is saved.") % {"name": measurement})
    return redirect(found)
