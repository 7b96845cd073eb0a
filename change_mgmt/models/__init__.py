from change_mgmt.models.change import ChangeDecision, ChangeRequest
from change_mgmt.models.stakeholder import Attitude, Stakeholder
from change_mgmt.models.standing import Contact, Reading, Tie
from change_mgmt.models.training import (
    Attempt,
    Certificate,
    Course,
    Enrolment,
    Level,
    NeededPlace,
    PersonalLink,
    Question,
    Session,
    SessionOpinion,
    SignUpLink,
)

__all__ = [
    "Attempt",
    "Attitude",
    "Certificate",
    "ChangeDecision",
    "ChangeRequest",
    "Contact",
    "Course",
    "Enrolment",
    "Level",
    "NeededPlace",
    "PersonalLink",
    "Question",
    "Reading",
    "Session",
    "SessionOpinion",
    "SignUpLink",
    "Stakeholder",
    "Tie",
]
