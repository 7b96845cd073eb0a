from core.roles import EDITORS, SPONSOR, STEERING
from tests.budget.factories import make_budget, make_cost, make_import, make_milestone, make_package


def nothing(programme):
    return {"programme": programme.pk}


def a_draft(programme):
    return {"programme": programme.pk, "pk": make_budget(programme, state="draft").pk}


def a_submitted_budget(programme):
    return {"programme": programme.pk, "pk": make_budget(programme, state="submitted").pk}


def a_cost(programme):
    return {"programme": programme.pk, "pk": make_cost(programme).pk}


def a_package(programme):
    return {"programme": programme.pk, "pk": make_package(programme).pk}


def a_package_by_milestones(programme):
    return {"programme": programme.pk, "pk": make_package(programme, rule="milestones").pk}


def a_milestone(programme):
    package = make_package(programme, rule="milestones")
    return {"programme": programme.pk, "pk": make_milestone(package).pk}


def an_import(programme):
    return {"programme": programme.pk, "pk": make_import(programme).pk}


PAGES = {
    "budget": (STEERING, nothing),
    "new_budget": (EDITORS, nothing),
    "budget_version": (STEERING, a_draft),
    "budget_amounts": (EDITORS, a_draft),
    "spread_budget": (EDITORS, a_draft),
    "edit_budget_reason": (EDITORS, a_draft),
    "submit_budget": (EDITORS, a_draft),
    "approve_budget": ({SPONSOR}, a_submitted_budget),
    "work_packages": (STEERING, nothing),
    "new_work_package": (EDITORS, nothing),
    "work_package": (STEERING, a_package),
    "edit_work_package": (EDITORS, a_package),
    "remove_work_package": (EDITORS, a_package),
    "record_progress": (EDITORS, a_package),
    "choose_package_tasks": (EDITORS, a_package),
    "new_package_milestone": (EDITORS, a_package_by_milestones),
    "reach_package_milestone": (EDITORS, a_milestone),
    "remove_package_milestone": (EDITORS, a_milestone),
    "actual_costs": (STEERING, nothing),
    "actual_costs_csv": (STEERING, nothing),
    "actual_costs_xlsx": (STEERING, nothing),
    "new_actual_cost": (EDITORS, nothing),
    "actual_cost": (STEERING, a_cost),
    "reverse_actual_cost": (EDITORS, a_cost),
    "quiet_month": (EDITORS, nothing),
    "import_actual_costs": (EDITORS, nothing),
    "actual_import": (EDITORS, an_import),
}
STEPS = {
    "budget.budget.submit": EDITORS,
    "budget.budget.approve": {SPONSOR},
    "budget.budget.send_back": {SPONSOR},
    "budget.budget.take_back": EDITORS,
    "budget.budget.discard": EDITORS,
    "budget.budget.supersede": {SPONSOR},
    "budget.actualcost.strike": EDITORS,
    "budget.actualcost.restore": EDITORS,
    "budget.actualimport.confirm": EDITORS,
    "budget.actualimport.discard": EDITORS,
    "budget.actualimport.undo": EDITORS,
}
