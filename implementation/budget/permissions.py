from core.access import allow
from core.roles import EDITORS, SPONSOR, STEERING

for kind in (
    "budget",
    "budgetapproval",
    "actualcost",
    "actualimport",
    "quietmonth",
    "workpackage",
    "packageprogress",
    "packagemilestone",
):
    allow(f"budget.view_{kind}", STEERING)
allow("budget.edit_budget", EDITORS)
allow("budget.approve_budget", {SPONSOR})
allow("budget.edit_package", EDITORS)
allow("budget.record_progress", EDITORS)
allow("budget.record_cost", EDITORS)
allow("budget.import_costs", EDITORS)
