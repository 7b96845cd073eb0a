from implementation.programme.models.organisation import Department, Organisation
from implementation.programme.models.people import Invitation, Membership
from implementation.programme.models.programme import Programme, ProgrammeRecord
from implementation.programme.models.stage import Deliverable, Milestone, Stage

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
]
