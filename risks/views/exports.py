"""The register as files, as the address filters it."""

from django.http import HttpResponse
from django.utils import timezone

from implementation.programme.pages import programme_page
from risks.exports import text_table, workbook
from risks.models import Risk
from risks.register import Filter, with_parts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


def _found(request, programme):
    return with_parts(Filter.of(request.GET).apply(Risk.objects.seen_by(request.user, programme), request.user))


def _file(data: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    name = f"risks-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@programme_page("risks.view_risk")
def export(request, programme):
    return _file(workbook(_found(request, programme)), XLSX, "xlsx")


@programme_page("risks.view_risk")
def export_csv(request, programme):
    return _file(text_table(_found(request, programme)), CSV, "csv")
