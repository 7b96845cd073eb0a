from core.roles import EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR
from tests.rollout.factories import make_running_pilot
from tests.rollout.going_live import make_import, make_run, make_runbook, make_wave

RUNNERS = EDITORS | {MEMBER, SPONSOR}


def nothing(programme):
    return {"programme": programme.pk}


def a_module(programme):
    return nothing(programme) | {"pk": programme.modules.first().pk}


def a_department(programme):
    return nothing(programme) | {"pk": programme.organisation.departments.first().pk}


def a_running_pilot(programme):
    return nothing(programme) | {"pk": make_running_pilot(programme).pk}


def a_file(programme):
    return nothing(programme) | {"pk": make_import(programme).pk}


def a_runbook(programme):
    return nothing(programme) | {"pk": make_runbook(programme).pk}


def a_runbook_step(programme):
    return nothing(programme) | {"pk": make_runbook(programme).steps.first().pk}


def a_run(programme):
    return nothing(programme) | {"pk": make_run(programme).pk}


def a_step(programme):
    return nothing(programme) | {"pk": make_run(programme).steps.first().pk}


def a_wave(programme):
    return nothing(programme) | {"pk": make_wave(programme).pk}


PAGES = {
    "adoption": (INSIDERS, nothing),
    "adoption_csv": (INSIDERS, nothing),
    "adoption_xlsx": (INSIDERS, nothing),
    "import_adoption": (EDITORS, nothing),
    "adoption_import": (EDITORS, a_file),
    "exit_report": (INSIDERS, a_running_pilot),
    "runbooks": (INSIDERS, nothing),
    "new_runbook": (EDITORS, nothing),
    "runbook": (INSIDERS, a_runbook),
    "edit_runbook": (EDITORS, a_runbook),
    "new_runbook_step": (EDITORS, a_runbook),
    "edit_runbook_step": (EDITORS, a_runbook_step),
    "move_runbook_step": (EDITORS, a_runbook_step, "post"),
    "remove_runbook_step": (EDITORS, a_runbook_step),
    "start_run": (EDITORS | {SPONSOR}, a_runbook),
    "run": (INSIDERS, a_run),
    "press_step": (RUNNERS, a_step, "post"),
    "finish_run": (RUNNERS, a_run, "post"),
    "go_back_run": (EDITORS | {SPONSOR}, a_run),
    "abandon_run": (EDITORS | {SPONSOR}, a_run),
    "waves": (INSIDERS, nothing),
    "new_wave": (EDITORS, nothing),
    "wave": (INSIDERS, a_wave),
    "edit_wave": (EDITORS, a_wave),
    "propose_waves": (INSIDERS, a_module),
    "set_capacity": ({SPONSOR, MANAGER}, a_department),
}
FORMS = {"propose_waves": (EDITORS, a_module)}
STEPS = {
    "rollout.adoptionimport.confirm": EDITORS,
    "rollout.adoptionimport.discard": EDITORS,
    "rollout.adoptionimport.undo": EDITORS,
    "rollout.run.finish": RUNNERS,
    "rollout.run.go_back": RUNNERS,
    "rollout.run.abandon": EDITORS | {SPONSOR},
    "rollout.runstep.do": RUNNERS,
    "rollout.runstep.hand_over": RUNNERS,
    "rollout.runstep.confirm": RUNNERS,
    "rollout.runstep.fail": RUNNERS,
    "rollout.runstep.skip": RUNNERS,
    "rollout.runstep.retry": RUNNERS,
    "rollout.runstep.go_on": RUNNERS,
    "rollout.wave.begin": EDITORS,
    "rollout.wave.finish": EDITORS,
    "rollout.wave.cancel": EDITORS,
}
