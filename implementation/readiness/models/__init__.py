from implementation.readiness.models.architecture import ArchitectureItem
from implementation.readiness.models.assessment import Answer, Assessment, AssessmentResult, Respondent
from implementation.readiness.models.improvement import Improvement
from implementation.readiness.models.team import TeamMember, TeamRole

__all__ = [
    "Answer",
    "ArchitectureItem",
    "Assessment",
    "AssessmentResult",
    "Improvement",
    "Respondent",
    "TeamMember",
    "TeamRole",
]
