"""Rehearsals of the move: the list with its trend, one with its figures and what changed, planning, running, signing."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.pdf import Pdf, PdfUnavailable
from core.refusal import Refused
from implementation.data_readiness import paper, rehearsal_work
from implementation.data_readiness.actions import rehearsals as actions
from implementation.data_readiness.charts import rejects_chart
from implementation.data_readiness.forms.rehearsals import PlanRehearsalForm, RunForm
from implementation.data_readiness.models import Rehearsal
from implementation.data_readiness.rehearsal_work import RUNS
from implementation.programme.pages import one_of, programme_page

SECTION = {"section": "data_inventory"}
VIEW, EDIT = "data_readiness.view_rehearsal", "data_readiness.edit_rehearsal"
PER_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_rehearsal(programme, pk, user, permission=VIEW) -> Rehearsal:
    return one_of(programme, RUNS.prefetch_related("totals", "rejects"), pk, user, permission)


@programme_page(VIEW)
def rehearsals(request, programme):
    found = RUNS.filter(domain__programme=programme)
    page = Paginator(found.order_by("-on", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    run = [item for item in found.order_by("domain", "number") if item.rejected_share is not None]
    context = {"title": _("Migration rehearsals"), "page": page, "chart": rejects_chart(run)}
    return render(request, "data_readiness/rehearsals.html", SECTION | context)


@programme_page(VIEW)
def rehearsal(request, programme, pk):
    found = find_rehearsal(programme, pk, request.user)
    context = rehearsal_work.told(found)
    context["is_open"] = bool(context["figures"]) and found.is_open
    return render(request, "data_readiness/rehearsal.html", SECTION | context)


@programme_page(EDIT)
def plan_rehearsal(request, programme):
    form = PlanRehearsalForm(request.POST or None, instance=Rehearsal(), programme=programme)
    return new_record(
        request,
        form,
        title=_("Plan a rehearsal"),
        lead=_("A trial of the move with real data: what goes in, what comes out, what is refused, how long it takes."),
        save=lambda found: actions.plan_rehearsal(found, by=request.user),
        back=lambda found: found.get_absolute_url(),
        cancel=reverse("rehearsals", args=[programme.pk]),
        **SECTION,
    )


@programme_page(EDIT)
def record_rehearsal(request, programme, pk):
    found = find_rehearsal(programme, pk, request.user, EDIT)
    if not found.is_open:
        messages.error(request, _("The figures are reconciled. Reopen the rehearsal to correct them."))
        return redirect(found)
    return edit_record(
        request,
        RunForm(request.POST or None, instance=found),
        title=_("Figures of the rehearsal"),
        lead=str(found),
        save=actions.record_rehearsal,
        back=found,
        **SECTION,
    )


@programme_page(VIEW)
def sign_rehearsal(request, programme, pk):
    """GET asks, POST signs."""
    found = find_rehearsal(programme, pk, request.user, "data_readiness.sign_rehearsal")
    if request.method == "POST":
        try:
            actions.sign_rehearsal(found, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The rehearsal is signed."))
        return redirect(found)
    return render(
        request, "data_readiness/sign_rehearsal.html", SECTION | {"rehearsal": found, "title": _("Sign the rehearsal")}
    )


@programme_page(VIEW)
def export_rehearsals(request, programme):
    """Rehearsals, totals and reasons, a sheet each."""
    found = list(
        RUNS.filter(domain__programme=programme).prefetch_related("totals", "rejects").order_by("domain", "number")
    )
    answer = HttpResponse(paper.as_xlsx(found), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="rehearsals-{programme.pk}.xlsx"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@programme_page(VIEW)
def rehearsal_pdf(request, programme, pk):
    found = find_rehearsal(programme, pk, request.user)
    if found.state == Rehearsal.State.PLANNED:
        raise Refused(_("This rehearsal has not run yet. There is a page to print once it has."))
    return _printed(lambda: paper.rehearsal(found, translation.get_language()), f"rehearsal-{found.pk}.pdf")


@programme_page("data_readiness.view_profile")
def data_quality_pdf(request, programme):
    return _printed(lambda: paper.quality(programme, translation.get_language()), f"quality-{programme.pk}.pdf")


def _printed(make: Callable[[], Pdf], name: str) -> HttpResponse:
    try:
        made = make()
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    answer = HttpResponse(made.bytes, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
