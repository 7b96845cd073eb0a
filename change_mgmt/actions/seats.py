"""Seats and the waiting list: who comes first sits, and who waits longest moves up."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from change_mgmt.models import Course, Enrolment, PersonalLink, Session
from change_mgmt.training.validity import holds
from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Department, Membership
from implementation.staff.models import Employee

State = Enrolment.State


def locked(session: Session) -> Session:
    """The session as it is now, while this transaction alone writes to the programme."""
    audit.lock(session.scope_key)
    found = Session.objects.select_for_update(of=("self",)).select_related("course__programme__organisation")
    return found.get(pk=session.pk)


def has_seat_free(session: Session) -> bool:
    return session.enrolments.seated().count() < session.seats


def take(
    session: Session,
    *,
    name: str,
    department: Department,
    by: User | None,
    employee: Employee | None = None,
    user: User | None = None,
    link: PersonalLink | None = None,
    permission: str = "change_mgmt.enrol",
    may_wait: bool = True,
) -> Enrolment:
    """A seat in a locked session, or a place on its waiting list."""
    if department.organisation_id != session.course.programme.organisation_id:
        raise Refused(_("Choose a department of this organisation."))
    free = has_seat_free(session)
    if not free and not may_wait:
        raise Refused(_("All %(seats)d seats are taken. Choose another session.") % {"seats": session.seats})
    enrolment = Enrolment(
        session=session,
        name=name,
        department=department,
        employee=employee,
        user=user or account_of(session.course, employee),
        link=link,
        state=State.ENROLLED if free else State.WAITING,
    )
    verb = "signed up" if free else "put on the waiting list"
    try:
        return actions.create(enrolment, permission=permission, by=by, verb=verb)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


def account_of(course: Course, employee: Employee | None) -> User | None:
    """Their account, while it is on the programme."""
    if employee is None or employee.user_id is None:
        return None
    on = Membership.objects.filter(programme=course.programme_id, user=employee.user_id).select_related("user").first()
    return on.user if on else None


def check_may_come(session: Session, *, employee: Employee | None = None, user: User | None = None) -> None:
    """The session takes people, they have no other seat in the course, and what must be learned first is learned."""
    if not session.takes_people:
        raise Refused(_("This session is over or cancelled. Choose a later one."))
    own = _of(employee, user)
    if own is None:
        return
    taken = Enrolment.objects.filter(own, session__course=session.course_id, state__in=[State.ENROLLED, State.WAITING])
    coming = taken.filter(session__state=Session.State.PLANNED, session__starts_at__gt=timezone.now()).first()
    if coming and coming.session_id == session.pk:
        raise Refused(_("You have signed up for this session already."))
    if coming:
        raise Refused(_("You have a seat in another session of this course. Give it back first."))
    first = session.course.prerequisite
    if first and not has_learned(first, own):
        raise Refused(_("First attend “%(course)s”; then come back.") % {"course": first.title})


def _of(employee: Employee | None, user: User | None) -> Q | None:
    if employee is None and user is None:
        return None
    return (Q(employee=employee) if employee else Q()) | (Q(user=user) if user else Q())


def has_learned(course: Course, own: Q) -> bool:
    found = Enrolment.objects.filter(own, session__course=course).attended().select_related("session__course")
    today = timezone.localdate()
    return any(
        each.has_passed and holds(timezone.localdate(each.session.starts_at), course.valid_months, today=today)
        for each in found
    )


def fill(session: Session, *, by: User | None) -> list[Enrolment]:
    """Whoever waits longest gets what is free, and hears of it."""
    moved: list[Enrolment] = []
    if not session.takes_people:
        return moved
    free = session.seats - session.enrolments.seated().count()
    for enrolment in session.enrolments.waiting()[: max(free, 0)]:
        moved.append(perform(enrolment, "move_up", by=None))
    return moved


def give_back(enrolment: Enrolment, *, by: User | None, permission: str = "change_mgmt.enrol") -> None:
    """Before the session starts; the next on the waiting list gets the seat."""
    session = locked(enrolment.session)
    if not session.takes_people:
        raise Refused(_("The session has started: the list stays as it is."))
    actions.remove(enrolment, permission=permission, by=by)
    fill(session, by=by)
