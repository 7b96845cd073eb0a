from core.roles import EDITORS, EVERYONE, INSIDERS, MANAGER, SPONSOR
from implementation.programme import actions
from tests.factories import user_as
from tests.programme.factories import in_days, make_rule, make_task, submit


def nothing(programme):
    return {"programme": programme.pk}


def a_task(programme):
    """The manager's own: members and executives do only what is theirs."""
    return nothing(programme) | {"pk": make_task(programme).pk}


def a_rule(programme):
    return nothing(programme) | {"pk": make_rule(programme).pk}


def a_deliverable(programme):
    return nothing(programme) | {"pk": programme.deliverables.first().pk}


def a_file(programme):
    version = submit(programme.deliverables.filter(state="due").first())
    return nothing(programme) | {"pk": version.deliverable_id, "file": version.files.get().pk}


def a_later_version(programme):
    deliverable = programme.deliverables.filter(state="due").first()
    submit(deliverable)
    actions.send_back(deliverable, by=user_as("sponsor", programme), note="Once more.")
    submit(deliverable)
    return nothing(programme) | {"pk": deliverable.pk, "number": 2}


def submitted(programme):
    return nothing(programme) | {"pk": submit(programme.deliverables.filter(state="due").first()).deliverable_id}


def a_condition(programme):
    """The sponsor checks it, so among the others only who decides or runs the programme may."""
    deliverable = submit(programme.deliverables.filter(state="due").first()).deliverable
    wanted = actions.Promise("Add the dates", user_as("manager", programme), in_days(9), user_as("sponsor", programme))
    actions.accept_with_conditions(deliverable, conditions=[wanted], by=user_as("sponsor", programme))
    return nothing(programme) | {"pk": deliverable.conditions.get().pk}


DECIDERS = {SPONSOR, MANAGER}
PAGES = {
    "tasks": (INSIDERS, nothing),
    "new_task": (INSIDERS, nothing),
    "task": (INSIDERS, a_task),
    "edit_task": (EDITORS | {SPONSOR}, a_task),
    "calendar": (EVERYONE, nothing),
    "rules": (EDITORS | {SPONSOR}, nothing),
    "new_rule": (EDITORS, nothing),
    "edit_rule": (EDITORS, a_rule),
    "move_rule": (EDITORS, a_rule, "post"),
    "remove_rule": (EDITORS, a_rule, "post"),
    "deliverables": (INSIDERS, nothing),
    "deliverables_xlsx": (INSIDERS, nothing),
    "new_deliverable": (EDITORS, nothing),
    "deliverable": (INSIDERS, a_deliverable),
    "edit_deliverable": (EDITORS, a_deliverable),
    "submit_deliverable": (INSIDERS, a_deliverable),
    "version_file": (INSIDERS, a_file),
    "compare_version": (INSIDERS, a_later_version),
    "review_deliverable": (INSIDERS, submitted, "post"),
    "accept_with_conditions": (DECIDERS, submitted),
    "send_back_deliverable": (DECIDERS, submitted),
    "confirm_acceptance_condition": (DECIDERS, a_condition),
}
STEPS = {
    "programme.task.finish": INSIDERS,
    "programme.task.drop": INSIDERS,
    "programme.task.reopen": INSIDERS,
    "programme.deliverable.submit": INSIDERS,
    "programme.deliverable.accept": INSIDERS,
    "programme.deliverable.accept_conditionally": INSIDERS,
    "programme.deliverable.settle": INSIDERS,
    "programme.deliverable.send_back": INSIDERS,
    "programme.deliverable.drop": DECIDERS,
    "programme.deliverable.restore": DECIDERS,
    "programme.acceptancecondition.confirm": INSIDERS,
    "programme.acceptancecondition.miss": INSIDERS,
    "programme.acceptancecondition.lapse": INSIDERS,
}
