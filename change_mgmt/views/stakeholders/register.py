"""The register: map, table, files. Filters live in the address."""

from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.exports import text_table, workbook
from change_mgmt.stakeholders.pictures import attitude_key, map_of
from change_mgmt.stakeholders.table import Asked, Table
from implementation.programme.pages import programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PER_PAGE = 50


def table_here(request, programme) -> Table:
    """The table of the page that a request came from."""
    current = request.headers.get("X-Register") or request.headers.get("Referer") or ""
    return Table(programme, request.user, Asked.of(QueryDict(urlsplit(current).query[:2000])))


@programme_page("change_mgmt.view_stakeholder")
def stakeholders(request, programme):
    """Who can help or hinder: on a map with how they moved, and as a table to work in."""
    table = Table(programme, request.user, Asked.of(request.GET))
    found = table.standings()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    moved = [each.moved for each in found]
    context = {
        "table": table,
        "asked": table.asked,
        "page": page,
        "rows": table.rows(list(page)),
        "map": map_of(found) if found else None,
        "key": attitude_key(),
        "groups": [(key, label, table.counts[key]) for key, label in Stakeholder.Group.choices],
        "total": sum(table.counts.values()),
        "apart": sum(1 for each in found if each.stakeholder.gap),
        "closer": sum(1 for steps in moved if steps > 0),
        "away": sum(1 for steps in moved if steps < 0),
        "checks": [each for each in found if each.hints],
        "today": timezone.localdate(),
        "may_edit": request.user.has_perm("change_mgmt.edit_stakeholder", programme),
    }
    return render(request, "change_mgmt/stakeholder_list.html", context)


def _file(data: bytes, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    name = f"stakeholders-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _found(request, programme) -> tuple[list[Stakeholder], Table]:
    table = Table(programme, request.user, Asked.of(request.GET))
    return [each.stakeholder for each in table.standings()], table


@programme_page("change_mgmt.view_stakeholder")
def stakeholders_xlsx(request, programme):
    found, table = _found(request, programme)
    return _file(workbook(found, table.choices), XLSX, "xlsx")


@programme_page("change_mgmt.view_stakeholder")
def stakeholders_csv(request, programme):
    found, table = _found(request, programme)
    return _file(text_table(found, table.choices), "text/csv; charset=utf-8", "csv")
