"""What people do with the budget, one file for each thing they do it to."""

from implementation.budget.actions.baseline import (
    approve_budget,
    approved_budget,
    save_amounts,
    spread_amount,
    start_budget,
    submit_budget,
    unfinished_budget,
)
from implementation.budget.actions.cost_imports import (
    discard_import,
    dry_run,
    look_again,
    map_columns,
    take_in,
    undo_import,
)
from implementation.budget.actions.costs import doubles_of, enter_cost, reverse_cost, say_quiet
from implementation.budget.actions.packages import (
    add_milestone,
    add_package,
    change_package,
    choose_tasks,
    reach_milestone,
    record_progress,
    remove_milestone,
    remove_package,
)
from implementation.budget.actions.watch import ask_for_costs, watch

__all__ = [
    "add_milestone",
    "add_package",
    "approve_budget",
    "approved_budget",
    "ask_for_costs",
    "change_package",
    "choose_tasks",
    "discard_import",
    "doubles_of",
    "dry_run",
    "enter_cost",
    "look_again",
    "map_columns",
    "reach_milestone",
    "record_progress",
    "remove_milestone",
    "remove_package",
    "reverse_cost",
    "save_amounts",
    "say_quiet",
    "spread_amount",
    "start_budget",
    "submit_budget",
    "take_in",
    "undo_import",
    "unfinished_budget",
    "watch",
]
