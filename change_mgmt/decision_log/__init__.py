"""Every decision of a programme in one list: signed ones of any kind, steps that settle something, and those noted by hand."""

from change_mgmt.decision_log.collected import collected
from change_mgmt.decision_log.entry import Decided
from change_mgmt.decision_log.narrowing import narrowed

__all__ = ["Decided", "collected", "narrowed"]
