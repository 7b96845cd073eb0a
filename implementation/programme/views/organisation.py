from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core import access
from core.edit import edit_record, new_record
from implementation.programme.forms import (
    DepartmentForm,
    OrganisationForm,
)
from implementation.programme.models import (
    Department,
    Organisation,
    Programme,
)


@login_required
def organisation(request, pk):
    """The organisation's own facts, its departments and its programmes."""
    found = get_object_or_404(Organisation, pk=pk)
    access.require(request.user, "programme.view_organisation", found)
    context = {
        "organisation": found,
        "may_edit": request.user.has_perm("programme.edit_organisation", found),
        "departments": found.departments.all(),
        "department_form": DepartmentForm(),
        "programmes": Programme.objects.visible_to(request.user).filter(organisation=found),
    }
    if request.method == "POST":
        access.require(request.user, "programme.edit_organisation", found)
    return edit_record(
        request,
        OrganisationForm(request.POST or None, request.FILES or None, instance=found),
        title=found.name,
        permission="programme.edit_organisation",
        back=found,
        template="programme/organisation.html",
        **context,
    )


@login_required
def new_department(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    access.require(request.user, "programme.edit_organisation", found)
    form = DepartmentForm(request.POST or None, instance=Department(organisation=found))
    return new_record(request, form, title=_("New department"), permission="programme.edit_organisation", back=found)
