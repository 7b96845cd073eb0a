from core.roles import EDITORS, INSIDERS
from tests.goals.factories import make_goal, make_vision


def nothing(programme):
    return {"programme": programme.pk}


def a_vision(programme):
    return {"programme": programme.pk, "pk": make_vision(programme).pk}


def an_open_vision(programme):
    return {"programme": programme.pk, "pk": make_vision(programme, state="open").pk}


def a_goal(programme):
    return {"programme": programme.pk, "pk": make_goal(programme, owner=None).pk}


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
}
STEPS = {
    "goals.visionversion.open": EDITORS,
    "goals.visionversion.sign": INSIDERS,
    "goals.visionversion.withdraw": EDITORS,
    "goals.visionversion.supersede": INSIDERS,
    "goals.goal.drop": EDITORS,
    "goals.goal.take_up": EDITORS,
}
