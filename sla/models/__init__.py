from sla.models.agreement import Agreement, Exclusion, Objective
from sla.models.breach import Breach
from sla.models.credit import Credit
from sla.models.credit_rule import CreditTier
from sla.models.measurement import Measurement, Monitor, MonthlyResult, Ticket
from sla.models.source import EventImport

__all__ = [
    "Agreement",
    "Breach",
    "Credit",
    "CreditTier",
    "EventImport",
    "Exclusion",
    "Measurement",
    "Monitor",
    "MonthlyResult",
    "Objective",
    "Ticket",
]
