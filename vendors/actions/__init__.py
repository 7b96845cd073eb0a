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
from vendors.actions.diligence import begin_diligence, record_finding
from vendors.actions.groups import save_groups, weigh_by_group
from vendors.actions.judging import name_judges, save_judgements, submit_judgements, take_weights_over
from vendors.actions.knock_outs import answer_knock_outs, save_knock_outs
from vendors.actions.library import pick_criteria, pick_knock_outs
from vendors.actions.rounds import contenders, current_round, start_round
from vendors.actions.scores import given_by_sheet, is_as_handed_in, save_scores, submit_scores
from vendors.actions.sourcing import decide_sourcing, give_opinion, submit_sourcing
from vendors.actions.sourcing_handover import hand_over_on_decision, hand_over_options
from vendors.actions.sourcing_option import LineEntry, plan_users, save_marks, save_option
from vendors.actions.sourcing_risks import add_risks_of
from vendors.actions.talks import change_score, record_dissent, remind_evaluators, talk_over
from vendors.actions.vendor import serve_vendor

__all__ = [
    "REQUIRED",
    "LineEntry",
    "add_risks_of",
    "answer_knock_outs",
    "approve_contract",
    "ask_selection",
    "begin_diligence",
    "change_score",
    "clauses_of",
    "contenders",
    "current_round",
    "decide_sourcing",
    "draft_contract",
    "edit_contract",
    "fix_criteria",
    "give_opinion",
    "given_by_sheet",
    "hand_over_on_decision",
    "hand_over_options",
    "is_as_handed_in",
    "missing_clauses",
    "name_evaluators",
    "name_judges",
    "only_a_draft",
    "pick_criteria",
    "pick_knock_outs",
    "plan_users",
    "record_dissent",
    "record_finding",
    "remind_evaluators",
    "remind_of_notice",
    "roll_notice_day",
    "save_clauses",
    "save_criteria",
    "save_groups",
    "save_judgements",
    "save_knock_outs",
    "save_marks",
    "save_option",
    "save_scores",
    "select_vendor",
    "serve_vendor",
    "sign_contract",
    "start_round",
    "submit_contract",
    "submit_judgements",
    "submit_scores",
    "submit_sourcing",
    "take_weights_over",
    "talk_over",
    "weigh_by_group",
]
