from vendors.forms.choice import SelectForm
from vendors.forms.contracts import ClausesForm, ContractForm, ReasonForm, SignForm
from vendors.forms.criteria import CriteriaFormSet, EvaluatorsForm
from vendors.forms.scores import ScoreForm
from vendors.forms.sourcing import DecideSourcingForm, OptionForm
from vendors.forms.vendor import VendorForm

__all__ = [
    "ClausesForm",
    "ContractForm",
    "CriteriaFormSet",
    "DecideSourcingForm",
    "EvaluatorsForm",
    "OptionForm",
    "ReasonForm",
    "ScoreForm",
    "SelectForm",
    "SignForm",
    "VendorForm",
]
