"""The pages of the table, one file for each thing people do there."""

from risks.views.register.bulk import bulk_risks
from risks.views.register.cells import add_risk_row, edit_risk_cell, undo_risk_change
from risks.views.register.looks import (
    drop_risk_view,
    edit_risk_view,
    keep_risk_view,
    open_with_view,
    risk_look,
    risk_views,
)
from risks.views.register.paste import paste_risks
from risks.views.register.table import risk_news, risks
from risks.views.register.trends import risk_trends

__all__ = [
    "add_risk_row",
    "bulk_risks",
    "drop_risk_view",
    "edit_risk_cell",
    "edit_risk_view",
    "keep_risk_view",
    "open_with_view",
    "paste_risks",
    "risk_look",
    "risk_news",
    "risk_trends",
    "risk_views",
    "risks",
    "undo_risk_change",
]
