from implementation.goals.forms.file import GoalFileForm
from implementation.goals.forms.goal import GoalForm, MeasurementForm, prefilled
from implementation.goals.forms.review import PlanForm, RemarksForm, ReviewForm, VerdictForm
from implementation.goals.forms.vision import OpenForm, VisionForm

__all__ = [
    "GoalFileForm",
    "GoalForm",
    "MeasurementForm",
    "OpenForm",
    "PlanForm",
    "RemarksForm",
    "ReviewForm",
    "VerdictForm",
    "VisionForm",
    "prefilled",
]
