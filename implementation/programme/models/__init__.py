from implementation.programme.models.acceptance import AcceptanceCondition, Review
from implementation.programme.models.calendar import CalendarLink
from implementation.programme.models.deliverable import Deliverable
from implementation.programme.models.exception import ExceptionAnswer, ExceptionNote
from implementation.programme.models.milestone import Milestone, MilestoneAlarm
from implementation.programme.models.organisation import Department, Organisation
from implementation.programme.models.people import Invitation, Membership
from implementation.programme.models.programme import Programme, ProgrammeRecord
from implementation.programme.models.rule import AssignmentRule
from implementation.programme.models.shift import StageShift
from implementation.programme.models.stage import Stage
from implementation.programme.models.status import Level, StatusOverride, Tolerance
from implementation.programme.models.task import Task
from implementation.programme.models.undertaking import Promise, Undertaking
from implementation.programme.models.version import DeliverableVersion, VersionFile

__all__ = [
    "AcceptanceCondition",
    "AssignmentRule",
    "CalendarLink",
    "Deliverable",
    "DeliverableVersion",
    "Department",
    "ExceptionAnswer",
    "ExceptionNote",
    "Invitation",
    "Level",
    "Membership",
    "Milestone",
    "MilestoneAlarm",
    "Organisation",
    "Programme",
    "ProgrammeRecord",
    "Promise",
    "Review",
    "Stage",
    "StageShift",
    "StatusOverride",
    "Task",
    "Tolerance",
    "Undertaking",
    "VersionFile",
]
