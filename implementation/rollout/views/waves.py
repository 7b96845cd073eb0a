"""In which order the departments get what a pilot has proved, month by month, within what they can bear."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import new_record
from implementation.programme.models import Department
from implementation.programme.pages import one_of, programme_page
from implementation.rollout.actions import waves as actions
from implementation.rollout.forms import CapacityForm, WaveForm
from implementation.rollout.models import Module, Wave
from implementation.rollout.proposals import proposal_for
from implementation.rollout.views.shared import save_onto, small_form
from implementation.rollout.wave_calendar import calendar_of
from implementation.rollout.wave_load import beyond, limits_of, sentence

WAVES_A_PAGE = 20
SECTION = {"section": "rollout"}


@programme_page("rollout.view_wave")
def waves(request, programme):
    """The calendar of departments by months, the waves as a list, and the modules for which one can be proposed."""
    found = programme.waves.select_related("lead").prefetch_related("modules", "places__department")
    context = {
        "calendar": calendar_of(programme),
        "page": Paginator(found, WAVES_A_PAGE).get_page(request.GET.get("page")),
        "ready": list(programme.modules.filter(pilots__state="accepted").exclude(state="closed").distinct()),
        "title": _("Waves"),
    }
    return render(request, "rollout/waves.html", SECTION | context)


def _wave(request, programme, pk, permission):
    found = Wave.objects.select_related("lead", "programme__organisation").prefetch_related(
        "modules", "places__department"
    )
    return one_of(programme, found, pk, request.user, permission)


@programme_page("rollout.view_wave")
def wave(request, programme, pk):
    found = _wave(request, programme, pk, "rollout.view_wave")
    people = {place.department_id: place.people for place in found.places.all()}
    names = {place.department_id: place.department.name for place in found.places.all()}
    excesses = beyond(found, people) if found.is_open else []
    limits = limits_of(programme)
    context = {
        "wave": found,
        "places": [(place, limits[place.department_id]) for place in found.places.all()],
        "excesses": [sentence(item, names) for item in excesses[:5]],
        "title": found.name,
    }
    return render(request, "rollout/wave.html", SECTION | context)


def _wave_page(request, form, **context):
    return render(request, "rollout/wave_form.html", SECTION | {"form": form} | context)


@programme_page("rollout.edit_wave")
def new_wave(request, programme):
    form = WaveForm(
        request.POST or None,
        instance=Wave(programme=programme),
        programme=programme,
        initial={"lead": request.user.pk},
    )
    return new_record(
        request,
        form,
        title=_("Plan a wave"),
        save=lambda plan: actions.plan_wave(
            plan, modules=form.cleaned_data["modules"], places=form.places, by=request.user
        ),
        back=lambda record: record,
        cancel=reverse("waves", args=[programme.pk]),
        template="rollout/wave_form.html",
        **SECTION,
    )


@programme_page("rollout.edit_wave")
def edit_wave(request, programme, pk):
    found = _wave(request, programme, pk, "rollout.edit_wave")
    places = {place.department_id: place.people for place in found.places.all()}
    form = WaveForm(request.POST or None, instance=found, programme=programme, places=places)
    if request.method == "POST" and form.is_valid():
        values = form.values
        modules, seen = values.pop("modules"), form.seen_revision
        if save_onto(form, lambda: actions.change_wave(
            found, modules=modules, places=form.places, by=request.user, seen_revision=seen, **values
        )):  # fmt: skip
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    return _wave_page(request, form, title=found.name, back=found.get_absolute_url())


@programme_page("rollout.view_wave")
def propose_waves(request, programme, pk):
    """What the accepted pilots of a module suggest, with the reasons; one press plans it."""
    module = one_of(
        programme, Module.objects.select_related("programme__organisation"), pk, request.user, "rollout.view_module"
    )
    if request.method == "POST":
        planned = actions.plan_proposed(programme, module, by=request.user)
        messages.success(request, _("%(n)d waves are planned. Each can be changed.") % {"n": len(planned)})
        return redirect("waves", programme.pk)
    context = {"module": module, "proposal": proposal_for(module), "title": _("Proposed waves")}
    return render(request, "rollout/propose_waves.html", SECTION | context)


@programme_page("rollout.set_capacity")
def set_capacity(request, programme, pk):
    """``pk`` is the department's."""
    department = one_of_organisation(programme, pk)
    limit = limits_of(programme)[department.pk]
    return small_form(
        request,
        CapacityForm(request.POST or None, initial={"at_once": limit.at_once, "a_month": limit.a_month}),
        title=_("Capacity of %(name)s") % {"name": department.name},
        lead=_("%(n)d people work there. A fifth of them at once is the usual limit.") % {"n": department.headcount},
        back=reverse("waves", args=[programme.pk]),
        save=lambda data: actions.set_capacity(programme, department, by=request.user, **data),
        said=_("%(name)s is saved.") % {"name": department},
    )


def one_of_organisation(programme, pk) -> Department:
    return get_object_or_404(programme.organisation.departments, pk=pk)
