from implementation.business_case.forms.case import CaseForm
from implementation.business_case.forms.line import LineForm
from implementation.business_case.forms.scenario import ScenarioForm
from implementation.business_case.forms.table import TableForm

__all__ = ["CaseForm", "LineForm", "ScenarioForm", "TableForm"]
