"""A workbook of lines brought back: uploaded, shown with the fate of every row, written."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.refusal import Refused, Stale
from implementation.business_case import actions
from implementation.business_case.grid.fates import REFUSED, counts, digest
from implementation.business_case.views.find import EDIT, SECTION, draft_case
from implementation.business_case.workbook import Brought, fates, read_file
from implementation.programme.pages import programme_page

KEY = "case-import"


@programme_page(EDIT)
def import_lines(request, programme, pk):
    found = draft_case(programme, pk, request.user)
    problem = ""
    if request.method == "POST":
        try:
            request.session[KEY] = {"case": found.pk, **_read(request).as_plain()}
            return redirect("import_lines_rows", programme.pk, found.pk)
        except Refused as refusal:
            problem = str(refusal)
    context = {"title": _("Import lines"), "case": found, "problem": problem}
    return render(request, "business_case/import.html", SECTION | context)


def _read(request) -> Brought:
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("Choose a file first."))
    return read_file(file.name, file.read())


@programme_page(EDIT)
def import_lines_rows(request, programme, pk):
    """The dry run; the button writes what it showed."""
    found = draft_case(programme, pk, request.user)
    kept = dict(request.session.get(KEY) or {})
    if kept.pop("case", None) != found.pk:
        return redirect("import_lines", programme.pk, found.pk)
    brought, problem = Brought(**kept), ""
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            number = actions.bring_in(found, lambda: fates(found, brought), by=request.user, seen=seen, verb="imported")
        except (Refused, Stale) as error:
            problem = str(error)
        else:
            del request.session[KEY]
            messages.success(request, _("%(n)d lines are written.") % {"n": number})
            return redirect("case_scenarios", programme.pk, found.pk)
    return render(request, "business_case/import_rows.html", _context(found, brought, problem))


def _context(case, brought: Brought, problem: str) -> dict:
    shown = fates(case, brought)
    refused = sum(item.kind == REFUSED for item in shown)
    return SECTION | {
        "title": _("Import lines"),
        "case": case,
        "brought": brought,
        "fates": shown,
        "counts": counts(shown),
        "seen": digest(shown),
        "refused": refused,
        "writes": 0 if refused else sum(item.entry is not None for item in shown),
        "problem": problem,
    }
