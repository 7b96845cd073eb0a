"""One's own page, or that of somebody in one's charge, to take away."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.contribution import paper
from change_mgmt.contribution.page import contribution_of, period_asked_for
from change_mgmt.contribution.views.people import VIEW, person_of
from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.programme.pages import programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _found(request, programme, pk):
    period, _form = period_asked_for(request.GET, programme)
    return contribution_of(programme, person_of(programme, pk, request.user), period)


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@programme_page(VIEW)
def contribution_pdf(request, programme, pk):
    found = _found(request, programme, pk)
    try:
        made = paper.pdf(found, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(made.bytes, "application/pdf", f"contribution-{pk}.pdf")


@programme_page(VIEW)
def contribution_xlsx(request, programme, pk):
    return _file(paper.xlsx(_found(request, programme, pk)), XLSX, f"contribution-{pk}.xlsx")
