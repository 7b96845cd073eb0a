from core.access import allow
from core.roles import EDITORS, INSIDERS, SPONSOR

for kind in ("gate", "criterion", "decisionrequest", "decision", "condition", "vote"):
    allow(f"gates.view_{kind}", INSIDERS)
allow("gates.edit_criteria", EDITORS)
allow("gates.judge_criterion", INSIDERS)
allow("gates.request_decision", INSIDERS)
allow("gates.decide_gate", {SPONSOR})
allow("gates.verify_condition", INSIDERS)
