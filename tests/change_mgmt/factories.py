"""Real stakeholders, courses, sessions and changes, made as people make them."""

import datetime

from django.utils import timezone

from change_mgmt import actions
from change_mgmt.actions import stakeholders as stakeholder_actions
from change_mgmt.models import ChangeRequest, Contact, Course, Session, Stakeholder
from core.workflow import perform
from implementation.programme.models import Department
from tests.factories import number, user_as


def departments_of(programme) -> list[Department]:
    return list(Department.objects.filter(organisation=programme.organisation))


def make_stakeholder(programme, **fields) -> Stakeholder:
    values = {"name": f"Stakeholder {number()}", "group": "top", "influence": 4, "interest": 5} | fields
    return Stakeholder.objects.create(programme=programme, **values)


def make_course(programme, *, departments=(), needs=None, **fields) -> Course:
    values = {"title": f"Course {number()}", "level": "front_line"} | fields
    by = user_as("manager", programme)
    course = actions.create_course(Course(programme=programme, **values), departments=departments, by=by)
    if needs:
        actions.set_needs(course, needs, by=by)
    return course


def make_session(course, *, days=7, **fields) -> Session:
    """A session some days from now; a negative number is past."""
    starts = timezone.now() + datetime.timedelta(days=days)
    values = {"starts_at": starts, "place": "Room 1", "seats": 12, "trainer": "Tara Trainer"} | fields
    return Session.objects.create(course=course, **values)


def make_held_session(course, department, *, came=2, absent=0, score=None) -> Session:
    """A session of yesterday whose attendance is marked."""
    by, session = user_as("manager", course.programme), make_session(course, days=-1, seats=99)
    names = [f"Person {number()}" for _ in range(came + absent)]
    people = actions.enrol_people(session, names=names, department=department, by=by)
    marks = {person.pk: actions.Mark(place < came, score) for place, person in enumerate(people)}
    return actions.mark_attendance(session, marks, by=by)


def make_change(programme, *, by=None, days_left=14, **fields) -> ChangeRequest:
    decide_by = timezone.localdate() + datetime.timedelta(days=days_left)
    values = {"title": f"Change {number()}", "why": "It helps.", "decide_by": decide_by} | fields
    by = by or user_as("member", programme)
    return actions.submit_change(ChangeRequest(programme=programme, **values), by=by)


EFFECTS = {"effect_on_scope": "One more field.", "effect_on_risk": "None.", "effect_on_people": "None."}


def make_waiting_change(programme, *, by=None, days_left=14, **effects) -> ChangeRequest:
    """Assessed and handed in for approval; small unless its effects say otherwise."""
    change = make_change(programme, by=by, days_left=days_left)
    consultant = user_as("consultant", programme)
    perform(change, "take_up", by=consultant)
    actions.assess(change, by=consultant, **(EFFECTS | effects))
    return change


def make_contact(programme, *, stakeholder=None, by=None, **fields):
    values = {"said": "Fears for the budget.", "promised": "Figures", "way": "talk"} | fields
    contact = Contact(
        stakeholder=stakeholder or make_stakeholder(programme), by=by or user_as("manager", programme), **values
    )
    return stakeholder_actions.log_contact(contact, by=contact.by)


def make_tie(programme, *, stakeholder=None, listener=None, strength=2):
    return stakeholder_actions.tie(
        stakeholder or make_stakeholder(programme),
        listener=listener or make_stakeholder(programme),
        strength=strength,
        by=user_as("manager", programme),
    )
