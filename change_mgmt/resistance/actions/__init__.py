from change_mgmt.resistance.actions.signs import change_sign, close_sign, raise_risk_of, report_sign
from change_mgmt.resistance.actions.warnings import keep_week, set_limits, take_step, watch

__all__ = [
    "change_sign",
    "close_sign",
    "keep_week",
    "raise_risk_of",
    "report_sign",
    "set_limits",
    "take_step",
    "watch",
]
