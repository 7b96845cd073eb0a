"""One change: what it reaches, who said what, what came of it; on a page and on paper."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from change_mgmt import actions, size
from change_mgmt.comparing import compared, moved_milestones
from change_mgmt.decision_log.paper import on_paper
from change_mgmt.forms.changes import ChangeForm, StepForm
from change_mgmt.models import ChangeRequest, ChangeStep
from change_mgmt.views.changes.listing import VIEW, limits_shown
from core.edit import new_record
from core.pdf import PdfUnavailable
from core.refusal import Refused
from core.workflow import why_closed
from implementation.programme.pages import one_of, programme_page
from implementation.staff.models import Employee
from risks.actions.risks import raise_risk

CHANGES = ChangeRequest.objects.select_related(
    "requested_by", "assessed_by", "programme__organisation", "contract__vendor"
).prefetch_related("answers", "risks", "milestones", "departments")


@programme_page("change_mgmt.submit_change")
def new_change(request, programme):
    form = ChangeForm(request.POST or None, instance=ChangeRequest(programme=programme, requested_by=request.user))
    return new_record(
        request,
        form,
        title=_("Ask for a change"),
        lead=_("The manager or the consultant finds its effects; then it is decided by someone other than you."),
        submit=_("Submit the change"),
        save=lambda change: actions.submit_change(change, by=request.user),
        back=lambda change: reverse("change", args=[programme.pk, change.pk]),
        cancel=reverse("changes", args=[programme.pk]),
        section="changes",
    )


def told(change: ChangeRequest) -> dict:
    """What the page, the page of the decision and the PDF show."""
    limits = actions.limits_of(change.programme)
    departments = list(change.departments.all())
    decisions = list(change.decisions.all())
    return {
        "change": change,
        "assessed": change.assessed_by is not None,
        "why_large": size.why_large(
            cost=change.cost, days=change.days, contract=change.touches_contract, limits=limits
        ),
        "together": actions.split_with(change, limits) if change.assessed_by else [],
        "milestones": moved_milestones(change),
        "departments": departments,
        "people": Employee.objects.filter(programme=change.programme).reached(departments).count()
        if departments
        else 0,
        "steps_planned": list(change.steps.select_related("owner", "task")),
        "answers": list(change.answers.all()),
        "decisions": decisions,
        "differences": compared(change, decisions[0].facts) if decisions else [],
        **limits_shown(limits),
    }


@programme_page(VIEW)
def change(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, VIEW)
    may_decide = found.state == ChangeRequest.State.WAITING and request.user.has_perm(
        "change_mgmt.decide_change", found
    )
    planned = found.is_open or found.state == ChangeRequest.State.POSTPONED
    may_assess = request.user.has_perm("change_mgmt.assess_change", found)
    context = told(found) | {
        "page_title": found.code,
        "section": "changes",
        "may_decide": may_decide,
        "closed": why_closed(found, found.reject, by=request.user) if may_decide else "",
        "held_up": why_closed(found, found.approve, by=request.user) if may_decide else "",
        "late": found.is_open and found.decide_by < timezone.localdate(),
        "may_plan": planned and may_assess,
        "step_form": StepForm(instance=ChangeStep(change=found)) if planned and may_assess else None,
        "may_answer": found.state == ChangeRequest.State.WAITING
        and found.needs_provider
        and found.answer is None
        and request.user.has_perm("change_mgmt.answer_change", found),
        "may_tell": bool(
            may_assess
            and not found.people_told_on
            and found.state in (ChangeRequest.State.APPROVED, ChangeRequest.State.IMPLEMENTED)
        ),
        "may_raise": may_raise_risk(found, request.user),
    }
    return render(request, "change_mgmt/change.html", context)


def may_raise_risk(change: ChangeRequest, user) -> bool:
    """As long as it can still happen, and has not put its own risk into the register."""
    past = (ChangeRequest.State.REJECTED, ChangeRequest.State.IMPLEMENTED)
    if change.state in past or not user.has_perm("risks.edit_risk", change.programme):
        return False
    return not change.risks.filter(source_label=change.label, source_id=change.pk).exists()


@programme_page(VIEW)
def change_pdf(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, VIEW)
    try:
        title = f"{found.code} {found.title}"
        file = on_paper(
            "change_mgmt/change_pdf.html", programme, title=title, language=translation.get_language(), **told(found)
        )
    except PdfUnavailable:
        raise Refused(_("This server cannot make a PDF. Print the page instead.")) from None
    headers = {"Content-Disposition": f'attachment; filename="change-{found.number}.pdf"'}
    return HttpResponse(file.bytes, content_type="application/pdf", headers=headers)


@require_POST
@programme_page("change_mgmt.assess_change")
def tell_people(request, programme, pk):
    found = one_of(programme, CHANGES, pk, request.user, "change_mgmt.assess_change")
    actions.tell_people(found, by=request.user)
    return redirect(found)


@require_POST
@programme_page("risks.edit_risk")
def change_risk(request, programme, pk):
    """A new risk that this change brings, once for each change; the second press finds the first one."""
    found = one_of(programme, CHANGES, pk, request.user, "change_mgmt.assess_change")
    risk = raise_risk(
        programme,
        title=found.title[:120],
        category="scope",
        cause=str(found)[:400],
        effect=found.effect_on_risk[:400],
        source_label=found.label,
        source_id=found.pk,
        by=request.user,
    )
    found.risks.add(risk)
    return redirect(risk)
