"""People sign up while seats remain; afterwards it is marked who came."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.models import Enrolment, Session
from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Department


@dataclass(frozen=True)
class Mark:
    """Whether somebody came, and with which score of 100 where there was a test."""

    came: bool
    score: int | None = None


def _locked(session: Session) -> Session:
    """The session as it is now, while this transaction alone writes to the programme."""
    audit.lock(session.scope_key)
    return Session.objects.select_for_update(of=("self",)).select_related("course__programme").get(pk=session.pk)


def _add(session: Session, *, name: str, department: Department, by: User, user: User | None, permission: str):
    if department.organisation_id != session.course.programme.organisation_id:
        raise Refused(_("Choose a department of this organisation."))
    if session.enrolments.count() >= session.seats:
        raise Refused(_("All %(seats)d seats are taken. Choose another session.") % {"seats": session.seats})
    enrolment = Enrolment(session=session, name=name, department=department, user=user)
    try:
        return actions.create(enrolment, permission=permission, by=by, verb="signed up")
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error


@transaction.atomic
def enrol(session: Session, *, department: Department, by: User) -> Enrolment:
    """Sign up oneself, before the session starts and while seats remain."""
    session = _locked(session)
    if session.state != Session.State.PLANNED or session.has_started:
        raise Refused(_("This session is over or cancelled. Choose a later one."))
    if session.enrolments.filter(user=by).exists():
        raise Refused(_("You have signed up for this session already."))
    return _add(session, name=by.name, department=department, by=by, user=by, permission="change_mgmt.enrol")


@transaction.atomic
def enrol_people(session: Session, *, names: list[str], department: Department, by: User) -> list[Enrolment]:
    """Put people on the list who do not sign up themselves; all of them or, when seats are short, none."""
    session = _locked(session)
    if session.state == Session.State.CANCELLED:
        raise Refused(_("This session is cancelled: plan another one."))
    free = session.seats - session.enrolments.count()
    if len(names) > free:
        raise Refused(
            _("%(names)d names, but only %(free)d free seats. Nobody was added.") % {"names": len(names), "free": free}
        )
    permission = "change_mgmt.edit_training"
    return [_add(session, name=n, department=department, by=by, user=None, permission=permission) for n in names]


@transaction.atomic
def leave(enrolment: Enrolment, *, by: User) -> None:
    """Give a seat back before the session starts: one's own, or as whoever runs the training."""
    session = _locked(enrolment.session)
    if enrolment.user_id != by.pk and not by.has_perm("change_mgmt.edit_training", session):
        raise PermissionDenied
    if session.state != Session.State.PLANNED or session.has_started:
        raise Refused(_("The session has started: the list stays as it is."))
    actions.remove(enrolment, permission="change_mgmt.enrol", by=by)


@transaction.atomic
def mark_attendance(session: Session, marks: dict[int, Mark], *, by: User) -> Session:
    """Mark everyone on the list by number; the session counts as held. Marks may be mended later the same way."""
    session = _locked(session)
    if not by.has_perm("change_mgmt.mark_attendance", session):
        raise PermissionDenied
    enrolments = list(session.enrolments.select_related("department"))
    _check_marks(session, enrolments, marks)
    if session.state == Session.State.PLANNED:
        perform(session, "hold", by=by)
    for enrolment in enrolments:
        enrolment.session = session
        mark = marks[enrolment.pk]
        score = mark.score if mark.came else None
        wanted = Enrolment.State.ATTENDED if mark.came else Enrolment.State.ABSENT
        if enrolment.state != wanted:
            perform(enrolment, "attend" if mark.came else "miss", by=by, score=score)
        elif enrolment.score != score:
            actions.change(enrolment, permission="change_mgmt.mark_attendance", by=by, score=score)
    return session


def _check_marks(session: Session, enrolments: list[Enrolment], marks: dict[int, Mark]) -> None:
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
    if session.course.pass_mark is not None and any(mark.came and mark.score is None for mark in marks.values()):
        raise Refused(_("This course has a pass mark: give the score of everyone who came."))
