from sla.models.agreement import Agreement, CreditTier, Exclusion, Objective
from sla.models.breach import Breach, Credit
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
