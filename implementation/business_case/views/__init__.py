"""The pages of the business case, one file for each thing people do there."""

from implementation.business_case.views.benefits import benefits, benefits_xlsx
from implementation.business_case.views.case import (
    business_case,
    business_case_version,
    business_case_xlsx,
    case_figure,
    confirm_case,
    edit_business_case,
    new_business_case,
    scenario,
    submit_case,
)
from implementation.business_case.views.cells import add_line_row, edit_lines, paste_lines, undo_lines
from implementation.business_case.views.changes import case_changes
from implementation.business_case.views.exchange import import_lines, import_lines_rows
from implementation.business_case.views.lines import add_line, edit_line, lines_table, remove_line, take_offer
from implementation.business_case.views.scenarios import (
    add_scenario,
    case_scenarios,
    choose_scenario,
    edit_scenario,
    remove_scenario,
)
from implementation.business_case.views.simulation import case_simulation

__all__ = [
    "add_line",
    "add_line_row",
    "add_scenario",
    "benefits",
    "benefits_xlsx",
    "business_case",
    "business_case_version",
    "business_case_xlsx",
    "case_changes",
    "case_figure",
    "case_scenarios",
    "case_simulation",
    "choose_scenario",
    "confirm_case",
    "edit_business_case",
    "edit_line",
    "edit_lines",
    "edit_scenario",
    "import_lines",
    "import_lines_rows",
    "lines_table",
    "new_business_case",
    "paste_lines",
    "remove_line",
    "remove_scenario",
    "scenario",
    "submit_case",
    "take_offer",
    "undo_lines",
]
