from change_mgmt.resistance.views.closing import accept_sign, raise_sign_risk, settle_sign
from change_mgmt.resistance.views.listing import quick_sign, resistance, resistance_xlsx
from change_mgmt.resistance.views.signs import edit_sign, report_sign, sign
from change_mgmt.resistance.views.warnings import early_warning, early_warning_place, early_warning_step, warning_limits

__all__ = [
    "accept_sign",
    "early_warning",
    "early_warning_place",
    "early_warning_step",
    "edit_sign",
    "quick_sign",
    "raise_sign_risk",
    "report_sign",
    "resistance",
    "resistance_xlsx",
    "settle_sign",
    "sign",
    "warning_limits",
]
