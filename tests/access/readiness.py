from core.roles import EDITORS, INSIDERS
from tests.readiness.factories import make_assessment, make_member


def nothing(programme):
    return {"programme": programme.pk}


def an_open_round(programme):
    return {"programme": programme.pk, "pk": make_assessment(programme).pk}


def a_closed_round(programme):
    return {"programme": programme.pk, "pk": make_assessment(programme, state="closed").pk}


def a_round_of_insiders(programme):
    """Everyone whose turn it is to open the page is asked in it."""
    return {"programme": programme.pk, "pk": make_assessment(programme, roles=tuple(INSIDERS)).pk}


def a_weak_dimension(programme):
    return a_closed_round(programme) | {"dimension": "capital"}


def a_member(programme):
    return {"programme": programme.pk, "pk": make_member(programme).pk}


def a_part(programme):
    return {"programme": programme.pk, "part": "integration"}


PAGES = {
    "readiness": (INSIDERS, nothing),
    "new_assessment": (EDITORS, nothing),
    "readiness_rounds": (INSIDERS, nothing),
    "assessment": (INSIDERS, a_closed_round),
    "answer_assessment": (INSIDERS, a_round_of_insiders),
    "hand_in_answers": (INSIDERS, a_round_of_insiders, "post"),
    "take_back_answers": (INSIDERS, a_round_of_insiders, "post"),
    "close_assessment": (EDITORS, an_open_round),
    "readiness_xlsx": (INSIDERS, a_closed_round),
    "plan_improvement": (EDITORS, a_weak_dimension),
    "project_team": (INSIDERS, nothing),
    "name_team_member": (EDITORS, nothing),
    "remove_team_member": (EDITORS, a_member, "post"),
    "architecture": (INSIDERS, nothing),
    "answer_architecture": (EDITORS, a_part),
}
STEPS = {
    "readiness.assessment.close": EDITORS,
    "readiness.assessment.cancel": EDITORS,
    "readiness.respondent.hand_in": INSIDERS,
    "readiness.respondent.take_back": INSIDERS,
}
