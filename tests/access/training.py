"""Who may open which page of training beside those of change_mgmt; pages by link have their own tests."""

from change_mgmt.actions.certificates import certify
from change_mgmt.actions.people import link_of_enrolment
from core.roles import EDITORS, INSIDERS, MEMBER
from tests.access.change_mgmt import of, programme_only, session
from tests.change_mgmt.factories import make_course, make_session
from tests.change_mgmt.training.factories import make_question, make_sign_up_link, seat_at


def link(programme):
    return make_sign_up_link(make_course(programme))


def question(programme):
    return make_question(make_course(programme))


def certified(programme):
    seat = seat_at(programme, days=-1)
    certify(seat)
    return seat


def attended(programme):
    return seat_at(programme, days=-1)


def seat_with_link(programme):
    seat = seat_at(programme)
    link_of_enrolment(seat, by=None)
    return seat


def session_now(programme):
    return make_session(make_course(programme), days=0)


OWN = EDITORS | {MEMBER}
PAGES = {
    "my_training": (INSIDERS, programme_only),
    "course_people": (EDITORS, of(make_course)),
    "invite_people": (EDITORS, of(make_course), "post"),
    "course_links": (EDITORS, of(make_course)),
    "open_sign_up_link": (EDITORS, of(make_course), "post"),
    "withdraw_sign_up_link": (EDITORS, of(link), "post"),
    "sign_up_code": (EDITORS, of(link)),
    "sign_up_poster": (EDITORS, of(link)),
    "course_test": (EDITORS, of(make_course)),
    "new_test_question": (EDITORS, of(make_course)),
    "edit_test_question": (EDITORS, of(question)),
    "remove_test_question": (EDITORS, of(question), "post"),
    "session_wall": (EDITORS, of(session)),
    "session_wall_code": (EDITORS, of(session_now)),
    "session_entry": (INSIDERS, of(session)),
    "seat_link": (EDITORS, of(seat_at)),
    "seat_code": (EDITORS, of(seat_with_link)),
    "open_own_page": (OWN, of(seat_at), "post"),
    "another_try": (EDITORS, of(attended), "post"),
    "certificate": (OWN, of(certified)),
}
STEPS = {"change_mgmt.enrolment.move_up": EDITORS}
