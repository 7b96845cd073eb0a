from sla.models.agreement import Agreement
from sla.models.alarm import AlarmSetting, SlaAlarm
from sla.models.breach import Breach
from sla.models.calendar import ServiceCalendar
from sla.models.chronic import ChronicRule, TerminationRight
from sla.models.credit import Credit
from sla.models.credit_note import CreditNote
from sla.models.credit_rule import CreditRule, CreditTier
from sla.models.exclusion import Exclusion
from sla.models.measurement import Measurement, Monitor, Ticket
from sla.models.objective import Objective
from sla.models.origin import MeasurementSource
from sla.models.progress import IntakeRun
from sla.models.remedy import Remedy
from sla.models.result import MonthlyResult, ResultChange
from sla.models.source import EventImport
from sla.models.statement import Statement, StatementFacts
from sla.models.token import ApiAnswer, ApiToken, ApiUse, PendingMonth

__all__ = [
    "Agreement",
    "AlarmSetting",
    "ApiAnswer",
    "ApiToken",
    "ApiUse",
    "Breach",
    "ChronicRule",
    "Credit",
    "CreditNote",
    "CreditRule",
    "CreditTier",
    "EventImport",
    "Exclusion",
    "IntakeRun",
    "Measurement",
    "MeasurementSource",
    "Monitor",
    "MonthlyResult",
    "Objective",
    "PendingMonth",
    "Remedy",
    "ResultChange",
    "ServiceCalendar",
    "SlaAlarm",
    "Statement",
    "StatementFacts",
    "TerminationRight",
    "Ticket",
]
