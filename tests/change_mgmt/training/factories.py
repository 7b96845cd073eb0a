"""Employees who learn, links, questions and people who came, made as people make them."""

import re

from django.core import mail

from change_mgmt import actions
from change_mgmt.actions import people, sign_up, trials
from change_mgmt.models import Course, Enrolment, PersonalLink, Question, Session, SignUpLink
from tests.change_mgmt.factories import departments_of, make_course, make_session
from tests.factories import number, user_as
from tests.staff.factories import make_employee

LINK = re.compile(r"/training/own/([0-9a-f]{64})/")


def make_sign_up_link(course: Course, session: Session | None = None) -> SignUpLink:
    return sign_up.open_link(course, session=session, by=user_as("manager", course.programme))


def make_own_link(course: Course, employee=None) -> PersonalLink:
    """The page of one employee for a course."""
    return people.link_of_employee(course, employee or make_employee(course.programme), by=None)


def make_seat(session: Session, employee=None) -> Enrolment:
    """A seat (or a place on the waiting list) taken on one's own page."""
    return sign_up.sign_up_again(make_own_link(session.course, employee), session=session)


def make_question(course: Course, *, right=1, options=3, kind="single", **words) -> Question:
    """The first ``right`` answers are right."""
    answers = [{"words": {"en": f"Answer {place}"}, "right": place < right} for place in range(options)]
    question = Question(course=course, kind=kind, words=words or {"en": f"Question {number()}?"}, options=answers)
    return trials.add_question(question, by=user_as("manager", course.programme))


def make_attended(course: Course, employee=None, *, days=-1, score=None) -> Enrolment:
    """Somebody on the list of staff who came to a session of some days ago."""
    employee = employee or make_employee(course.programme)
    by = user_as("manager", course.programme)
    session = make_session(course, days=days, seats=9)
    seat = actions.enrol_people(session, names=[employee.email], department=employee.department, by=by)[0]
    actions.mark_attendance(session, {seat.pk: actions.Mark(True, score)}, by=by)
    return Enrolment.objects.select_related("session__course__programme__organisation").get(pk=seat.pk)


def seat_at(programme, *, days=7) -> Enrolment:
    """For the access table: a seat of the member's, and the course and session around it."""
    session = make_session(make_course(programme), days=days)
    if days > 0:
        return actions.enrol(session, department=departments_of(programme)[0], by=user_as("member", programme))
    by = user_as("manager", programme)
    seat = actions.enrol_people(session, names=["Ann"], department=departments_of(programme)[0], by=by)[0]
    Enrolment.objects.filter(pk=seat.pk).update(user=user_as("member", programme))
    actions.mark_attendance(session, {seat.pk: actions.Mark(True)}, by=by)
    return Enrolment.objects.get(pk=seat.pk)


def tokens_mailed(to: str = "") -> list[str]:
    """The tokens of personal links in the mails that left, the earliest first."""
    found = [letter for letter in mail.outbox if not to or letter.to == [to]]
    return [match.group(1) for letter in found for match in [LINK.search(letter.body)] if match]
