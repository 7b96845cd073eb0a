"""The pages of the register, one file for each thing they are about."""

from risks.views.acceptance import decide_acceptance, request_acceptance
from risks.views.catalogue import catalogue
from risks.views.exports import export, export_csv
from risks.views.money import drop_estimate, drop_limit, estimate_risk, new_limit, risk_money
from risks.views.register import edit_risk_cell, risks
from risks.views.risk import edit_risk, new_risk, rate_risk, risk
from risks.views.treatments import edit_treatment, edit_treatment_action, new_treatment, new_treatment_action

__all__ = [
    "catalogue",
    "decide_acceptance",
    "drop_estimate",
    "drop_limit",
    "edit_risk",
    "edit_risk_cell",
    "edit_treatment",
    "edit_treatment_action",
    "estimate_risk",
    "export",
    "export_csv",
    "new_limit",
    "new_risk",
    "new_treatment",
    "new_treatment_action",
    "rate_risk",
    "request_acceptance",
    "risk",
    "risk_money",
    "risks",
]
