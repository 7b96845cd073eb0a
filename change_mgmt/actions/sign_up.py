"""The link by which anybody of the organisation signs up without an account."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from change_mgmt.actions import letters, people, seats
from change_mgmt.models import Course, Enrolment, PersonalLink, Session, SignUpLink
from core import actions, audit, links
from core.models import User
from core.refusal import Refused
from implementation.programme.models import Department

PERMISSION = "change_mgmt.edit_training"
#: So many people come by one link at most: more is somebody's machine.
MOST_BY_ONE_LINK = 3000


@transaction.atomic
def open_link(course: Course, *, session: Session | None = None, by: User) -> SignUpLink:
    """Open a link to the course, or to one session of it; the one before it stops working."""
    audit.lock(course.scope_key)
    if session and not session.takes_people:
        raise Refused(_("This session is over or cancelled. Choose a later one."))
    for earlier in SignUpLink.objects.filter(course=course, session=session, withdrawn_at=None):
        _withdraw(earlier, by=by)
    return actions.create(SignUpLink(course=course, session=session, made_by=by), permission=PERMISSION, by=by)


@transaction.atomic
def withdraw_link(link: SignUpLink, *, by: User) -> SignUpLink:
    audit.lock(link.scope_key)
    if SignUpLink.objects.get(pk=link.pk).withdrawn_at:
        raise Refused(_("This link is withdrawn already."))
    return _withdraw(link, by=by)


def _withdraw(link: SignUpLink, *, by: User) -> SignUpLink:
    return actions.change(link, permission=PERMISSION, by=by, verb="withdrawn", withdrawn_at=timezone.now())


def link_behind(token: str) -> SignUpLink | None:
    """The link that a token opens, open or not."""
    found = SignUpLink.objects.select_related("course__programme__organisation", "session__course")
    return found.filter(token_sha256=links.token_hash(token)).first()


def own_page_behind(token: str) -> PersonalLink | None:
    """Whose page a token opens."""
    return own_pages().filter(token_sha256=links.token_hash(token)).first()


def own_pages():
    return PersonalLink.objects.select_related(
        "course__programme__organisation", "course__prerequisite", "employee__department", "user", "department"
    )


def _fresh(link: SignUpLink) -> SignUpLink:
    audit.lock(link.scope_key)
    fresh = SignUpLink.objects.select_related("course__programme__organisation", "session").get(pk=link.pk)
    if not fresh.is_open:
        raise Refused(_("This link is not open any more. Ask for a new one."))
    return fresh


@transaction.atomic
def sign_up_by_email(link: SignUpLink, *, session: Session, email: str) -> None:
    """Somebody gave an address. Whether it is on the list is told to that mailbox and to nobody else."""
    fresh = _fresh(link)
    employee = people.employee_at(fresh.course.programme, email)
    if employee is None:
        return
    own = people.link_of_employee(fresh.course, employee, by=None)
    if not letters.may_send(own):
        return
    session = seats.locked(session)
    try:
        enrolment = _seat(own, session)
    except Refused as refusal:
        reason = str(refusal)
        letters.send(fresh.course, [own], lambda: reason)
    else:
        letters.send(fresh.course, [own], seat_or_waiting(enrolment, session))


@transaction.atomic
def sign_up_by_name(
    link: SignUpLink, *, session: Session, name: str, department: Department, stamp: str
) -> PersonalLink:
    """Somebody gave a name. They get a page of their own; the same form sent twice takes one seat.

    A name that stands on the list already gets a number behind it: who is there is nobody else's business.
    """
    fresh = _fresh(link)
    if fresh.people.count() >= MOST_BY_ONE_LINK:
        raise Refused(_("This link has all the people that it can take. Speak to your trainer."))
    session = seats.locked(session)
    own = people.link_of_name(
        fresh.course,
        name=name,
        department=department,
        seed=links.token_hash(stamp),
        language=get_language() or "",
        came_by=fresh,
    )
    if own.enrolments.filter(session=session).exists():
        return own
    seats.check_may_come(session)
    seats.take(session, name=_told_apart(session, name, department), department=department, by=None, link=own)
    return own


def _told_apart(session: Session, name: str, department: Department) -> str:
    taken = session.enrolments.filter(department=department, name__istartswith=name)
    names = {each.casefold() for each in taken.values_list("name", flat=True)}
    place, told = 1, name
    while told.casefold() in names:
        place += 1
        told = f"{name} ({place})"
    return told


@transaction.atomic
def sign_up_again(own: PersonalLink, *, session: Session) -> Enrolment:
    """On one's own page: the person is known."""
    audit.lock(own.scope_key)
    session = seats.locked(session)
    if session.course_id != own.course_id:
        raise Refused(_("Choose a session of this course."))
    enrolment = _seat(own, session)
    letters.send(own.course, [own], seat_or_waiting(enrolment, session))
    return enrolment


def _seat(own: PersonalLink, session: Session) -> Enrolment:
    if (department := own.employee.department if own.employee else own.department) is None:
        raise Refused(_("Your department is not on the list of staff. Speak to your trainer."))
    seats.check_may_come(session, employee=own.employee, user=own.user)
    if not own.employee and _has_open_seat(own):
        raise Refused(_("You have a seat in another session of this course. Give it back first."))
    name = own.employee.name if own.employee else _told_apart(session, own.name, department)
    return seats.take(
        session, name=name, department=department, by=None, employee=own.employee, user=own.user, link=own
    )


def _has_open_seat(own: PersonalLink) -> bool:
    states = [Enrolment.State.ENROLLED, Enrolment.State.WAITING]
    coming = people.seats_of(own).filter(state__in=states, session__state=Session.State.PLANNED)
    return coming.filter(session__starts_at__gt=timezone.now()).exists()


@transaction.atomic
def give_back(own: PersonalLink, enrolment: Enrolment) -> None:
    """By the personal link, without an account."""
    audit.lock(own.scope_key)
    if not people.seats_of(own).filter(pk=enrolment.pk).exists():
        raise Refused(_("This seat was given back already."))
    seats.give_back(enrolment, by=None)


def seat_or_waiting(enrolment: Enrolment, session: Session):
    waits = enrolment.state == Enrolment.State.WAITING
    return letters.waiting_words(session) if waits else letters.seat_words(session)
