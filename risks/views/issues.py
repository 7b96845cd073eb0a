"""Risks that have occurred: the list of issues, one issue, making and changing it."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.roles import STEERING
from implementation.programme.pages import one_of, programme_page
from risks import actions
from risks.forms.issue import IssueForm
from risks.models import Risk, RiskIssue
from risks.views.section import SECTION

PER_PAGE = 50


@programme_page("risks.view_riskissue")
def risk_issues(request, programme):
    """Open ones first, by the day of the next step."""
    found = RiskIssue.objects.filter(risk__programme=programme).select_related("risk", "owner")
    if not programme.roles_of(request.user) & STEERING:
        mine = Risk.objects.seen_by(request.user, programme).values("pk")
        found = found.filter(owner=request.user) | found.filter(risk__in=mine)
    shown = request.GET.get("state", "")
    chosen = shown if shown in RiskIssue.State.values else ""
    found = found.filter(state=chosen) if chosen else found
    order = {"open": 0, "resolved": 1, "closed": 2}
    rows = sorted(found, key=lambda issue: (order[issue.state], issue.due, issue.pk))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "states": RiskIssue.State,
        "chosen": chosen,
        "title": _("Issues"),
        **SECTION,
    }
    return render(request, "risks/issue_list.html", context)


@programme_page("risks.view_riskissue")
def risk_issue(request, programme, pk):
    issues = RiskIssue.objects.select_related("risk__programme__organisation", "owner")
    found = one_of(programme, issues, pk, request.user, "risks.view_riskissue")
    return render(request, "risks/issue.html", {"issue": found, "title": str(found), **SECTION})


@programme_page("risks.edit_risk")
def risk_occurred(request, programme, pk):
    """It happened: the risk becomes an issue with an owner and a next step."""
    risks = Risk.objects.select_related("programme__organisation")
    risk = one_of(programme, risks, pk, request.user, "risks.edit_risk")
    form = IssueForm(request.POST or None, instance=RiskIssue(risk=risk))
    return new_record(
        request,
        form,
        title=_("It happened: make it an issue"),
        lead=str(risk),
        submit=_("Make it an issue"),
        save=lambda issue: actions.risk_occurred(issue, by=request.user),
        back=lambda issue: issue.get_absolute_url(),
        cancel=risk.get_absolute_url(),
        **SECTION,
    )


@programme_page("risks.view_riskissue")
def edit_risk_issue(request, programme, pk):
    issues = RiskIssue.objects.select_related("risk__programme__organisation")
    found = one_of(programme, issues, pk, request.user, "risks.edit_issue")
    form = IssueForm(request.POST or None, instance=found)
    return edit_record(request, form, title=str(found), permission="risks.edit_issue", back=found, **SECTION)
