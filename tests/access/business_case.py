from core.roles import EDITORS, SPONSOR, STEERING
from tests.business_case.factories import make_case
from tests.risks.factories import make_estimate, make_risk


def nothing(programme):
    return {"programme": programme.pk}


def a_draft(programme):
    return {"programme": programme.pk, "pk": make_case(programme).pk}


def a_submitted_case(programme):
    return {"programme": programme.pk, "pk": make_case(programme, state="submitted").pk}


def a_line(programme):
    return {"programme": programme.pk, "pk": make_case(programme).lines.first().pk}


def an_offer(programme):
    make_estimate(make_risk(programme))
    return a_draft(programme) | {"name": "risks.exposure"}


PAGES = {
    "business_case": (STEERING, nothing),
    "new_business_case": (EDITORS, nothing),
    "business_case_version": (STEERING, a_draft),
    "edit_business_case": (EDITORS, a_draft),
    "edit_lines": (EDITORS, a_draft),
    "add_line": (EDITORS, lambda programme: a_draft(programme) | {"kind": "cost"}),
    "remove_line": (EDITORS, a_line),
    "take_offer": (EDITORS, an_offer, "post"),
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
