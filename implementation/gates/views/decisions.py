"""What was decided, on one page, and its conditions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.gates import actions, paper
from implementation.gates.models import Condition, Decision
from implementation.programme.pages import one_of, programme_page

DECISIONS = Decision.objects.select_related("request__gate__stage").defer("request__facts")


@programme_page("gates.view_decision")
def decision(request, programme, pk):
    """Printable: the facts of that day, the votes, the conditions, the hash, what has changed since."""
    found = one_of(programme, DECISIONS, pk, request.user, "gates.view_decision")
    return render(request, "gates/decision.html", paper.told(found, programme))


@programme_page("gates.view_decision")
def decision_pdf(request, programme, pk):
    found = one_of(programme, DECISIONS, pk, request.user, "gates.view_decision")
    try:
        file = paper.pdf(found, programme, translation.get_language())
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    name = f"decision-{found.pk}.pdf"
    return HttpResponse(
        file.bytes, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@programme_page("gates.verify_condition")
def confirm_condition(request, programme, pk):
    found = one_of(programme, Condition.objects.select_related("decision"), pk, request.user, "gates.verify_condition")
    if request.method == "POST":
        actions.confirm_condition(found, by=request.user, note=request.POST.get("note", "")[:2000])
        messages.success(request, _("Condition met."))
        return redirect(found)
    return render(request, "gates/confirm_condition.html", {"condition": found})
