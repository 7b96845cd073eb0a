"""What goes wrong in pilots."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.edit import edit_record, new_record
from core.refusal import Refused
from core.text import whole
from implementation.programme.pages import one_of, programme_page
from implementation.rollout import actions, forms
from implementation.rollout.models import PilotIssue
from implementation.rollout.views.shared import pilot_of, small_form

ISSUES_A_PAGE = 25
SORTS = {
    "severity": ("severity", "-found_on", "-pk"),
    "found": ("-found_on", "-pk"),
    "pilot": ("pilot__name", "severity", "-pk"),
}


@programme_page("rollout.view_pilotissue")
def pilot_issues(request, programme):
    """All issues of the programme, or of one pilot; filters live in the address."""
    everything = programme.pilotissues.all()
    chosen = {name: request.GET.get(name, "").strip() for name in ("pilot", "state", "severity", "q")}
    found = _filtered(everything, chosen).select_related("pilot", "owner")
    wanted = request.GET.get("sort", "")
    sort = wanted if wanted in SORTS else "severity"
    context = {
        "page": Paginator(found.order_by(*SORTS[sort]), ISSUES_A_PAGE).get_page(request.GET.get("page")),
        "counts": everything.aggregate(
            total=Count("pk"),
            open=Count("pk", filter=Q(state__in=PilotIssue.OPEN)),
            severe=Count("pk", filter=Q(state__in=PilotIssue.OPEN, severity__lte=2)),
        ),
        "pilots": programme.pilots.order_by("name"),
        "states": PilotIssue.State.choices,
        "severities": PilotIssue.Severity.choices,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "sort": sort,
        "title": _("Issues in pilots"),
        "section": "rollout",
    }
    return render(request, "rollout/issues.html", context)


def _filtered(found, chosen):
    if pilot := whole(chosen["pilot"]):
        found = found.filter(pilot=pilot)
    if chosen["state"] == "any_open":
        found = found.open()
    elif chosen["state"] in PilotIssue.State.values:
        found = found.filter(state=chosen["state"])
    if chosen["severity"] in {str(value) for value in PilotIssue.Severity.values}:
        found = found.filter(severity=int(chosen["severity"]))
    if words := chosen["q"]:
        found = found.filter(Q(title__icontains=words) | Q(text__icontains=words))
    return found


@programme_page("rollout.report_issue")
def new_issue(request, programme, pk):
    """``pk`` is the pilot's."""
    found = pilot_of(request, programme, pk, "rollout.report_issue")
    issue = PilotIssue(programme=programme, pilot=found, reported_by=request.user.name)
    return new_record(
        request,
        forms.IssueForm(request.POST or None, instance=issue, programme=programme),
        title=_("Report an issue"),
        lead=found.name,
        save=lambda made: actions.report_issue(made, by=request.user),
        back=lambda made: made.get_absolute_url(),
        cancel=found.get_absolute_url(),
        submit=_("Report the issue"),
        crumb=found,
        section="rollout",
    )


def _issue(request, programme, pk, permission):
    issues = PilotIssue.objects.select_related(
        "programme__organisation", "pilot", "owner", "solved_by", "feedback__department"
    )
    return one_of(programme, issues, pk, request.user, permission)


@programme_page("rollout.view_pilotissue")
def pilot_issue(request, programme, pk):
    found = _issue(request, programme, pk, "rollout.view_pilotissue")
    context = {"issue": found, "title": found.title, "crumb": found.pilot, "section": "rollout"}
    return render(request, "rollout/issue.html", context)


@programme_page("rollout.report_issue")
def edit_issue(request, programme, pk):
    found = _issue(request, programme, pk, "rollout.report_issue")
    if not found.is_open:
        raise Refused(_("This issue is closed: open it again first."))
    return edit_record(
        request,
        forms.IssueForm(request.POST or None, instance=found, programme=programme),
        title=found.title,
        back=found,
        save=actions.change_issue,
        crumb=found.pilot,
        section="rollout",
    )


@programme_page("rollout.work_issue")
def solve_issue(request, programme, pk):
    found = _issue(request, programme, pk, "rollout.work_issue")
    return small_form(
        request,
        forms.SolveForm(request.POST or None),
        title=_("Say that it is solved"),
        lead=found.title,
        back=reverse("pilot_issue", args=[programme.pk, found.pk]),
        save=lambda data: actions.solve_issue(found, outcome=data["outcome"], by=request.user),
        said=_("Solved; somebody else verifies it now."),
        submit=_("Say that it is solved"),
        crumb=found.pilot,
    )
