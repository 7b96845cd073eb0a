"""A process to take away, and steps that are brought."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from change_mgmt.processes import actions, forms, paper
from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.sheet import look_into, workbook
from change_mgmt.processes.views.shared import EDIT, VIEW, process_at, side_named, steps_page
from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.programme.pages import programme_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page(VIEW)
def process_pdf(request, programme, pk):
    found = process_at(request, programme, pk)
    try:
        made = paper.pdf(found, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(made.bytes, "application/pdf", f"process-{found.pk}.pdf")


@programme_page(VIEW)
def process_xlsx(request, programme, pk):
    found = process_at(request, programme, pk)
    return _file(workbook(blueprint(found)), XLSX, f"process-{found.pk}.xlsx")


def _file(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@programme_page(VIEW)
def import_process_steps(request, programme, pk, side):
    """Bring the steps of a side from a table: all of them, or none and what is wrong."""
    found, side = process_at(request, programme, pk, EDIT), side_named(side)
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    problems = []
    if request.method == "POST" and form.is_valid():
        try:
            look = look_into(form.cleaned_data["file"].name, form.cleaned_data["file"].read())
            problems = look.problems
            if not problems:
                made = actions.import_steps(found, side, look, replace=form.cleaned_data["replace"], by=request.user)
                messages.success(request, _("%(n)d steps are brought.") % {"n": len(made)})
                return redirect(steps_page(found, side))
        except Refused as refusal:
            form.add_error("file", str(refusal))
    context = {
        "form": form,
        "problems": problems,
        "process": found,
        "side": side,
        "title": _("Bring steps from a table"),
        "back": steps_page(found, side),
        "crumb": found,
        "section": "processes",
    }
    return render(request, "processes/import.html", context)
