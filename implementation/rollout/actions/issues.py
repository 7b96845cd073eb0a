"""What goes wrong in a pilot: reporting it, owning it, solving it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.rollout.models import Feedback, Pilot, PilotIssue

REPORT = "rollout.report_issue"


@transaction.atomic
def report_issue(issue: PilotIssue, *, by: User) -> PilotIssue:
    """Put it on the list of its pilot."""
    if issue.pilot.programme_id != issue.programme_id:
        raise Refused(_("Choose a pilot of this programme."))
    if issue.pilot.actual_start and issue.found_on < issue.pilot.actual_start:
        raise Refused(_("This day is before the start of the pilot: choose a later one."))
    return actions.create(issue, permission=REPORT, by=by)


def change_issue(issue: PilotIssue, *, by: User, seen_revision: int | None = None, **fields) -> PilotIssue:
    if not PilotIssue.objects.get(pk=issue.pk).is_open:
        raise Refused(_("This issue is closed: open it again first."))
    return actions.change(issue, permission=REPORT, by=by, seen_revision=seen_revision, **fields)


@transaction.atomic
def solve_issue(issue: PilotIssue, *, outcome: str, by: User) -> PilotIssue:
    """Say what was done; somebody else verifies it."""
    return perform(issue, "solve", by=by, note=outcome, outcome=outcome, solved_by=by)


@transaction.atomic
def issue_from_feedback(feedback: Feedback, *, by: User) -> PilotIssue:
    """One issue for one answer, however often it is pressed."""
    audit.lock(feedback.scope_key)
    if found := PilotIssue.objects.filter(feedback=feedback).first():
        return found
    text = feedback.hinders or feedback.helps
    pilot = Pilot.objects.get(pk=feedback.pilot_id)
    title = " ".join(text.split()) or _("Works badly: %(rating)d of 5") % {"rating": feedback.rating}
    issue = PilotIssue(
        programme=pilot.programme,
        pilot=pilot,
        title=title if len(title) <= 120 else f"{title[:119]}…",
        text=text,
        severity=PilotIssue.Severity.SERIOUS if feedback.rating == 1 else PilotIssue.Severity.MODERATE,
        reported_by=feedback.name,
        found_on=timezone.localtime(feedback.at).date(),
        feedback=feedback,
    )
    return actions.create(issue, permission=REPORT, by=by)
