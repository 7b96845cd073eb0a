from change_mgmt.resistance.forms.signs import OutcomeForm, QuickForm, ReportForm, SignForm
from change_mgmt.resistance.forms.warnings import LimitForm, StepForm

__all__ = ["LimitForm", "OutcomeForm", "QuickForm", "ReportForm", "SignForm", "StepForm"]
