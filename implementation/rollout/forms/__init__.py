from implementation.rollout.forms.adoption import AdoptionForm
from implementation.rollout.forms.measures import MeasureForm, RehearsalForm, ValueForm
from implementation.rollout.forms.modules import AddModuleForm
from implementation.rollout.forms.pilots import ExtendForm, PilotForm, RollBackForm, StartForm

__all__ = [
    "AddModuleForm",
    "AdoptionForm",
    "ExtendForm",
    "MeasureForm",
    "PilotForm",
    "RehearsalForm",
    "RollBackForm",
    "StartForm",
    "ValueForm",
]
