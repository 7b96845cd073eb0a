"""Rows with faults: who needs them sees them, and that is put on record."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.data_readiness import actions, bad_rows
from implementation.data_readiness.models import Profile, SampleAccess
from implementation.data_readiness.profiling.engine import MOST_SAMPLES
from implementation.data_readiness.rows import columns_of
from implementation.data_readiness.views.files import FILES, SECTION
from implementation.programme.pages import one_of, programme_page

SEE = "data_readiness.see_samples"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 25


def _profiled(request, programme, pk):
    """The upload and its newest profile; refused where there is none yet."""
    found = one_of(programme, FILES.all(), pk, request.user, SEE)
    profile = Profile.objects.filter(data_file=found).first()
    if profile is None:
        raise Refused(_("This file is not profiled yet: no row was checked."))
    return found, profile


@programme_page(SEE)
def data_bad_rows(request, programme, pk):
    found, profile = _profiled(request, programme, pk)
    samples = profile.samples if found.has_rows else []
    page = Paginator(samples, PER_PAGE).get_page(request.GET.get("page"))
    columns = columns_of(found)
    rows = []
    if samples:
        first = page.start_index() - 1
        rows = [
            (row.line, row.paired(columns)) for row in bad_rows.bad_rows(found, profile, first=first, most=PER_PAGE)
        ]
        actions.looked_at(found, SampleAccess.What.BAD_ROWS, rows=len(rows), by=request.user)
    context = {
        "section": SECTION,
        "file": found,
        "profile": profile,
        "page": page,
        "columns": columns,
        "rows": rows,
        "most": MOST_SAMPLES,
        "capped": len(samples) >= MOST_SAMPLES,
    }
    return render(request, "data_readiness/bad_rows.html", context)


@programme_page(SEE)
def data_bad_rows_xlsx(request, programme, pk):
    found, profile = _profiled(request, programme, pk)
    made = bad_rows.as_xlsx(found, profile)
    actions.looked_at(found, SampleAccess.What.DOWNLOAD, rows=len(profile.samples), by=request.user)
    answer = HttpResponse(made, content_type=XLSX)
    name = bad_rows.file_name(found, timezone.localdate())
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
