"""The register, one stakeholder, who listens to whom, rows brought in and taken away."""

from change_mgmt.views.stakeholders.cells import add_stakeholder_row, edit_stakeholder_cell, undo_stakeholder_change
from change_mgmt.views.stakeholders.intake import bring_in_stakeholders
from change_mgmt.views.stakeholders.person import (
    edit_stakeholder,
    keep_promise,
    log_contact,
    new_stakeholder,
    remove_stakeholder,
    stakeholder,
)
from change_mgmt.views.stakeholders.register import stakeholders, stakeholders_csv, stakeholders_xlsx
from change_mgmt.views.stakeholders.ties import add_tie, influence_map, remove_tie

__all__ = [
    "add_stakeholder_row",
    "add_tie",
    "bring_in_stakeholders",
    "edit_stakeholder",
    "edit_stakeholder_cell",
    "influence_map",
    "keep_promise",
    "log_contact",
    "new_stakeholder",
    "remove_stakeholder",
    "remove_tie",
    "stakeholder",
    "stakeholders",
    "stakeholders_csv",
    "stakeholders_xlsx",
    "undo_stakeholder_change",
]
