"""What people do with risks, one file for each thing they do it to."""

from risks.actions.appetite import drop_limit, set_limit
from risks.actions.catalogue import add_from_catalogue
from risks.actions.estimates import drop_estimate, estimate
from risks.actions.risks import RATING_FIELDS, create_risk, enter_risk, raise_risk, rate
from risks.actions.treatments import add_action, add_treatment

__all__ = [
    "RATING_FIELDS",
    "add_action",
    "add_from_catalogue",
    "add_treatment",
    "create_risk",
    "drop_estimate",
    "drop_limit",
    "enter_risk",
    "estimate",
    "raise_risk",
    "rate",
    "set_limit",
]
