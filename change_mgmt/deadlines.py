from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.attended import learned
from change_mgmt.models import ChangeRequest, Course, Session, Stakeholder
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
plain_date("change_mgmt.ChangeRequest", "asked_on", "people_told_on")
plain_date("change_mgmt.ProviderAnswer", "at")
# Its task has the day.
plain_date("change_mgmt.ChangeStep", "due")
plain_date("change_mgmt.NotedDecision", "at", "decided_on")
plain_date("change_mgmt.DecisionReview", "at")
deadline(
    "change_mgmt.NotedDecision",
    "review_on",
    open=Q(review=None),
    who=lambda decision: [decision.by_id],
    what=lambda decision: say(_("Look again at a decision: {decision}"), decision=decision.what),
    icon="journal-text",
)


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


@waits
def provider_answers(programme):
    """A change of a contract waits for the people of its provider until they have answered."""
    waiting = ChangeRequest.objects.filter(
        programme=programme, state=ChangeRequest.State.WAITING, touches_contract=True, contract__isnull=False
    ).exclude(answers__round=F("round"))
    for change in waiting.select_related("contract__vendor").prefetch_related("contract__vendor__contacts"):
        yield Deadline(
            on=change.decide_by,
            what=say(_("Answer to a change of your contract: {change}"), change=str(change)),
            who=frozenset(person.pk for person in change.contract.vendor.contacts.all()),
            url=reverse("provider_change", args=[programme.pk, change.pk]),
            icon="arrow-left-right",
        )


@waits
def people_to_tell(programme):
    """An approved change that reaches departments whose people were not told yet."""
    found = ChangeRequest.objects.filter(
        programme=programme, state=ChangeRequest.State.APPROVED, people_told_on=None, departments__isnull=False
    ).distinct()
    if not found:
        return
    runners = Membership.objects.filter(programme=programme, role__in=EDITORS)
    who = frozenset(runners.values_list("user_id", flat=True))
    for change in found:
        yield Deadline(
            on=None,
            what=say(_("Tell the people whom a change reaches: {change}"), change=str(change)),
            who=who,
            url=change.get_absolute_url(),
            icon="megaphone",
        )


@waits
def training_due_again(programme):
    """Training that has run out, or runs out soon: told to whoever it concerns, and to those who run it."""
    courses = list(Course.objects.filter(programme=programme, valid_months__isnull=False))
    if not courses:
        return
    found = learned(programme)
    runners = Membership.objects.filter(programme=programme, role__in=[MANAGER, CONSULTANT])
    who = frozenset(runners.values_list("user_id", flat=True))
    for course in courses:
        due = found.due(course.pk)
        for each in due:
            if each.user and each.user not in who:
                text = say(_("Attend again: {course}"), course=course.title)
                yield Deadline(
                    on=each.due,
                    what=text,
                    who=frozenset([each.user]),
                    url=course.get_absolute_url(),
                    icon="mortarboard",
                )
        if due:
            yield Deadline(
                on=due[0].due,
                what=say(_("Due again for {n} people: {course}"), n=len(due), course=course.title),
                who=who,
                url=course.get_absolute_url(),
                icon="mortarboard",
            )
