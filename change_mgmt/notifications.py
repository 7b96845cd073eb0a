from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.deadlines import people_who_answer
from change_mgmt.models import ChangeDecision
from core.models import User
from core.notifications import Notice, hears
from core.roles import CONSULTANT, MANAGER
from core.text import day, say
from implementation.programme.actions import people_on


@hears("change_mgmt.changerequest", "submitted")
def tell_assessors(change, by, note):
    text = say(_("{name} asks for a change: {change}."), name=change.requested_by.name, change=str(change))
    yield Notice(people_on(change.programme, MANAGER, CONSULTANT), text)


@hears("change_mgmt.changerequest", "hand_in")
def tell_deciders(change, by, note):
    text = say(_("A change waits for your decision: {change}."), change=str(change))
    yield Notice(User.objects.filter(pk__in=people_who_answer(change)), text)


@hears("change_mgmt.changedecision", "created")
def tell_requester(decision, by, note):
    outcome = ChangeDecision.Outcome(decision.outcome).label
    text = say(
        _("{change}: {outcome}, by {name}."), change=str(decision.change), outcome=outcome, name=decision.by_name
    )
    yield Notice([decision.change.requested_by], text)


@hears("change_mgmt.session", "cancel")
def tell_enrolled(session, by, note):
    text = say(
        _("The training on {day} is cancelled: {course}. {reason}"),
        day=day(timezone.localdate(session.starts_at)),
        course=session.course.title,
        reason=note,
    )
    yield Notice(User.objects.filter(enrolments__session=session), text)
