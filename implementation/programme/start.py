"""The format of each deliverable of the built-in paths, in the organisation's language."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from implementation.programme.registry import on_start

TEXT, SHEET = "docx, md, pdf", "xlsx, csv"

#: Name as in ``paths.py`` -> headings of its sections.
SECTIONS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (_("Vision and goals"), (_("Vision"), _("Goals"))),
    (_("Readiness assessment"), (_("Situation"), _("What is missing"), _("Next steps"))),
    (_("Business case"), (_("Costs"), _("Benefits"), _("Risks"), _("Recommendation"))),
    (_("Sourcing decision"), (_("Criteria"), _("Comparison"), _("Decision"))),
    (_("Exit plan"), (_("Data hand-back"), _("Dates"), _("Costs"))),
    (_("Process blueprint"), (_("Today"), _("In future"), _("Roles"))),
    (_("Pilot charter"), (_("Hypothesis"), _("Users"), _("Dates"), _("Measures"), _("Exit criteria"))),
    (_("Pilot report"), (_("Results"), _("Lessons"), _("Recommendation"))),
    (_("Roll-back rehearsal"), (_("Steps"), _("Duration"), _("Result"))),
    (_("Acceptance report"), (_("Criteria"), _("Results"), _("Open points"))),
    (_("Handover to operation"), (_("Contacts"), _("Routine"), _("Support"))),
    (_("Benefits report"), (_("Goals"), _("Results"), _("Deviations"))),
    (_("Lessons for the next programme"), (_("What went well"), _("What did not"), _("Recommendation"))),
)
#: Name as in ``paths.py`` -> headings of its columns.
COLUMNS: tuple[tuple[Any, tuple[Any, ...]], ...] = (
    (_("Budget"), (_("Item"), _("Year"), _("Amount"))),
    (_("Data quality report"), (_("Field"), _("Filled"), _("Correct"))),
    (_("Training plan"), (_("Group"), _("Course"), _("Date"))),
)


@on_start(order=20)
def give_formats(programme, by):
    """Where the path has brought none of its own."""
    sections = {str(name): headings for name, headings in SECTIONS}
    columns = {str(name): headings for name, headings in COLUMNS}
    changed = []
    for deliverable in programme.deliverables.filter(sections="", columns="", file_kinds=""):
        if deliverable.name in sections:
            deliverable.file_kinds, deliverable.sections = TEXT, _lines(sections[deliverable.name])
        elif deliverable.name in columns:
            deliverable.file_kinds, deliverable.columns = SHEET, _lines(columns[deliverable.name])
        else:
            continue
        changed.append(deliverable)
    programme.deliverables.bulk_update(changed, ["file_kinds", "sections", "columns"])


def _lines(headings: tuple[Any, ...]) -> str:
    return "\n".join(str(heading) for heading in headings)
