from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.models import ChangeRequest, Session, Stakeholder
from core.deadlines import Deadline, deadline, plain_date, waits
from core.roles import CONSULTANT, EDITORS, MANAGER, SPONSOR
from core.text import say
from implementation.programme.models import Membership


def people_who_answer(change: ChangeRequest) -> list[int]:
    """Who has the next word on a change: those who assess it, or those who decide it and did not ask for it."""
    members = [(member.role, member.user_id) for member in change.programme.memberships.all()]
    if change.state != ChangeRequest.State.WAITING:
        return [pk for role, pk in members if role in EDITORS]
    sponsors = [pk for role, pk in members if role == SPONSOR and pk != change.requested_by_id]
    managers = [pk for role, pk in members if role == MANAGER and pk != change.requested_by_id]
    return (managers or sponsors) if change.size == ChangeRequest.Size.SMALL else sponsors


def what_to_do(change: ChangeRequest):
    words = {
        ChangeRequest.State.WAITING: _("Decide the change: {change}"),
        ChangeRequest.State.POSTPONED: _("Look again at the change: {change}"),
    }
    return say(words.get(change.state, _("Assess the change: {change}")), change=str(change))


deadline(
    "change_mgmt.ChangeRequest",
    "decide_by",
    open=Q(state__in=[*ChangeRequest.OPEN, ChangeRequest.State.POSTPONED]),
    who=people_who_answer,
    what=what_to_do,
    icon="arrow-left-right",
    prefetch=["programme__memberships"],
)
# Whoever reads the list of another person learns of no name: how people stand is confidential.
deadline(
    "change_mgmt.Stakeholder",
    "next_step_due",
    open=~Q(next_step=""),
    who=lambda stakeholder: [stakeholder.looked_after_by_id],
    what=lambda stakeholder: say(
        _("Next step with a stakeholder ({group})"), group=Stakeholder.Group(stakeholder.group).label
    ),
    icon="people",
)
deadline(
    "change_mgmt.Contact",
    "promised_by",
    scope_path="stakeholder__programme",
    open=~Q(promised="") & Q(kept_on=None),
    who=lambda contact: [contact.by_id],
    what=lambda contact: _("Keep what you promised a stakeholder"),
    icon="people",
    related=["stakeholder"],
)
plain_date("change_mgmt.Contact", "on", "kept_on")
plain_date("change_mgmt.Reading", "on")
plain_date("change_mgmt.Session", "starts_at", "ends_at")
plain_date("change_mgmt.SignUpLink", "made_at", "withdrawn_at")
plain_date("change_mgmt.PersonalLink", "made_at", "invited_at", "mailed_at")
plain_date("change_mgmt.Attempt", "began_at", "handed_in_at")
plain_date("change_mgmt.Certificate", "at")
plain_date("change_mgmt.ChangeDecision", "at")


@waits
def sessions_without_attendance(programme):
    """A session past its day whose attendance nobody has marked waits for whoever runs the training."""
    found = Session.objects.filter(
        course__programme=programme, state=Session.State.PLANNED, starts_at__lte=timezone.now()
    ).select_related("course")
    if not found:
        return
    runners = Membership.objects.filter(programme=programme, role__in=[MANAGER, CONSULTANT])
    who = frozenset(runners.values_list("user_id", flat=True))
    for session in found:
        yield Deadline(
            on=timezone.localdate(session.starts_at),
            what=say(_("Mark attendance: {course}"), course=session.course.title),
            who=who,
            url=reverse("mark_attendance", args=[programme.pk, session.pk]),
            icon="mortarboard",
        )
