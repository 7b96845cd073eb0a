from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.board import board_of
from implementation.rollout.models import Module
from implementation.rollout.progress import progress_of, with_progress
from implementation.rollout.views.shared import board_address, form_page

PILOTS_A_PAGE = 20


@programme_page("rollout.view_module")
def rollout(request, programme):
    """Modules by departments, warnings, and the pilots as a list."""
    board = board_of(programme)
    pilots = Paginator(board.pilots[::-1], PILOTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rollout/board.html", {"board": board, "pilots": pilots, "title": _("Modules and pilots")})


@programme_page("rollout.view_module")
def module(request, programme, pk):
    found = one_of(programme, Module.objects, pk, request.user, "rollout.view_module")
    pilots = [progress_of(pilot) for pilot in with_progress(found.pilots.all())]
    context = {"module": found, "pilots": pilots, "title": found.name, "section": "rollout"}
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
