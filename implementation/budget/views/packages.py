"""Work packages: the list, one of them, and how far it is."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from implementation.budget import actions
from implementation.budget.books import Books
from implementation.budget.figures import earned_value_figures
from implementation.budget.forms import MilestoneForm, PackageForm, ProgressForm, ReachForm, TasksForm
from implementation.budget.models import PackageMilestone, WorkPackage
from implementation.programme.models import Task
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "budget"}


@programme_page("budget.view_workpackage")
def work_packages(request, programme):
    books = Books(programme)
    context = {
        "title": _("Work packages"),
        "books": books,
        "rows": [(work, books.position_of(work)) for work in books.work],
        "not_in_work": books.total_planned - books.position.bac,
    }
    return render(request, "budget/package_list.html", SECTION | context)


def _find(programme, pk, user, permission="budget.edit_package") -> WorkPackage:
    found = WorkPackage.objects.select_related("programme__organisation", "stage", "owner")
    return one_of(programme, found, pk, user, permission)


@programme_page("budget.view_workpackage")
def work_package(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.view_workpackage")
    books = Books(programme)
    work = next(item for item in books.work if item.package.pk == found.pk)
    position = books.position_of(work)
    seen = Task.objects.filter(programme=programme).seen_with(programme.roles_of(request.user))
    context = {
        "title": found.name,
        "package": found,
        "work": work,
        "position": position,
        "figures": earned_value_figures(position),
        "progress": found.progress.select_related("by"),
        "milestones": list(found.milestones.all()),
        "weights": sum(item.weight for item in work.package.milestones.all()),
        "tasks": found.tasks.filter(pk__in=seen.values("pk")).select_related("owner") if found.rule == "tasks" else [],
        "deliverables": found.stage.deliverables.owed().read_by(programme.roles_of(request.user))
        if found.rule == "deliverables"
        else [],
        "today": timezone.localdate(),
    }
    return render(request, "budget/package.html", SECTION | context)


@programme_page("budget.edit_package")
def new_work_package(request, programme):
    form = PackageForm(request.POST or None, instance=WorkPackage(programme=programme))
    return new_record(
        request,
        form,
        title=_("New work package"),
        lead=_("Its budget counts as planned evenly over its days, the first and the last included."),
        save=partial(actions.add_package, by=request.user),
        back=lambda package: package.get_absolute_url(),
        cancel=reverse("work_packages", args=[programme.pk]),
        **SECTION,
    )


@programme_page("budget.edit_package")
def edit_work_package(request, programme, pk):
    found = _find(programme, pk, request.user)
    form = PackageForm(request.POST or None, instance=found)
    return edit_record(request, form, title=found.name, save=actions.change_package, back=found, **SECTION)


@programme_page("budget.edit_package")
def remove_work_package(request, programme, pk):
    """GET asks, POST removes: only what nothing happened to yet."""
    found = _find(programme, pk, request.user)
    if request.method == "POST":
        name = found.name
        actions.remove_package(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return redirect("work_packages", programme.pk)
    context = {"title": _("Remove the work package"), "package": found}
    return render(request, "budget/remove_package.html", SECTION | context)


@programme_page("budget.record_progress")
def record_progress(request, programme, pk):
    found = _find(programme, pk, request.user, "budget.record_progress")
    form = ProgressForm(request.POST or None, package=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_progress(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": found})
            return redirect(found)
    context = {
        "form": form,
        "title": _("Record the progress"),
        "lead": found.name,
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", SECTION | context)


@programme_page("budget.edit_package")
def choose_package_tasks(request, programme, pk):
    found = _find(programme, pk, request.user)
    seen = Task.objects.filter(programme=programme).seen_with(programme.roles_of(request.user))
    form = TasksForm(request.POST or None, package=found, seen=seen)
    if request.method == "POST" and form.is_valid():
        actions.choose_tasks(found, form.cleaned_data["tasks"], by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(found)
    context = {
        "form": form,
        "title": _("Choose the tasks"),
        "lead": found.name,
        "back": found.get_absolute_url(),
    }
    return render(request, "core/form.html", SECTION | context)


@programme_page("budget.edit_package")
def new_package_milestone(request, programme, pk):
    found = _find(programme, pk, request.user)
    form = MilestoneForm(request.POST or None, instance=PackageMilestone(package=found))
    return new_record(
        request,
        form,
        title=_("New milestone"),
        lead=found.name,
        save=partial(actions.add_milestone, by=request.user),
        back=found,
        **SECTION,
    )


def _milestone(programme, pk, user, permission) -> PackageMilestone:
    found = PackageMilestone.objects.select_related("package__programme__organisation")
    return one_of(programme, found, pk, user, permission)


@programme_page("budget.record_progress")
def reach_package_milestone(request, programme, pk):
    """A day says since when it is reached; no day, with the reason, that it is not."""
    found = _milestone(programme, pk, request.user, "budget.record_progress")
    form = ReachForm(request.POST or None, initial={"on": found.reached_on or timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.reach_milestone(found, on=data["on"], note=data["note"], by=request.user)
        messages.success(request, _("%(name)s is saved.") % {"name": found})
        return redirect(found.package)
    context = {
        "form": form,
        "title": found.name,
        "lead": _("The day on which it was reached. Without a day it counts as not reached; then say why."),
        "back": found.package.get_absolute_url(),
    }
    return render(request, "core/form.html", SECTION | context)


@programme_page("budget.edit_package")
def remove_package_milestone(request, programme, pk):
    """GET asks, POST removes."""
    found = _milestone(programme, pk, request.user, "budget.edit_package")
    if request.method == "POST":
        name, package = found.name, found.package
        actions.remove_milestone(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": name})
        return redirect(package)
    context = {"title": _("Remove the milestone"), "milestone": found}
    return render(request, "budget/remove_milestone.html", SECTION | context)
