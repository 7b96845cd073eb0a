"""Training: courses and who needs them, sessions and seats, links, tests, certificates, opinions."""

from change_mgmt.models.training.certificate import Certificate
from change_mgmt.models.training.course import Course, NeededPlace
from change_mgmt.models.training.enrolment import Enrolment
from change_mgmt.models.training.links import PersonalLink, SignUpLink
from change_mgmt.models.training.opinion import SessionOpinion
from change_mgmt.models.training.question import Attempt, Question
from change_mgmt.models.training.session import Session
from implementation.staff.models import Level

__all__ = [
    "Attempt",
    "Certificate",
    "Course",
    "Enrolment",
    "Level",
    "NeededPlace",
    "PersonalLink",
    "Question",
    "Session",
    "SessionOpinion",
    "SignUpLink",
]
