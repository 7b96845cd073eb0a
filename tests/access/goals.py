from core.roles import EDITORS, INSIDERS
from tests.goals.factories import make_file, make_goal, make_reviews, make_vision


def nothing(programme):
    return {"programme": programme.pk}


def a_vision(programme):
    return {"programme": programme.pk, "pk": make_vision(programme).pk}


def an_open_vision(programme):
    return {"programme": programme.pk, "pk": make_vision(programme, state="open").pk}


def a_goal(programme):
    return {"programme": programme.pk, "pk": make_goal(programme, owner=None).pk}


def a_review(programme):
    """Planned once for all rows that want one."""
    found = programme.goalreviews.first() or make_reviews(programme, lead=None)[0]
    return {"programme": programme.pk, "pk": found.pk}


def a_file(programme):
    return {"programme": programme.pk, "pk": make_file(programme, "goal,measured on,value\n").pk}


PAGES = {
    "goals": (INSIDERS, nothing),
    "new_goal": (EDITORS, nothing),
    "goal": (INSIDERS, a_goal),
    "edit_goal": (EDITORS, a_goal),
    "new_measurement": (EDITORS, a_goal),
    "new_vision": (EDITORS, nothing),
    "vision": (INSIDERS, a_vision),
    "edit_vision": (EDITORS, a_vision),
    "open_vision": (EDITORS, a_vision),
    "sign_vision": (INSIDERS, an_open_vision),
    "remind_signatories": (EDITORS, an_open_vision, "post"),
    "vision_versions": (INSIDERS, nothing),
    "value_map": (INSIDERS, nothing),
    "goals_csv": (INSIDERS, nothing),
    "goals_xlsx": (INSIDERS, nothing),
    "measurements_csv": (INSIDERS, nothing),
    "measurements_xlsx": (INSIDERS, nothing),
    "take_from_records": (EDITORS, a_goal, "post"),
    "import_goals": (EDITORS, nothing),
    "goal_file": (EDITORS, a_file),
    "goal_reviews": (INSIDERS, nothing),
    "plan_reviews": (EDITORS, nothing),
    "goal_review": (INSIDERS, a_review),
    "edit_goal_review": (EDITORS, a_review),
    "hold_review": (EDITORS, a_review),
    "outcome": (INSIDERS, nothing),
    "outcome_pdf": (INSIDERS, nothing),
    "outcome_xlsx": (INSIDERS, nothing),
}
STEPS = {
    "goals.visionversion.open": EDITORS,
    "goals.visionversion.sign": INSIDERS,
    "goals.visionversion.withdraw": EDITORS,
    "goals.visionversion.supersede": INSIDERS,
    "goals.goalfile.confirm": EDITORS,
    "goals.goalfile.discard": EDITORS,
    "goals.goalfile.undo": EDITORS,
    "goals.goalreview.hold": INSIDERS,
    "goals.goal.drop": EDITORS,
    "goals.goal.take_up": EDITORS,
}
