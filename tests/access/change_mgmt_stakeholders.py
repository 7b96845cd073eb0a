"""Who may work in the register of stakeholders."""

from core.roles import EDITORS
from tests.access.change_mgmt import KNOW_STAKEHOLDERS, of, programme_only
from tests.change_mgmt.factories import make_contact, make_stakeholder, make_tie

PAGES = {
    "remove_stakeholder": (EDITORS, of(make_stakeholder)),
    "edit_stakeholder_cell": (EDITORS, of(make_stakeholder), "post"),
    "log_contact": (KNOW_STAKEHOLDERS, of(make_stakeholder)),
    "add_tie": (EDITORS, of(make_stakeholder), "post"),
    "add_stakeholder_row": (EDITORS, programme_only, "post"),
    "bring_in_stakeholders": (EDITORS, programme_only),
    "undo_stakeholder_change": (EDITORS, programme_only, "post"),
    "influence_map": (KNOW_STAKEHOLDERS, programme_only),
    "stakeholders_xlsx": (KNOW_STAKEHOLDERS, programme_only),
    "stakeholders_csv": (KNOW_STAKEHOLDERS, programme_only),
    "keep_promise": (KNOW_STAKEHOLDERS, of(make_contact), "post"),
    "remove_tie": (EDITORS, of(make_tie), "post"),
}
