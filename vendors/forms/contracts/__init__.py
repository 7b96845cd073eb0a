"""Forms of contracts, one file for each thing."""

from vendors.forms.contracts.changes import ChangeForm, DecideChangeForm
from vendors.forms.contracts.clauses import ClausesForm
from vendors.forms.contracts.ending import EndForm, NoticeForm
from vendors.forms.contracts.exit_plan import ExitPlanForm, ExitStepForm
from vendors.forms.contracts.fees import FeeForm, IndexationForm, QuantityForm
from vendors.forms.contracts.obligations import KeepForm, ObligationForm
from vendors.forms.contracts.reviews import AnswerForm, ReviewersForm
from vendors.forms.contracts.stages import DecideStageForm, ReportForm, StageForm
from vendors.forms.contracts.terms import ContractForm, ReasonForm, SignForm
from vendors.forms.contracts.versions import VersionForm

__all__ = [
    "AnswerForm",
    "ChangeForm",
    "ClausesForm",
    "ContractForm",
    "DecideChangeForm",
    "DecideStageForm",
    "EndForm",
    "ExitPlanForm",
    "ExitStepForm",
    "FeeForm",
    "IndexationForm",
    "KeepForm",
    "NoticeForm",
    "ObligationForm",
    "QuantityForm",
    "ReasonForm",
    "ReportForm",
    "ReviewersForm",
    "SignForm",
    "StageForm",
    "VersionForm",
]
