from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record
from core.workflow import perform
from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.actions.modules import unmet_needs
from implementation.rollout.board import board_of
from implementation.rollout.dependencies import layers
from implementation.rollout.models import Module
from implementation.rollout.progress import progress_of, with_progress
from implementation.rollout.reach import reach_of
from implementation.rollout.trend import module_trend
from implementation.rollout.views.shared import board_address, form_page, small_form
from implementation.rollout.warnings import warnings_about

PILOTS_A_PAGE = 20


@programme_page("rollout.view_module")
def rollout(request, programme):
    """Modules by departments, warnings, and the pilots as a list."""
    board = board_of(programme)
    page = Paginator(board.pilots[::-1], PILOTS_A_PAGE).get_page(request.GET.get("page"))
    shown = with_progress(programme.pilots.filter(pk__in=[pilot.pk for pilot in page]))
    context = {
        "board": board,
        "warnings": warnings_about(board),
        "page": page,
        "pilots": [progress_of(pilot) for pilot in shown][::-1],
        "title": _("Modules and pilots"),
    }
    return render(request, "rollout/board.html", context)


def _module(request, programme, pk, permission):
    found = Module.objects.select_related("programme__organisation").prefetch_related("departments", "needs")
    return one_of(programme, found, pk, request.user, permission)


@programme_page("rollout.view_module")
def module(request, programme, pk):
    found = _module(request, programme, pk, "rollout.view_module")
    pilots = list(with_progress(found.pilots.all()))
    context = {
        "module": found,
        "pilots": [progress_of(pilot) for pilot in pilots],
        "reach": reach_of(found, pilots, list(programme.organisation.departments.all())),
        "needed_by": list(found.needed_by.all()),
        "trend": module_trend(found),
        "unmet": unmet_needs(found),
        "title": found.name,
        "section": "rollout",
    }
    return render(request, "rollout/module.html", context)


@programme_page("rollout.edit_module")
def add_module(request, programme):
    form = forms.AddModuleForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        added = actions.add_module(programme, form.cleaned_data["key"], by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": added})
        return redirect("rollout", programme.pk)
    return form_page(
        request, form, title=_("Add a module"), back=board_address(programme), template="rollout/add_module.html"
    )


@programme_page("rollout.edit_module")
def edit_module(request, programme, pk):
    found = _module(request, programme, pk, "rollout.edit_module")
    form = forms.ModuleForm(request.POST or None, instance=found, programme=programme)
    return edit_record(
        request, form, title=found.name, back=found, save=actions.change_module, section="rollout", crumb=found
    )


@programme_page("rollout.close_module")
def close_module(request, programme, pk):
    """Names those that stand on it before it is closed."""
    found = _module(request, programme, pk, "rollout.close_module")
    return small_form(
        request,
        forms.CloseForm(request.POST or None),
        title=_("Close the module"),
        back=found,
        save=lambda data: perform(found, "close", by=request.user, note=data["note"]),
        said=_("%(name)s is closed.") % {"name": found},
        template="rollout/close_module.html",
        module=found,
        needed_by=[item for item in found.needed_by.all() if item.state != Module.State.CLOSED],
    )


@programme_page("rollout.view_module")
def module_order(request, programme):
    """The modules in the order in which they are taken up, and in layers of what needs what."""
    modules = list(programme.modules.prefetch_related("needs"))
    by_number = {item.pk: item for item in modules}
    graph = {item.pk: [need.pk for need in item.needs.all()] for item in modules}
    context = {
        "modules": modules,
        "layers": [[by_number[pk] for pk in layer] for layer in layers(graph)],
        "title": _("Order of the modules"),
        "section": "rollout",
    }
    return render(request, "rollout/module_order.html", context)


@require_POST
@programme_page("rollout.edit_module")
def move_module(request, programme, pk):
    found = _module(request, programme, pk, "rollout.edit_module")
    move = partial(actions.move_module, found, by=request.user)
    move(up=request.POST.get("move") == "up")
    return redirect("module_order", programme.pk)
