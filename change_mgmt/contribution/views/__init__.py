from change_mgmt.contribution.views.files import contribution_pdf, contribution_xlsx
from change_mgmt.contribution.views.kinds import edit_point_kind, new_point_kind, point_kinds
from change_mgmt.contribution.views.people import (
    contribution_of,
    contribution_people,
    contribution_rows,
    my_contribution,
)
from change_mgmt.contribution.views.points import answer_point, correct_point, edit_point, new_point

__all__ = [
    "answer_point",
    "contribution_of",
    "contribution_pdf",
    "contribution_people",
    "contribution_rows",
    "contribution_xlsx",
    "correct_point",
    "edit_point",
    "edit_point_kind",
    "my_contribution",
    "new_point",
    "new_point_kind",
    "point_kinds",
]
