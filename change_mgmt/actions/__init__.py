"""What people do: ask for changes and decide them; plan training, sign up for it, mark who came."""

from change_mgmt.actions.changes import assess, decide, submit_change
from change_mgmt.actions.courses import change_course, create_course, set_needs
from change_mgmt.actions.decisions import note_decision, review_decision
from change_mgmt.actions.limits import limits_for_edit, limits_of, set_limits, split_with
from change_mgmt.actions.provider import answer_change
from change_mgmt.actions.sessions import Mark, change_session, enrol, enrol_people, leave, mark_attendance
from change_mgmt.actions.steps import add_step, finish_change, open_tasks, remove_step, tell_people

__all__ = [
    "Mark",
    "add_step",
    "answer_change",
    "assess",
    "change_course",
    "change_session",
    "create_course",
    "decide",
    "enrol",
    "enrol_people",
    "finish_change",
    "leave",
    "limits_for_edit",
    "limits_of",
    "mark_attendance",
    "note_decision",
    "open_tasks",
    "remove_step",
    "review_decision",
    "set_limits",
    "set_needs",
    "split_with",
    "submit_change",
    "tell_people",
]
