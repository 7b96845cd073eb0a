from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from implementation.programme import actions
from implementation.programme.models import (
    Deliverable,
)
from implementation.programme.pages import one_of, programme_page


@programme_page("programme.view_deliverable")
def deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.view_deliverable")
    return render(request, "programme/deliverable.html", {"deliverable": found})


@programme_page("programme.submit_deliverable")
def submit_deliverable(request, programme, pk):
    found = one_of(programme, Deliverable.objects, pk, request.user, "programme.submit_deliverable")
    if request.method == "POST":
        actions.submit_deliverable(found, by=request.user, note=request.POST.get("note", ""))
        messages.success(request, _("%(name)s waits for review.") % {"name": found.name})
        return redirect(found)
    return render(request, "programme/submit_deliverable.html", {"deliverable": found})
