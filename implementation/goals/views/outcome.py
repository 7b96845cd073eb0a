"""What came of it: the signed vision and goals beside what was measured, on the page and to take away."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _

from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.goals import paper
from implementation.goals.views.goals import XLSX
from implementation.programme.pages import programme_page


@programme_page("goals.view_goal")
def outcome(request, programme):
    context = paper.told(programme) | {"section": "goals", "title": _("What came of it")}
    return render(request, "goals/outcome.html", context)


@programme_page("goals.view_goal")
def outcome_pdf(request, programme):
    try:
        made = paper.pdf(programme, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(made.bytes, "application/pdf", f"outcome-{programme.pk}.pdf")


@programme_page("goals.view_goal")
def outcome_xlsx(request, programme):
    return _file(paper.xlsx(programme), XLSX, f"outcome-{programme.pk}.xlsx")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
