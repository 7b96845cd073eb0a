from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from change_mgmt.actions import letters
from change_mgmt.deadlines import people_who_answer
from change_mgmt.models import ChangeDecision, PersonalLink, ProviderAnswer
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


@hears("change_mgmt.changerequest", "hand_in")
def ask_provider(change, by, note):
    """The provider hears what it is asked, on the page that shows it no more than that."""
    if not change.needs_provider:
        return
    text = say(_("A change of your contract waits for your answer: {change}."), change=str(change))
    url = reverse("provider_change", args=[change.programme_id, change.pk])
    yield Notice(change.contract.vendor.contacts.all(), text, url)


@hears("change_mgmt.provideranswer", "created")
def tell_of_the_answer(answer, by, note):
    text = say(
        _("{vendor} has answered to the change {change}: {answer}."),
        vendor=answer.contract.vendor.name,
        change=str(answer.change),
        answer=ProviderAnswer.Answer(answer.answer).label,
    )
    people = {*people_who_answer(answer.change), answer.change.assessed_by_id}
    yield Notice(User.objects.filter(pk__in=people), text)


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
    yield from _to_all(session, text, letters.cancelled_words(session, note))


@hears("change_mgmt.session", "moved")
def tell_of_the_move(session, by, note):
    text = say(
        _("The training “{course}” has moved: now on {day}, {place}."),
        course=session.course.title,
        day=day(timezone.localdate(session.starts_at)),
        place=session.where,
    )
    yield from _to_all(session, text, letters.moved_words(session))


def _to_all(session, text, words):
    """A line to those who have an account on the programme, a letter to everybody else who can be reached."""
    with_account = Q(user__isnull=False)
    others = PersonalLink.objects.filter(enrolments__session=session, enrolments__user=None)
    letters.send(session.course, others.select_related("course__programme__organisation", "employee", "user"), words)
    yield Notice(User.objects.filter(enrolments__in=session.enrolments.filter(with_account)), text)


@hears("change_mgmt.enrolment", "move_up")
def tell_of_the_seat(enrolment, by, note):
    session = enrolment.session
    if enrolment.user is None:
        letters.send(session.course, [enrolment.link] if enrolment.link else [], letters.moved_up_words(session))
        return
    text = say(
        _("A seat came free, and it is yours: {course}, {day}."),
        course=session.course.title,
        day=day(timezone.localdate(session.starts_at)),
    )
    yield Notice([enrolment.user], text, url=session.get_absolute_url())
