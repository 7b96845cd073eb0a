"""The forms of the register, one file for each thing they are about."""

from risks.forms.acceptance import DecideForm, RequestForm
from risks.forms.estimates import EstimateForm, LimitForm
from risks.forms.rating import RateForm
from risks.forms.register import ViewForm
from risks.forms.risk import NewRiskForm, RiskForm
from risks.forms.treatment import ActionForm, TreatmentForm

__all__ = [
    "ActionForm",
    "DecideForm",
    "EstimateForm",
    "LimitForm",
    "NewRiskForm",
    "RateForm",
    "RequestForm",
    "RiskForm",
    "TreatmentForm",
    "ViewForm",
]
