from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.deadlines import Deadline, deadline, plain_date, waits
from core.text import say
from implementation.gates.deadlines import sponsors
from risks.hints import unanswered
from risks.models import AcceptanceRequest, Risk

#: So many risks above the appetite stand by themselves in a list of what waits; the others are told in one line.
TOLD_SINGLY = 10

deadline(
    "risks.Risk",
    "review_due",
    open=~Q(state__in=[Risk.State.CLOSED, Risk.State.OCCURRED]),
    who=lambda risk: [risk.owner_id],
    what=lambda risk: say(_("Review the risk: {title}"), title=risk),
    icon="shield-exclamation",
)
deadline(
    "risks.Risk",
    "accepted_until",
    open=Q(state=Risk.State.ACCEPTED),
    who=lambda risk: [risk.owner_id, *sponsors(risk.programme_id)],
    what=lambda risk: say(_("An acceptance ends: {title}"), title=risk),
    icon="hourglass-split",
)
deadline(
    "risks.TreatmentAction",
    "due",
    scope_path="treatment__risk__programme",
    open=Q(state="open"),
    who=lambda action: [action.owner_id],
    what=lambda action: say(_("Treat a risk: {text}"), text=action.text),
    icon="shield-check",
    related=["treatment__risk"],
)
deadline(
    "risks.RiskIssue",
    "due",
    scope_path="risk__programme",
    open=Q(state="open"),
    who=lambda issue: [issue.owner_id],
    what=lambda issue: say(_("Next step of an issue: {text}"), text=issue.next_step),
    icon="exclamation-octagon",
    related=["risk"],
)
plain_date("risks.Estimate", "at")
plain_date("risks.Risk", "identified_on", "reviewed_on", "escalated_on", "warned_on")
plain_date("risks.RiskScale", "at")
plain_date("risks.RiskIssue", "happened_on")
plain_date("risks.RatingChange", "at")
plain_date("risks.RiskImport", "at", "imported_at", "delete_on")
plain_date("risks.ImportHabit", "used_at")
plain_date("risks.RegisterChange", "at")
plain_date("risks.AcceptanceRequest", "requested_at", "expires_on")
plain_date("risks.Acceptance", "at", "expires_on")


@waits
def acceptances(programme):
    """Requests that wait for a sponsor; never for the one who asks."""
    asked = AcceptanceRequest.objects.filter(risk__programme=programme, state="requested").select_related("risk")
    deciders = sponsors(programme.pk) if asked else []
    for request in asked:
        yield Deadline(
            on=None,
            what=say(_("Decide the acceptance: {title}"), title=request.risk),
            who=frozenset(deciders) - {request.requested_by_id},
            url=request.risk.get_absolute_url(),
            icon="shield-check",
        )


@waits
def above_appetite(programme):
    """What is above the appetite with nothing under way waits for the sponsor and for its owner; many are told in one line."""
    found = list(unanswered(Risk.objects.filter(programme=programme)).only("programme", "number", "title", "owner"))
    deciders = sponsors(programme.pk) if found else []
    for risk in found[:TOLD_SINGLY]:
        yield Deadline(
            on=None,
            what=say(_("Above the appetite, with nothing under way: {title}"), title=risk),
            who=frozenset(pk for pk in (*deciders, risk.owner_id) if pk),
            url=risk.get_absolute_url(),
            icon="exclamation-triangle",
        )
    if rest := found[TOLD_SINGLY:]:
        yield Deadline(
            on=None,
            what=say(_("Above the appetite, with nothing under way: {n} more"), n=len(rest)),
            who=frozenset(pk for pk in (*deciders, *(risk.owner_id for risk in rest)) if pk),
            url=f"{reverse('risks', args=[programme.pk])}?show=check",
            icon="exclamation-triangle",
        )
