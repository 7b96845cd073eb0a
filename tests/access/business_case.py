from core.roles import EDITORS, SPONSOR, STEERING
from implementation.business_case.models import Scenario
from tests.business_case.factories import make_case
from tests.risks.factories import make_estimate, make_risk


def nothing(programme):
    return {"programme": programme.pk}


def a_draft(programme):
    return {"programme": programme.pk, "pk": make_case(programme).pk}


def a_confirmed_case(programme):
    return {"programme": programme.pk, "pk": make_case(programme, state="confirmed").pk}


def a_submitted_case(programme):
    return {"programme": programme.pk, "pk": make_case(programme, state="submitted").pk}


def a_case(programme):
    make_case(programme)
    return nothing(programme)


def a_line(programme):
    return {"programme": programme.pk, "pk": make_case(programme).chosen.lines.first().pk}


def a_scenario(programme):
    return {"programme": programme.pk, "pk": make_case(programme).chosen.pk}


def another_scenario(programme):
    case = make_case(programme)
    return {"programme": programme.pk, "pk": Scenario.objects.create(case=case, mode="buy", title="Buy").pk}


def an_offer(programme):
    make_estimate(make_risk(programme))
    return a_scenario(programme) | {"name": "risks.exposure"}


PAGES = {
    "business_case": (STEERING, nothing),
    "new_business_case": (EDITORS, nothing),
    "benefits": (STEERING, nothing),
    "benefits_xlsx": (STEERING, a_case),
    "business_case_version": (STEERING, a_draft),
    "edit_business_case": (EDITORS, a_draft),
    "case_scenarios": (STEERING, a_draft),
    "add_scenario": (EDITORS, a_draft),
    "case_simulation": (STEERING, a_confirmed_case),
    "case_changes": (STEERING, a_confirmed_case),
    "import_lines": (EDITORS, a_draft),
    "import_lines_rows": (EDITORS, a_draft),
    "scenario": (STEERING, a_scenario),
    "edit_scenario": (EDITORS, a_scenario),
    "choose_scenario": (EDITORS, another_scenario, "post"),
    "remove_scenario": (EDITORS, another_scenario),
    "case_figure": (STEERING, lambda programme: a_scenario(programme) | {"name": "npv"}),
    "take_offer": (EDITORS, an_offer, "post"),
    "edit_lines": (EDITORS, a_scenario),
    "lines_table": (EDITORS, a_scenario),
    "add_line_row": (EDITORS, a_scenario, "post"),
    "undo_lines": (EDITORS, a_scenario, "post"),
    "paste_lines": (EDITORS, a_scenario),
    "add_line": (EDITORS, lambda programme: a_scenario(programme) | {"kind": "cost"}),
    "edit_line": (EDITORS, a_line),
    "remove_line": (EDITORS, a_line),
    "submit_case": (EDITORS, a_draft),
    "confirm_case": ({SPONSOR}, a_submitted_case),
    "business_case_xlsx": (STEERING, a_draft),
}
STEPS = {
    "business_case.businesscase.submit": EDITORS,
    "business_case.businesscase.confirm": {SPONSOR},
    "business_case.businesscase.send_back": {SPONSOR},
    "business_case.businesscase.take_back": EDITORS,
    "business_case.businesscase.supersede": {SPONSOR},
}
