"""The plan as a file: a workbook, a PDF, and a table that is brought in."""

from django.contrib import messages as said
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from change_mgmt.communication import actions, paper, plan_file
from change_mgmt.communication.forms import TableForm
from core.pdf import PdfUnavailable
from core.refusal import Refused
from core.sheets import Unreadable
from core.text import listed
from implementation.programme.pages import programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PROBLEMS = 50


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@programme_page("communication.view_message")
def messages_xlsx(request, programme):
    return _file(plan_file.as_xlsx(programme), XLSX, "communication.xlsx")


@programme_page("communication.view_message")
def messages_pdf(request, programme):
    try:
        made = paper.pdf(programme, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(made.bytes, "application/pdf", "communication.pdf")


@programme_page("communication.edit_message")
def import_messages(request, programme):
    """All rows become drafts, or none does and the page says which cells to mend."""
    form, look = TableForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            look = plan_file.look_into(programme, given.name, given.read(), by=request.user)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            if look.table.missing:
                names = listed(look.table.missing)
                form.add_error("file", _("The file has no column for: %(names)s.") % {"names": names})
            elif not look.problems:
                return _take_in(request, programme, look)
    context = {
        "title": _("Import messages"),
        "form": form,
        "problems": look.problems[:MOST_PROBLEMS] if look else [],
        "problems_in_all": len(look.problems) if look else 0,
        "headings": [(plan_file.heading(name), name in ("what", "why", "due_on")) for name in plan_file.READ],
        "section": "communication",
    }
    return render(request, "communication/import.html", context)


def _take_in(request, programme, look):
    n = len(actions.plan_messages(programme, look.planned, by=request.user))
    words = ngettext("%(n)d draft is in the plan.", "%(n)d drafts are in the plan.", n) % {"n": n}
    if look.known:
        more = ngettext("%(n)d row was in the plan already.", "%(n)d rows were in the plan already.", look.known) % {
            "n": look.known
        }
        words = f"{words} {more}"
    said.success(request, words)
    return redirect("communication", programme.pk)
