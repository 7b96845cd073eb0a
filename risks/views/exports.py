"""The register as files."""

from django.http import HttpResponse
from django.utils import timezone

from implementation.programme.pages import programme_page
from risks.export import workbook
from risks.models import Risk
from risks.register import Filter, with_parts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page("risks.view_risk")
def export(request, programme):
    """The register as filtered, as a workbook."""
    found = with_parts(Filter.of(request.GET).apply(Risk.objects.seen_by(request.user, programme)))
    response = HttpResponse(workbook(programme, found), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="risks-{timezone.localdate().isoformat()}.xlsx"'
    return response
