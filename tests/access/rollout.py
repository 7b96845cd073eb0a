from core.roles import EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR
from tests.rollout.factories import make_pilot, make_running_pilot

RECORDERS = EDITORS | {MEMBER}


def nothing(programme):
    return {"programme": programme.pk}


def a_module(programme):
    return nothing(programme) | {"pk": programme.modules.first().pk}


def a_plan(programme):
    return nothing(programme) | {"pk": make_pilot(programme, measures=1).pk}


def a_running_pilot(programme):
    return nothing(programme) | {"pk": make_running_pilot(programme).pk}


def a_measure(programme):
    return nothing(programme) | {"pk": make_running_pilot(programme, measures=1).measures.get().pk}


PAGES = {
    "rollout": (INSIDERS, nothing),
    "module": (INSIDERS, a_module),
    "add_module": (EDITORS, nothing),
    "pilot": (INSIDERS, a_running_pilot),
    "new_pilot": (EDITORS, nothing),
    "edit_pilot": (EDITORS, a_plan),
    "start_pilot": (EDITORS, a_plan),
    "extend_pilot": (EDITORS, a_running_pilot),
    "roll_back_pilot": ({SPONSOR, MANAGER}, a_running_pilot),
    "new_measure": (EDITORS, a_plan),
    "edit_measure": (EDITORS, a_measure),
    "record_value": (RECORDERS, a_measure),
    "record_adoption": (RECORDERS, a_running_pilot),
    "record_rehearsal": (RECORDERS, a_running_pilot),
}
STEPS = {
    "rollout.module.begin": EDITORS,
    "rollout.module.set_back": {SPONSOR, MANAGER},
    "rollout.module.roll_out": {SPONSOR},
    "rollout.module.call_back": {SPONSOR},
    "rollout.module.go_live": EDITORS,
    "rollout.module.close": {SPONSOR, MANAGER},
    "rollout.module.reopen": {SPONSOR, MANAGER},
    "rollout.pilot.start": EDITORS,
    "rollout.pilot.evaluate": EDITORS,
    "rollout.pilot.extend": EDITORS,
    "rollout.pilot.resume": {SPONSOR},
    "rollout.pilot.accept": {SPONSOR},
    "rollout.pilot.roll_back": {SPONSOR, MANAGER},
    "rollout.pilot.stop": {SPONSOR},
}
