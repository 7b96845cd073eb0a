from implementation.programme.forms.deliverables import DeliverableForm, HandInForm, ReviewForm, condition_forms
from implementation.programme.forms.organisation import DepartmentForm, OrganisationForm
from implementation.programme.forms.people import AcceptForm, InviteForm
from implementation.programme.forms.plan import MilestoneForm, StageForm
from implementation.programme.forms.rules import RuleForm
from implementation.programme.forms.start import StartForm
from implementation.programme.forms.status import AnswerForm, ExceptionForm, OverrideForm, ToleranceForm
from implementation.programme.forms.tasks import QuickTaskForm, TaskForm

__all__ = [
    "AcceptForm",
    "AnswerForm",
    "DeliverableForm",
    "DepartmentForm",
    "ExceptionForm",
    "HandInForm",
    "InviteForm",
    "MilestoneForm",
    "OrganisationForm",
    "OverrideForm",
    "QuickTaskForm",
    "ReviewForm",
    "RuleForm",
    "StageForm",
    "StartForm",
    "TaskForm",
    "ToleranceForm",
    "condition_forms",
]
