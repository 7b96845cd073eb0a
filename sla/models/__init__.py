from sla.models.agreement import Agreement, Exclusion, Objective
from sla.models.alarm import AlarmSetting, SlaAlarm
from sla.models.breach import Breach
from sla.models.credit import Credit
from sla.models.credit_rule import CreditTier
from sla.models.measurement import Measurement, Monitor, MonthlyResult, Ticket
from sla.models.source import EventImport
from sla.models.token import ApiAnswer, ApiToken, ApiUse, PendingMonth

__all__ = [
    "Agreement",
    "AlarmSetting",
    "ApiAnswer",
    "ApiToken",
    "ApiUse",
    "Breach",
    "Credit",
    "CreditTier",
    "EventImport",
    "Exclusion",
    "Measurement",
    "Monitor",
    "MonthlyResult",
    "Objective",
    "PendingMonth",
    "SlaAlarm",
    "Ticket",
]
