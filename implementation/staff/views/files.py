"""A table brought in: looked at row by row, then saved in whole or dropped."""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusal import Refused
from implementation.programme.pages import programme_page
from implementation.staff.forms import TableForm
from implementation.staff.models import StaffFile
from implementation.staff.table.plan import BAD, CHANGED, NEW, plan
from implementation.staff.table.reading import rows_of
from implementation.staff.table.writing import take_over

EDIT = "staff.edit_staff"
#: How many rows of each kind the page shows; all of them count.
SHOWN = 50


@programme_page(EDIT)
def import_staff(request, programme):
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = rows_of(*form.content)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("staff_file", programme.pk, _kept(programme, rows, by=request.user).pk)
    return render(
        request,
        "staff/import_staff.html",
        {"form": form, "back": reverse("staff", args=[programme.pk]), "section": "staff"},
    )


def _kept(programme, rows, *, by) -> StaffFile:
    """The rows for the next page; what was left lying from before goes."""
    StaffFile.objects.filter(programme=programme, by=by).delete()
    StaffFile.objects.filter(at__lt=timezone.now() - datetime.timedelta(days=1)).delete()
    return StaffFile.objects.create(programme=programme, by=by, rows=rows)


def _own(request, programme, pk) -> StaffFile:
    """A table is its bringer's alone: names are not shown to others before they are on the list."""
    found = get_object_or_404(StaffFile, pk=pk, programme=programme)
    if found.by_id != request.user.pk:
        raise PermissionDenied
    found.programme = programme
    return found


@programme_page(EDIT)
def staff_file(request, programme, pk):
    file = _own(request, programme, pk)
    if request.method == "POST":
        counts = take_over(
            file, mark=request.POST.get("mark", ""), by=request.user, missing_left=bool(request.POST.get("missing"))
        )
        messages.success(request, _("%(new)d new, %(changed)d changed, %(left)d left.") % counts)
        return redirect("staff", programme.pk)
    found = plan(programme, file.rows)
    kinds = [(kind, lines, lines[:SHOWN]) for kind in (BAD, NEW, CHANGED) if (lines := found.of(kind))]
    context = {
        "file": file,
        "plan": found,
        "counts": found.counts,
        "kinds": kinds,
        "missing": found.missing[:SHOWN],
        "shown": SHOWN,
        "writes": found.counts[NEW] + found.counts[CHANGED],
        "section": "staff",
    }
    return render(request, "staff/staff_file.html", context)


@require_POST
@programme_page(EDIT)
def drop_staff_file(request, programme, pk):
    _own(request, programme, pk).delete()
    messages.success(request, _("Nothing was saved."))
    return redirect("import_staff", programme.pk)
