"""What people do with a contract, from its draft to its end."""

from vendors.actions.contracts.approval import approve_contract, facts_of, sign_contract, submit_contract
from vendors.actions.contracts.changes import add_change, ask_for_change, decide_change, edit_change
from vendors.actions.contracts.clauses import (
    REQUIRED,
    clauses_of,
    missing_clauses,
    save_clauses,
    take_risks_of_clauses,
)
from vendors.actions.contracts.ending import (
    end_contract,
    end_what_is_over,
    give_notice,
    remind_of_notice,
    roll_notice_day,
    use_option,
    withdraw_notice,
)
from vendors.actions.contracts.exit_plan import add_exit_step, edit_exit_step, save_exit_plan
from vendors.actions.contracts.fees import (
    add_fee,
    change_quantity,
    drop_indexation,
    edit_fee,
    remove_fee,
    save_indexation,
)
from vendors.actions.contracts.fulfilments import answer_fulfilment, keep_obligation
from vendors.actions.contracts.obligations import add_obligation, edit_obligation, watch_obligation
from vendors.actions.contracts.reviews import answer_review, name_reviewers, settle_review
from vendors.actions.contracts.stages import add_stage, decide_stage, edit_stage, report_stage, watch_stage
from vendors.actions.contracts.terms import draft_contract, edit_contract, only_a_draft
from vendors.actions.contracts.versions import add_version

__all__ = [
    "REQUIRED",
    "add_change",
    "add_exit_step",
    "add_fee",
    "add_obligation",
    "add_stage",
    "add_version",
    "answer_fulfilment",
    "answer_review",
    "approve_contract",
    "ask_for_change",
    "change_quantity",
    "clauses_of",
    "decide_change",
    "decide_stage",
    "draft_contract",
    "drop_indexation",
    "edit_change",
    "edit_contract",
    "edit_exit_step",
    "edit_fee",
    "edit_obligation",
    "edit_stage",
    "end_contract",
    "end_what_is_over",
    "facts_of",
    "give_notice",
    "keep_obligation",
    "missing_clauses",
    "name_reviewers",
    "only_a_draft",
    "remind_of_notice",
    "remove_fee",
    "report_stage",
    "roll_notice_day",
    "save_clauses",
    "save_exit_plan",
    "save_indexation",
    "settle_review",
    "sign_contract",
    "submit_contract",
    "take_risks_of_clauses",
    "use_option",
    "watch_obligation",
    "watch_stage",
    "withdraw_notice",
]
