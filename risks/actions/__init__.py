"""What people do with risks, one file for each thing they do it to."""

from risks.actions.appetite import drop_limit, set_limit
from risks.actions.catalogue import add_from_catalogue, take_newer
from risks.actions.estimates import drop_estimate, estimate
from risks.actions.issues import risk_occurred
from risks.actions.mends import mend
from risks.actions.own_catalogue import (
    add_entry,
    add_member,
    change_entry,
    colleagues,
    create_catalogue,
    remove_member,
)
from risks.actions.people import add_contributor, link_risk, remove_contributor, unlink_risk
from risks.actions.risks import RATING_FIELDS, create_risk, enter_risk, raise_likelihood, raise_risk, rate
from risks.actions.scales import moves, set_scale
from risks.actions.treatments import add_action, add_treatment

__all__ = [
    "RATING_FIELDS",
    "add_action",
    "add_contributor",
    "add_entry",
    "add_from_catalogue",
    "add_member",
    "add_treatment",
    "change_entry",
    "colleagues",
    "create_catalogue",
    "create_risk",
    "drop_estimate",
    "drop_limit",
    "enter_risk",
    "estimate",
    "link_risk",
    "mend",
    "moves",
    "raise_likelihood",
    "raise_risk",
    "rate",
    "remove_contributor",
    "remove_member",
    "risk_occurred",
    "set_limit",
    "set_scale",
    "take_newer",
    "unlink_risk",
]
