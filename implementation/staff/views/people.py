"""One person: their page, and what can be done with the entry."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.edit import edit_record, new_record
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page
from implementation.staff import actions
from implementation.staff.forms import EmployeeForm
from implementation.staff.models import Employee
from implementation.staff.registry import held_about

VIEW, EDIT = "staff.view_employee", "staff.edit_staff"
PEOPLE = Employee.objects.select_related("department", "user", "programme__organisation")


@programme_page(VIEW)
def employee(request, programme, pk):
    found = one_of(programme, PEOPLE, pk, request.user, VIEW)
    held = [
        line for line in held_about(found) if not line.permission or request.user.has_perm(line.permission, programme)
    ]
    context = {
        "page_title": found.name,
        "employee": found,
        "held": held,
        "used": actions.is_used(found),
        "section": "staff",
    }
    return render(request, "staff/employee.html", context)


@programme_page(EDIT)
def new_employee(request, programme):
    form = EmployeeForm(request.POST or None, instance=Employee(programme=programme))
    return new_record(
        request,
        form,
        title=_("Add a person"),
        save=lambda person: actions.add_employee(person, by=request.user),
        back=reverse("staff", args=[programme.pk]),
        section="staff",
    )


@programme_page(EDIT)
def edit_employee(request, programme, pk):
    found = one_of(programme, PEOPLE, pk, request.user, EDIT)
    if found.forgotten_at:
        raise Refused(_("This person was forgotten: there is nothing left to change."))
    form = EmployeeForm(request.POST or None, instance=found)
    return edit_record(
        request, form, title=found.name, save=actions.change_employee, back=found.get_absolute_url(), section="staff"
    )


@require_POST
@programme_page(EDIT)
def employee_left(request, programme, pk):
    """Somebody has left, or is back: what the button says, whatever happened meanwhile."""
    found = one_of(programme, PEOPLE, pk, request.user, EDIT)
    if request.POST.get("back"):
        actions.bring_back(found, by=request.user)
        messages.success(request, _("%(name)s is on the list again.") % {"name": found.name})
    else:
        actions.mark_left(found, by=request.user)
        messages.success(request, _("%(name)s is marked as left.") % {"name": found.name})
    return redirect(found)


@programme_page(EDIT)
def remove_employee(request, programme, pk):
    found = one_of(programme, PEOPLE, pk, request.user, EDIT)
    if request.method == "POST":
        actions.remove_employee(found, by=request.user)
        messages.success(request, _("%(name)s is removed.") % {"name": found.name})
        return redirect("staff", programme.pk)
    context = {"employee": found, "used": actions.is_used(found), "section": "staff"}
    return render(request, "staff/remove_employee.html", context)


@programme_page(EDIT)
def forget_employee(request, programme, pk):
    found = one_of(programme, PEOPLE, pk, request.user, EDIT)
    if request.method == "POST":
        forgotten = actions.forget(found, by=request.user)
        messages.success(request, _("Name and address are gone."))
        return redirect(forgotten)
    return render(request, "staff/forget_employee.html", {"employee": found, "section": "staff"})
