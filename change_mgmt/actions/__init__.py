"""What people do: ask for changes and decide them; plan training, sign up for it, mark who came."""

from change_mgmt.actions.changes import assess, decide, submit_change
from change_mgmt.actions.courses import change_course, create_course, set_needs
from change_mgmt.actions.sessions import Mark, change_session, enrol, enrol_people, leave, mark_attendance

__all__ = [
    "Mark",
    "assess",
    "change_course",
    "change_session",
    "create_course",
    "decide",
    "enrol",
    "enrol_people",
    "leave",
    "mark_attendance",
    "set_needs",
    "submit_change",
]
