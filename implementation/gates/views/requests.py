from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from implementation.gates import actions
from implementation.gates.checklist import look_at
from implementation.gates.hurdles import before_asking, openings
from implementation.gates.models import Gate
from implementation.programme.pages import one_of, programme_page


@programme_page("gates.request_decision")
def request_decision(request, programme, pk):
    """Shows what would be refused before the decision is asked for, never after."""
    found = one_of(programme, Gate.objects.select_related("stage"), pk, request.user, "gates.request_decision")
    found.programme = programme
    if request.method == "POST":
        actions.request_decision(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("The decision is asked for. The sponsors have been told."))
        return redirect(found)
    checklist = look_at(found)
    hurdles = before_asking(found, request.user)
    context = {
        "gate": found,
        "checklist": checklist,
        "hurdles": hurdles,
        "is_closed": any(hurdle.closed for hurdle in hurdles),
        "openings": openings(checklist),
    }
    return render(request, "gates/request.html", context)
