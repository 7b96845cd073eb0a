from sla.models.agreement import Agreement, CreditTier, Exclusion, Objective
from sla.models.breach import Breach, Credit
from sla.models.measurement import EventImport, Measurement, Monitor, MonthlyResult, Ticket

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
