"""What of the planned benefits came true."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.sheets import Column, Page, write_xlsx
from core.text import rounded
from implementation.business_case import actions
from implementation.business_case.benefits import Benefits
from implementation.business_case.benefits import benefits as worked_out
from implementation.business_case.views.case import download
from implementation.business_case.views.find import SECTION, VIEW
from implementation.programme.pages import programme_page


@programme_page(VIEW)
def benefits(request, programme):
    case = actions.current_case(programme)
    found = case and worked_out(case, today=timezone.localdate())
    context = {"title": _("Benefits realised"), "case": case, "benefits": found, "here": "benefits"}
    return render(request, "business_case/benefits.html", SECTION | context)


@programme_page(VIEW)
def benefits_xlsx(request, programme):
    case = actions.current_case(programme)
    if case is None:
        raise Http404
    return download(_workbook(worked_out(case, today=timezone.localdate())), "benefits.xlsx")


def _workbook(found: Benefits) -> bytes:
    heads = [
        Column(_("Goal"), 40),
        Column(_("Lines"), 50),
        Column(_("Planned, whole horizon"), 22),
        Column(_("Planned to date"), 18),
        Column(_("Goal reached, %"), 16),
        Column(_("Realised, estimate"), 20),
    ]
    rows = [
        [
            item.goal.title if item.goal else _("No goal named"),
            "; ".join(row.line.title for row in item.rows),
            rounded(item.planned, 2),
            rounded(item.to_date, 2),
            None if item.percent is None else rounded(item.percent, 1),
            None if item.realised is None else rounded(item.realised, 2),
        ]
        for item in found.items
    ]
    return write_xlsx([Page(_("Benefits realised"), heads, rows, frozen=1)])
