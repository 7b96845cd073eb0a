from change_mgmt.models.change import ChangeDecision, ChangeLimits, ChangeRequest, ChangeStep, ProviderAnswer
from change_mgmt.models.noted import DecisionReview, NotedDecision
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
    "ChangeLimits",
    "ChangeRequest",
    "ChangeStep",
    "Contact",
    "Course",
    "DecisionReview",
    "Enrolment",
    "Level",
    "NeededPlace",
    "NotedDecision",
    "PersonalLink",
    "ProviderAnswer",
    "Question",
    "Reading",
    "Session",
    "SessionOpinion",
    "SignUpLink",
    "Stakeholder",
    "Tie",
]
