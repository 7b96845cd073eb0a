"""Records of one programme for the pages."""

from django.utils.translation import gettext as _

from core.refusal import Refused
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.programme.pages import one_of

SECTION = {"section": "business_case"}
VIEW, EDIT, CONFIRM = "business_case.view_businesscase", "business_case.edit_case", "business_case.confirm_case"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_case(programme, pk, user, permission=VIEW) -> BusinessCase:
    cases = BusinessCase.objects.select_related("programme__organisation", "submitted_by", "confirmation")
    return one_of(programme, cases, pk, user, permission)


def find_scenario(programme, pk, user, permission=VIEW) -> Scenario:
    scenarios = Scenario.objects.select_related(
        "case__programme__organisation", "case__submitted_by", "case__confirmation"
    )
    return one_of(programme, scenarios, pk, user, permission)


def find_line(programme, pk, user) -> Line:
    """A line of a draft."""
    lines = Line.objects.select_related("scenario__case__programme__organisation", "goal")
    found = one_of(programme, lines, pk, user, EDIT)
    ask_draft(found.case)
    return found


def ask_draft(case: BusinessCase) -> None:
    if case.state != BusinessCase.State.DRAFT:
        raise Refused(_("Only a draft can be changed: this version is submitted or confirmed."))


def draft_case(programme, pk, user) -> BusinessCase:
    found = find_case(programme, pk, user, EDIT)
    ask_draft(found)
    return found


def draft_scenario(programme, pk, user) -> Scenario:
    found = find_scenario(programme, pk, user, EDIT)
    ask_draft(found.case)
    return found
