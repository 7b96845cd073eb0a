from change_mgmt.processes.forms.effects import EffectForm, TellForm
from change_mgmt.processes.forms.fates import AnswerForm, FateForm
from change_mgmt.processes.forms.process import ProcessForm
from change_mgmt.processes.forms.steps import ExitForm, ImportForm, LaneForm, RowForm, StepForm

__all__ = [
    "AnswerForm",
    "EffectForm",
    "ExitForm",
    "FateForm",
    "ImportForm",
    "LaneForm",
    "ProcessForm",
    "RowForm",
    "StepForm",
    "TellForm",
]
