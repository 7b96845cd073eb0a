"""What people do here: compare ways and vendors, choose, contract."""

from vendors.actions.choice import ask_selection, select_vendor
from vendors.actions.contracts import (
    REQUIRED,
    approve_contract,
    clauses_of,
    draft_contract,
    edit_contract,
    missing_clauses,
    only_a_draft,
    remind_of_notice,
    roll_notice_day,
    save_clauses,
    sign_contract,
    submit_contract,
)
from vendors.actions.criteria import fix_criteria, name_evaluators, save_criteria
from vendors.actions.rounds import contenders, current_round, start_round
from vendors.actions.scores import save_scores, submit_scores
from vendors.actions.sourcing import decide_sourcing, save_option, submit_sourcing
from vendors.actions.vendor import serve_vendor

__all__ = [
    "REQUIRED",
    "approve_contract",
    "ask_selection",
    "clauses_of",
    "contenders",
    "current_round",
    "decide_sourcing",
    "draft_contract",
    "edit_contract",
    "fix_criteria",
    "missing_clauses",
    "name_evaluators",
    "only_a_draft",
    "remind_of_notice",
    "roll_notice_day",
    "save_clauses",
    "save_criteria",
    "save_option",
    "save_scores",
    "select_vendor",
    "serve_vendor",
    "sign_contract",
    "start_round",
    "submit_contract",
    "submit_scores",
    "submit_sourcing",
]
