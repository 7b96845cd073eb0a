"""The pages of the register, one file for each thing they are about."""

from risks.views.acceptance import decide_acceptance, request_acceptance
from risks.views.catalogue import catalogue, risk_newer
from risks.views.checks import mend_risk, risk_checks
from risks.views.exports import export, export_csv
from risks.views.issues import edit_risk_issue, risk_issue, risk_issues, risk_occurred
from risks.views.money import drop_estimate, drop_limit, estimate_risk, new_limit, risk_money
from risks.views.own_catalogue import (
    drop_catalogue_member,
    edit_catalogue_risk,
    new_catalogue,
    new_catalogue_member,
    new_catalogue_risk,
    offer_catalogue_risk,
    own_catalogue,
    own_catalogues,
)
from risks.views.people import drop_contributor, drop_risk_link, new_contributor, new_risk_link
from risks.views.register import (
    add_risk_row,
    bulk_risks,
    drop_risk_view,
    edit_risk_cell,
    edit_risk_view,
    keep_risk_view,
    open_with_view,
    paste_risks,
    risk_look,
    risk_news,
    risk_trends,
    risk_views,
    risks,
    undo_risk_change,
)
from risks.views.risk import edit_risk, new_risk, rate_risk, risk
from risks.views.scales import edit_risk_scale, risk_scale
from risks.views.treatments import edit_treatment, edit_treatment_action, new_treatment, new_treatment_action

__all__ = [
    "add_risk_row",
    "bulk_risks",
    "catalogue",
    "decide_acceptance",
    "drop_catalogue_member",
    "drop_contributor",
    "drop_estimate",
    "drop_limit",
    "drop_risk_link",
    "drop_risk_view",
    "edit_catalogue_risk",
    "edit_risk",
    "edit_risk_cell",
    "edit_risk_issue",
    "edit_risk_scale",
    "edit_risk_view",
    "edit_treatment",
    "edit_treatment_action",
    "estimate_risk",
    "export",
    "export_csv",
    "keep_risk_view",
    "mend_risk",
    "new_catalogue",
    "new_catalogue_member",
    "new_catalogue_risk",
    "new_contributor",
    "new_limit",
    "new_risk",
    "new_risk_link",
    "new_treatment",
    "new_treatment_action",
    "offer_catalogue_risk",
    "open_with_view",
    "own_catalogue",
    "own_catalogues",
    "paste_risks",
    "rate_risk",
    "request_acceptance",
    "risk",
    "risk_checks",
    "risk_issue",
    "risk_issues",
    "risk_look",
    "risk_money",
    "risk_newer",
    "risk_news",
    "risk_occurred",
    "risk_scale",
    "risk_trends",
    "risk_views",
    "risks",
    "undo_risk_change",
]
