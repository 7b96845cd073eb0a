from implementation.rollout.forms.adoption import AdoptionFileForm, AdoptionForm, MappingForm
from implementation.rollout.forms.feedback import AnswerForm, FeedbackForm
from implementation.rollout.forms.issues import IssueForm, SolveForm
from implementation.rollout.forms.measures import MeasureForm, RehearsalForm, ValueForm
from implementation.rollout.forms.modules import AddModuleForm, CloseForm, ModuleForm
from implementation.rollout.forms.pilots import (
    ConcludeForm,
    ExtendForm,
    ParticipantsForm,
    PilotForm,
    RollBackForm,
    StartForm,
)
from implementation.rollout.forms.readiness import ReadinessForm
from implementation.rollout.forms.runs import RunbookForm, RunbookLimitForm, RunbookStepForm, StartRunForm
from implementation.rollout.forms.waves import CapacityForm, WaveForm

__all__ = [
    "AddModuleForm",
    "AdoptionFileForm",
    "AdoptionForm",
    "AnswerForm",
    "CapacityForm",
    "CloseForm",
    "ConcludeForm",
    "ExtendForm",
    "FeedbackForm",
    "IssueForm",
    "MappingForm",
    "MeasureForm",
    "ModuleForm",
    "ParticipantsForm",
    "PilotForm",
    "ReadinessForm",
    "RehearsalForm",
    "RollBackForm",
    "RunbookForm",
    "RunbookLimitForm",
    "RunbookStepForm",
    "SolveForm",
    "StartForm",
    "StartRunForm",
    "ValueForm",
    "WaveForm",
]
