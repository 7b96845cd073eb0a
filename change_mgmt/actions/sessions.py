"""People sign up, wait, give seats back; sessions move; afterwards it is marked who came."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.actions import letters, seats
from change_mgmt.actions.people import employee_named, link_of_employee
from change_mgmt.models import Enrolment, Session
from core import actions
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Department
from implementation.staff.models import Employee

State = Enrolment.State
#: When one of these changes, everybody with a seat must know.
TOLD = ("starts_at", "ends_at", "place", "meeting_link")


@dataclass(frozen=True)
class Mark:
    """Whether somebody came, and with which score of 100 where there was a test."""

    came: bool
    score: int | None = None


@transaction.atomic
def enrol(session: Session, *, department: Department, by: User) -> Enrolment:
    """Sign up oneself, before the session starts; on the waiting list once all seats are taken."""
    session = seats.locked(session)
    employee = Employee.objects.filter(programme=session.course.programme_id, user=by).here().first()
    seats.check_may_come(session, employee=employee, user=by)
    return seats.take(session, name=by.name, department=department, by=by, employee=employee, user=by)


@transaction.atomic
def enrol_people(session: Session, *, names: list[str], department: Department, by: User) -> list[Enrolment]:
    """Put people on the list who do not sign up themselves; all of them or, when seats are short, none.

    A work e-mail, or the name of somebody in the department, finds the person on the list of staff; they get a mail.
    """
    session = seats.locked(session)
    if session.state == Session.State.CANCELLED:
        raise Refused(_("This session is cancelled: plan another one."))
    free = session.seats - session.enrolments.seated().count()
    if len(names) > free:
        raise Refused(
            _("%(names)d names, but only %(free)d free seats. Nobody was added.") % {"names": len(names), "free": free}
        )
    added = [_add(session, name, department, by=by) for name in names]
    if session.takes_people:
        letters.send(session.course, [each.link for each in added if each.link], letters.seat_words(session))
    return added


def _add(session: Session, name: str, department: Department, *, by: User) -> Enrolment:
    employee = employee_named(session.course.programme, name, department)
    if "@" in name and employee is None:
        raise Refused(_("Nobody on the list of staff has the address %(email)s.") % {"email": name})
    link = link_of_employee(session.course, employee, by=by) if employee and employee.email else None
    return seats.take(
        session,
        name=employee.name if employee else name,
        department=(employee and employee.department) or department,
        by=by,
        employee=employee,
        link=link,
        permission="change_mgmt.edit_training",
        may_wait=False,
    )


@transaction.atomic
def leave(enrolment: Enrolment, *, by: User) -> None:
    """Give a seat back before the session starts: one's own, or as whoever runs the training."""
    if enrolment.user_id != by.pk and not by.has_perm("change_mgmt.edit_training", enrolment):
        raise PermissionDenied
    seats.give_back(enrolment, by=by)


@transaction.atomic
def change_session(session: Session, *, by: User, seen_revision: int | None = None, **fields: Any) -> Session:
    """Everyone with a seat hears when time or place change; more seats go to those who wait."""
    before = seats.locked(session)
    moved = any(name in TOLD and getattr(before, name) != value for name, value in fields.items())
    changed = actions.change(
        session,
        permission="change_mgmt.edit_training",
        by=by,
        seen_revision=seen_revision,
        verb="moved" if moved else "changed",
        **fields,
    )
    seats.fill(changed, by=by)
    return changed


@transaction.atomic
def mark_attendance(session: Session, marks: dict[int, Mark], *, by: User) -> Session:
    """Mark everyone with a seat by number; the session counts as held. Marks may be mended later the same way.

    Where the course has a test of its own, a score that is left out stays what it was.
    """
    session = seats.locked(session)
    if not by.has_perm("change_mgmt.mark_attendance", session):
        raise PermissionDenied
    enrolments = list(session.enrolments.seated().select_related("department"))
    has_test = session.course.questions.exists()
    _check_marks(session, enrolments, marks, has_test=has_test)
    if session.state == Session.State.PLANNED:
        perform(session, "hold", by=by)
    for enrolment in enrolments:
        enrolment.session = session
        _mark(enrolment, marks[enrolment.pk], keep=has_test, by=by)
    return session


def _mark(enrolment: Enrolment, mark: Mark, *, keep: bool, by: User) -> None:
    score = mark.score if mark.came else None
    if keep and mark.came and score is None:
        score = enrolment.score
    if enrolment.state != (State.ATTENDED if mark.came else State.ABSENT):
        perform(enrolment, "attend" if mark.came else "miss", by=by, score=score)
    elif enrolment.score != score:
        actions.change(enrolment, permission="change_mgmt.mark_attendance", by=by, score=score)


def _check_marks(session: Session, enrolments: list[Enrolment], marks: dict[int, Mark], *, has_test: bool) -> None:
    if session.state == Session.State.CANCELLED:
        raise Refused(_("This session is cancelled: nobody attended it."))
    if not session.has_started:
        raise Refused(_("The session has not started yet."))
    if not enrolments:
        raise Refused(_("Nobody is on the list. Add who came, then mark attendance."))
    if any(enrolment.pk not in marks for enrolment in enrolments):
        raise Refused(_("Mark everyone on the list: who came, and who was absent."))
    if any(mark.score is not None and not 0 <= mark.score <= 100 for mark in marks.values()):
        raise Refused(_("A score is between 0 and 100."))
    if session.course.pass_mark is None or has_test:
        return
    if any(mark.came and mark.score is None for mark in marks.values()):
        raise Refused(_("This course has a pass mark: give the score of everyone who came."))
