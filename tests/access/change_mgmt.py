"""Who may open which page of change_mgmt and take which step."""

from core.roles import CONSULTANT, EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR
from core.workflow import perform
from tests.change_mgmt.factories import (
    departments_of,
    make_change,
    make_course,
    make_session,
    make_stakeholder,
)
from tests.factories import user_as

KNOW_STAKEHOLDERS = {SPONSOR, MANAGER, CONSULTANT}


def programme_only(programme):
    return {"programme": programme.pk}


def of(make):
    def kwargs(programme):
        return {"programme": programme.pk, "pk": make(programme).pk}

    return kwargs


def session(programme):
    return make_session(make_course(programme))


def change_being_assessed(programme):
    change = make_change(programme)
    return perform(change, "take_up", by=user_as("consultant", programme))


def seat_of_the_member(programme):
    from change_mgmt import actions

    return actions.enrol(session(programme), department=departments_of(programme)[0], by=user_as("member", programme))


PAGES = {
    "stakeholders": (KNOW_STAKEHOLDERS, programme_only),
    "new_stakeholder": (EDITORS, programme_only),
    "stakeholder": (KNOW_STAKEHOLDERS, of(make_stakeholder)),
    "edit_stakeholder": (EDITORS, of(make_stakeholder)),
    "training": (INSIDERS, programme_only),
    "new_course": (EDITORS, programme_only),
    "course": (INSIDERS, of(make_course)),
    "edit_course": (EDITORS, of(make_course)),
    "edit_needs": (EDITORS, of(make_course)),
    "new_session": (EDITORS, of(make_course)),
    "session": (INSIDERS, of(session)),
    "edit_session": (EDITORS, of(session)),
    "enrol": (INSIDERS, of(session), "post"),
    "enrol_people": (EDITORS, of(session), "post"),
    "mark_attendance": (EDITORS, of(session)),
    "leave_session": (EDITORS | {MEMBER}, of(seat_of_the_member), "post"),
}
STEPS = {
    "change_mgmt.session.hold": EDITORS,
    "change_mgmt.session.cancel": EDITORS,
    "change_mgmt.enrolment.attend": EDITORS,
    "change_mgmt.enrolment.miss": EDITORS,
}
