"""Who may open each page and take each step of sourcing, selection and contracts."""

from core.roles import EDITORS, MANAGER, MEMBER, SPONSOR, STEERING, VENDOR_CONTACT
from tests.factories import user_as
from tests.vendors.factories import make_contract, make_vendor
from vendors.models import Evaluator, SelectionRound, Sourcing, SourcingOption

EVALUATORS = STEERING | {MEMBER}


def bare(programme):
    return {"programme": programme.pk}


def with_evaluators(programme):
    """Everybody inside is named to score."""
    selection = SelectionRound.objects.get(programme=programme)
    for role in EVALUATORS:
        Evaluator.objects.get_or_create(programme=programme, round=selection, user=user_as(role, programme))
    return bare(programme)


def of_vendor(programme):
    with_evaluators(programme)
    return bare(programme) | {"pk": make_vendor(programme).pk}


def of_option(programme):
    return bare(programme) | {"pk": SourcingOption.objects.filter(programme=programme).first().pk}


def of_sourcing(programme):
    return bare(programme) | {"pk": Sourcing.objects.get(programme=programme).pk}


def of_round(programme):
    return bare(programme) | {"pk": SelectionRound.objects.get(programme=programme).pk}


def of_draft(programme):
    return bare(programme) | {"pk": make_contract(programme).pk}


def of_signed(programme):
    contract = make_contract(programme, state="signed")
    contract.vendor.contacts.add(user_as("vendor_contact", programme))
    return bare(programme) | {"pk": contract.pk}


PAGES = {
    "sourcing": (STEERING, bare),
    "submit_sourcing": (EDITORS, of_sourcing),
    "decide_sourcing": ({SPONSOR}, of_sourcing),
    "edit_sourcing": (EDITORS, of_option),
    "vendors": (EVALUATORS, with_evaluators),
    "new_vendor": (EDITORS, bare),
    "vendor": (EVALUATORS, of_vendor),
    "edit_vendor": (EDITORS, of_vendor),
    "vendor_criteria": (EVALUATORS, with_evaluators),
    "fix_criteria": (EDITORS, of_round),
    "name_evaluators": (EDITORS, bare),
    "score_vendors": (EVALUATORS, with_evaluators),
    "vendor_ranking": (EVALUATORS, with_evaluators),
    "ask_selection": (EDITORS, of_round),
    "select_vendor": ({SPONSOR}, bare),
    "new_round": (EDITORS, bare, "post"),
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
    "vendors.sourcing.submit": EDITORS,
    "vendors.sourcing.withdraw": EDITORS,
    "vendors.sourcing.decide": {SPONSOR},
    "vendors.sourcing.reopen": {SPONSOR},
    "vendors.vendor.shorten": EDITORS,
    "vendors.vendor.choose": {SPONSOR},
    "vendors.vendor.engage": {SPONSOR, MANAGER},
    "vendors.vendor.reject": EDITORS,
    "vendors.vendor.bring_back": EDITORS,
    "vendors.vendor.give_up": {SPONSOR},
    "vendors.selectionround.fix": EDITORS,
    "vendors.selectionround.reopen": EDITORS,
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
