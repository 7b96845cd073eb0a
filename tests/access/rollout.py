from core.roles import EDITORS, INSIDERS, MANAGER, MEMBER, SPONSOR
from core.workflow import perform
from tests.rollout.factories import (
    make_feedback,
    make_issue,
    make_link,
    make_pilot,
    make_running_pilot,
    name_participant,
    put_forward,
)

RECORDERS = EDITORS | {MEMBER}
REPORTERS = RECORDERS | {SPONSOR}


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


def a_department_of_a_pilot(programme):
    pilot = make_pilot(programme)
    return nothing(programme) | {"pk": pilot.pk, "department": pilot.departments.get().pk}


def a_complete_plan(programme):
    pilot = make_pilot(programme, measures=1)
    name_participant(pilot)
    return nothing(programme) | {"pk": pilot.pk}


def a_participant(programme):
    return nothing(programme) | {"pk": name_participant(make_pilot(programme)).pk}


def a_charter(programme):
    return nothing(programme) | {"pk": put_forward(make_pilot(programme)).pk}


def a_pilot_being_evaluated(programme):
    pilot = make_running_pilot(programme)
    perform(pilot, "evaluate", by=None)
    return nothing(programme) | {"pk": pilot.pk}


def a_link(programme):
    return nothing(programme) | {"pk": make_link(make_running_pilot(programme)).pk}


def an_answer(programme):
    return nothing(programme) | {"pk": make_feedback(make_running_pilot(programme), hinders="Slow.").pk}


def an_issue(programme):
    return nothing(programme) | {"pk": make_issue(make_running_pilot(programme)).pk}


PAGES = {
    "module_order": (INSIDERS, nothing),
    "edit_module": (EDITORS, a_module),
    "close_module": ({SPONSOR, MANAGER}, a_module),
    "move_module": (EDITORS, a_module, "post"),
    "charter": (INSIDERS, a_plan),
    "put_charter_forward": (EDITORS, a_complete_plan, "post"),
    "charter_version": (INSIDERS, a_charter),
    "agree_charter": ({SPONSOR, MANAGER}, a_charter, "post"),
    "participants": (INSIDERS, a_plan),
    "remove_participant": (EDITORS, a_participant, "post"),
    "pilot_readiness": (INSIDERS, a_plan),
    "answer_readiness": (EDITORS, a_department_of_a_pilot),
    "conclude_pilot": (EDITORS, a_pilot_being_evaluated),
    "pilot_feedback": (INSIDERS, a_running_pilot),
    "make_feedback_link": (EDITORS, a_running_pilot, "post"),
    "withdraw_feedback_link": (EDITORS, a_link, "post"),
    "feedback_code": (EDITORS, a_link),
    "answer_feedback": (EDITORS, an_answer),
    "feedback_to_issue": (REPORTERS, an_answer, "post"),
    "pilot_issues": (INSIDERS, nothing),
    "pilot_issue": (INSIDERS, an_issue),
    "new_issue": (REPORTERS, a_running_pilot),
    "edit_issue": (REPORTERS, an_issue),
    "solve_issue": (RECORDERS, an_issue),
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
    "rollout.pilotissue.begin": RECORDERS,
    "rollout.pilotissue.solve": RECORDERS,
    "rollout.pilotissue.verify": REPORTERS,
    "rollout.pilotissue.decline": {SPONSOR, MANAGER},
    "rollout.pilotissue.reopen": RECORDERS,
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
FORMS = {"participants": (EDITORS, a_plan)}
