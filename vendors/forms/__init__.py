from vendors.forms.choice import SelectForm
from vendors.forms.contracts import ClausesForm, ContractForm, ReasonForm, SignForm
from vendors.forms.criteria import CriteriaFormSet, EvaluatorsForm
from vendors.forms.diligence import DiligenceItemForm, FindingForm, ReferenceForm
from vendors.forms.groups import CriterionTextForm, GroupsFormSet, GroupWeightsForm
from vendors.forms.judging import JudgementsForm, JudgesForm
from vendors.forms.knock_outs import KnockOutAnswersForm, KnockOutsFormSet
from vendors.forms.scores import ScoreForm
from vendors.forms.sourcing import DecideSourcingForm, OpinionForm, PlannedUsersForm, SensitivityForm
from vendors.forms.sourcing_option import CostFileForm, CostLineFormSet, MarksForm, OptionForm
from vendors.forms.vendor import LonglistForm, VendorForm

__all__ = [
    "ClausesForm",
    "ContractForm",
    "CostFileForm",
    "CostLineFormSet",
    "CriteriaFormSet",
    "CriterionTextForm",
    "DecideSourcingForm",
    "DiligenceItemForm",
    "EvaluatorsForm",
    "FindingForm",
    "GroupWeightsForm",
    "GroupsFormSet",
    "JudgementsForm",
    "JudgesForm",
    "KnockOutAnswersForm",
    "KnockOutsFormSet",
    "LonglistForm",
    "MarksForm",
    "OpinionForm",
    "OptionForm",
    "PlannedUsersForm",
    "ReasonForm",
    "ReferenceForm",
    "ScoreForm",
    "SelectForm",
    "SensitivityForm",
    "SignForm",
    "VendorForm",
]
