"""All decisions of a programme on one page, as a workbook and as a PDF; and those that are noted by hand."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from change_mgmt import actions
from change_mgmt.decision_log import collected, narrowed
from change_mgmt.decision_log.paper import as_xlsx, on_paper
from change_mgmt.forms.decisions import DecisionReviewForm, NotedDecisionForm
from change_mgmt.models import DecisionReview, NotedDecision
from core.edit import new_record
from core.pdf import PdfUnavailable
from core.refusal import Refused
from implementation.programme.pages import one_of, programme_page

VIEW, NOTE = "change_mgmt.view_decision_log", "change_mgmt.note_decision"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@programme_page(VIEW)
def decision_log(request, programme):
    every = collected(programme, request.user)
    found, chosen = narrowed(every, request.GET)
    context = {
        "page_title": _("Decision log"),
        "page": Paginator(found, 30).get_page(request.GET.get("page")),
        "total": len(every),
        "kinds": sorted({(item.kind, str(item.kind_words)) for item in every}, key=lambda kind: kind[1]),
        "people": sorted({item.by for item in every}),
        "chosen": chosen,
        "narrows": any(chosen.values()),
        "section": "changes",
    }
    return render(request, "change_mgmt/decision_log.html", context)


@programme_page(VIEW)
def export_decision_log(request, programme):
    found, _chosen = narrowed(collected(programme, request.user), request.GET)
    return _file(as_xlsx(found), XLSX, "xlsx")


@programme_page(VIEW)
def decision_log_pdf(request, programme):
    found, chosen = narrowed(collected(programme, request.user), request.GET)
    try:
        file = on_paper(
            "change_mgmt/decision_log_pdf.html",
            programme,
            title=_("Decision log"),
            language=translation.get_language(),
            found=found,
            chosen=chosen,
        )
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    return _file(file.bytes, "application/pdf", "pdf")


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f"decisions-{timezone.localdate().isoformat()}.{ending}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@programme_page(NOTE)
def note_decision(request, programme):
    decision = NotedDecision(programme=programme, decided_on=timezone.localdate())
    form = NotedDecisionForm(request.POST or None, instance=decision)
    return new_record(
        request,
        form,
        title=_("Note a decision"),
        lead=_("What was decided in a meeting or a talk. It is signed with your name and cannot be changed later."),
        submit=_("Sign and keep"),
        save=lambda noted: actions.note_decision(noted, by=request.user),
        back=lambda noted: noted.get_absolute_url(),
        cancel=reverse("decision_log", args=[programme.pk]),
        section="changes",
    )


@programme_page("change_mgmt.view_noteddecision")
def noted_decision(request, programme, pk):
    found = one_of(programme, NotedDecision.objects, pk, request.user, "change_mgmt.view_noteddecision")
    review = DecisionReview.objects.filter(decision=found).select_related("by").first()
    context = {"page_title": _("Decision log"), "decision": found, "review": review, "section": "changes"}
    return render(request, "change_mgmt/noted_decision.html", context)


@programme_page(NOTE)
def review_decision(request, programme, pk):
    found = one_of(programme, NotedDecision.objects, pk, request.user, NOTE)
    if DecisionReview.objects.filter(decision=found).exists():
        raise Refused(_("Somebody has looked at this decision again already."))
    form = DecisionReviewForm(request.POST or None, instance=DecisionReview(decision=found, by=request.user))
    return new_record(
        request,
        form,
        title=found.what,
        lead=found.why,
        save=lambda review: actions.review_decision(review, by=request.user),
        back=found.get_absolute_url(),
        section="changes",
    )
