from implementation.readiness.forms.architecture import ArchitectureForm
from implementation.readiness.forms.assessment import AnswersForm, AssessmentForm
from implementation.readiness.forms.improvement import ImprovementForm
from implementation.readiness.forms.team import TeamMemberForm

__all__ = ["AnswersForm", "ArchitectureForm", "AssessmentForm", "ImprovementForm", "TeamMemberForm"]
