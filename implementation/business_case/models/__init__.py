from implementation.business_case.models.case import LONGEST_HORIZON, BusinessCase, Confirmation
from implementation.business_case.models.line import Line, LineAmount
from implementation.business_case.models.scenario import Scenario

__all__ = ["LONGEST_HORIZON", "BusinessCase", "Confirmation", "Line", "LineAmount", "Scenario"]
