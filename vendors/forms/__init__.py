from vendors.forms.choice import SelectForm
from vendors.forms.contracts import ClausesForm, ContractForm, ReasonForm, SignForm
from vendors.forms.criteria import CriteriaFormSet, EvaluatorsForm
from vendors.forms.scores import ScoreForm
from vendors.forms.sourcing import DecideSourcingForm, OpinionForm, PlannedUsersForm, SensitivityForm
from vendors.forms.sourcing_option import CostFileForm, CostLineFormSet, MarksForm, OptionForm
from vendors.forms.vendor import VendorForm

__all__ = [
    "ClausesForm",
    "ContractForm",
    "CostFileForm",
    "CostLineFormSet",
    "CriteriaFormSet",
    "DecideSourcingForm",
    "EvaluatorsForm",
    "MarksForm",
    "OpinionForm",
    "OptionForm",
    "PlannedUsersForm",
    "ReasonForm",
    "ScoreForm",
    "SelectForm",
    "SensitivityForm",
    "SignForm",
    "VendorForm",
]
