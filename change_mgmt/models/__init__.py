from change_mgmt.models.change import ChangeDecision, ChangeRequest
from change_mgmt.models.stakeholder import Stakeholder
from change_mgmt.models.training import Course, Enrolment, Level, NeededPlace, Session

__all__ = [
    "ChangeDecision",
    "ChangeRequest",
    "Course",
    "Enrolment",
    "Level",
    "NeededPlace",
    "Session",
    "Stakeholder",
]
