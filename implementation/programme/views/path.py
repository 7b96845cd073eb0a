from django.shortcuts import redirect, render
from django.utils import timezone

from implementation.programme import registry, status
from implementation.programme import waiting as waiting_list
from implementation.programme.pages import programme_page


@programme_page("programme.enter")
def path(request, programme):
    """Stages and gates, the checklist that guides, what waits, status, milestones."""
    if not request.user.has_perm("programme.view_programme", programme):
        return redirect("vendor_home", programme.pk)
    statuses = status.on_page(programme)
    context = {
        "stages": programme.stages.all(),
        "guide": registry.guide_for(programme, request.user),
        "statuses": statuses,
        "overall": status.overall(statuses),
        "milestones": programme.milestones.filter(state="planned").select_related("stage", "owner")[:5],
        "today": timezone.localdate(),
    }
    return render(request, "programme/path.html", context)


@programme_page("programme.enter")
def waiting(request, programme):
    mine = waiting_list.for_person(programme, request.user)
    return render(request, "programme/waiting.html", {"waiting": mine})
