from implementation.programme.models.deliverable import Deliverable
from implementation.programme.models.milestone import Milestone
from implementation.programme.models.organisation import Department, Organisation
from implementation.programme.models.people import Invitation, Membership
from implementation.programme.models.programme import Programme, ProgrammeRecord
from implementation.programme.models.stage import Stage
from implementation.programme.models.task import Task

__all__ = [
    "Deliverable",
    "Department",
    "Invitation",
    "Membership",
    "Milestone",
    "Organisation",
    "Programme",
    "ProgrammeRecord",
    "Stage",
    "Task",
]
