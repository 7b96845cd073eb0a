"""Who may open each page and take each step of selection and contracts."""

from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from tests.access.vendors_selection import EVALUATORS, of_round, with_evaluators
from tests.factories import user_as
from tests.vendors.factories import make_contract


def bare(programme):
    return {"programme": programme.pk}


def of_draft(programme):
    return bare(programme) | {"pk": make_contract(programme).pk}


def of_signed(programme):
    contract = make_contract(programme, state="signed")
    contract.vendor.contacts.add(user_as("vendor_contact", programme))
    return bare(programme) | {"pk": contract.pk}


PAGES = {
    "score_vendors": (EVALUATORS, with_evaluators),
    "vendor_ranking": (EVALUATORS, with_evaluators),
    "ask_selection": (EDITORS, of_round),
    "select_vendor": ({SPONSOR}, bare),
    "contracts": (STEERING | {VENDOR_CONTACT}, bare),
    "contract": (STEERING | {VENDOR_CONTACT}, of_signed),
    "new_contract": (EDITORS, bare),
    "edit_contract": (EDITORS, of_draft),
    "edit_clauses": (EDITORS, of_draft),
    "submit_contract": (EDITORS, of_draft),
    "approve_contract": ({SPONSOR}, of_draft),
    "sign_contract": ({SPONSOR, MANAGER}, of_draft),
}

STEPS = {
    "vendors.selectionround.ask": EDITORS,
    "vendors.selectionround.withdraw": EDITORS,
    "vendors.selectionround.conclude": {SPONSOR},
    "vendors.selectionround.abandon": {SPONSOR},
    "vendors.evaluator.submit": EVALUATORS,
    "vendors.evaluator.take_back": EVALUATORS,
    "vendors.contract.submit": EDITORS,
    "vendors.contract.approve": {SPONSOR},
    "vendors.contract.send_back": {SPONSOR},
    "vendors.contract.sign": {SPONSOR, MANAGER},
    "vendors.contract.end": {SPONSOR, MANAGER},
}
