"""Whether the team has every role that a full project team needs."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import actions
from core.edit import new_record
from implementation.programme.pages import one_of, programme_page
from implementation.readiness.forms import TeamMemberForm
from implementation.readiness.models import TeamMember, TeamRole
from implementation.readiness.models.team import WHY

SECTION = {"section": "readiness"}


@programme_page("readiness.view_teammember")
def project_team(request, programme):
    members = list(programme.teammembers.select_related("person"))
    rows = [
        {"role": role, "why": WHY[role], "members": [item for item in members if item.role == role]}
        for role in TeamRole
    ]
    context = SECTION | {
        "title": _("Project team"),
        "rows": rows,
        "missing": sum(not row["members"] for row in rows),
    }
    return render(request, "readiness/team.html", context)


@programme_page("readiness.edit_readiness")
def name_member(request, programme):
    role = request.GET.get("role", "")
    form = TeamMemberForm(
        request.POST or None,
        instance=TeamMember(programme=programme),
        initial={"role": role if role in TeamRole.values else ""},
    )
    return new_record(
        request,
        form,
        title=_("Name somebody for the team"),
        permission="readiness.edit_readiness",
        back=reverse("project_team", args=[programme.pk]),
        **SECTION,
    )


@require_POST
@programme_page("readiness.edit_readiness")
def remove_member(request, programme, pk):
    found = one_of(programme, TeamMember.objects, pk, request.user, "readiness.edit_readiness")
    name = str(found)
    actions.remove(found, permission="readiness.edit_readiness", by=request.user)
    messages.success(request, _("%(name)s is removed.") % {"name": name})
    return redirect("project_team", programme.pk)
