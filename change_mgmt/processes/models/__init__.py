from change_mgmt.processes.models.effect import Effect, EffectNotice
from change_mgmt.processes.models.fate import Fate, WarningAnswer
from change_mgmt.processes.models.process import Process
from change_mgmt.processes.models.step import Flow, Lane, Step
from change_mgmt.processes.models.version import ProcessSignature, ProcessVersion

__all__ = [
    "Effect",
    "EffectNotice",
    "Fate",
    "Flow",
    "Lane",
    "Process",
    "ProcessSignature",
    "ProcessVersion",
    "Step",
    "WarningAnswer",
]
