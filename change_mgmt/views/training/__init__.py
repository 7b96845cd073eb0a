"""Training: courses, sessions, links, people, tests, certificates, and the pages without an account."""

from change_mgmt.views.training.certificates import certificate, check_certificate
from change_mgmt.views.training.courses import course, edit_course, edit_needs, my_training, new_course, training
from change_mgmt.views.training.joining import be_here, sign_up_page
from change_mgmt.views.training.links import (
    course_links,
    open_own_page,
    open_sign_up_link,
    seat_code,
    seat_link,
    sign_up_code,
    sign_up_poster,
    withdraw_sign_up_link,
)
from change_mgmt.views.training.own import (
    own_certificate,
    own_entry,
    own_file,
    own_opinion,
    own_seat,
    own_test,
    own_training,
)
from change_mgmt.views.training.people import course_people, invite_people
from change_mgmt.views.training.questions import another_try, course_test, edit_question, new_question, remove_question
from change_mgmt.views.training.sessions import (
    edit_session,
    enrol,
    enrol_people,
    leave,
    mark_attendance,
    new_session,
    session,
    session_entry,
    session_wall,
    session_wall_code,
)

__all__ = [
    "another_try",
    "be_here",
    "certificate",
    "check_certificate",
    "course",
    "course_links",
    "course_people",
    "course_test",
    "edit_course",
    "edit_needs",
    "edit_question",
    "edit_session",
    "enrol",
    "enrol_people",
    "invite_people",
    "leave",
    "mark_attendance",
    "my_training",
    "new_course",
    "new_question",
    "new_session",
    "open_own_page",
    "open_sign_up_link",
    "own_certificate",
    "own_entry",
    "own_file",
    "own_opinion",
    "own_seat",
    "own_test",
    "own_training",
    "remove_question",
    "seat_code",
    "seat_link",
    "session",
    "session_entry",
    "session_wall",
    "session_wall_code",
    "sign_up_code",
    "sign_up_page",
    "sign_up_poster",
    "training",
    "withdraw_sign_up_link",
]
