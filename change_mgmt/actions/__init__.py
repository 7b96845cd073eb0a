"""What people do: ask for changes and decide them; plan training, sign up for it, mark who came."""

from change_mgmt.actions.changes import assess, decide, submit_change
from change_mgmt.actions.courses import change_course, create_course, set_needs
from change_mgmt.actions.sessions import Mark, enrol, enrol_people, leave, mark_attendance

__all__ = [
    "Mark",
    "assess",
    "change_course",
    "create_course",
    "decide",
    "enrol",
    "enrol_people",
    "leave",
    "mark_attendance",
    "set_needs",
    "submit_change",
]
