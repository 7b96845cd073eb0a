"""Who may open each page and take each step of contracts."""

from core.roles import EDITORS, INSIDERS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from tests.factories import user_as
from tests.vendors.contract_factories import (
    make_change,
    make_fee,
    make_notice,
    make_obligation,
    make_plan,
    make_reported,
    make_review,
    make_signed,
    make_stage,
    paper,
)
from tests.vendors.factories import make_contract
from vendors.actions import contracts as actions
from vendors.models import Indexation

SERVED = STEERING | {VENDOR_CONTACT}


def bare(programme):
    return {"programme": programme.pk}


def at(record):
    return {"programme": record.scope_number, "pk": record.pk}


def of_draft(programme):
    return at(make_contract(programme))


def of_signed(programme):
    return at(make_signed(programme, contact=True))


def of_version(programme):
    contract = make_contract(programme)
    return at(actions.add_version(contract, upload=paper(), by=user_as("manager", programme)))


def of_review(programme):
    """The manager's own."""
    return at(make_review(programme, role="manager"))


def of_stage(programme):
    return at(make_stage(make_signed(programme, contact=True)))


def of_reported(programme):
    return at(make_reported(make_signed(programme)))


def of_notice(programme):
    return at(make_notice(make_signed(programme)))


def of_obligation(programme):
    return at(make_obligation(make_signed(programme, contact=True)))


def of_claim(programme):
    item = make_obligation(make_signed(programme, contact=True))
    contact = user_as("vendor_contact", programme)
    return at(actions.keep_obligation(item, done_on=item.contract.today, evidence="Sent.", by=contact))


def of_fee(programme):
    return at(make_fee(make_contract(programme)))


def of_counted_fee(programme):
    return of_fee(programme)


def of_indexation(programme):
    item = Indexation(contract=make_contract(programme), starts_on="2030-01-01", percent=3)
    return at(actions.save_indexation(item, by=user_as("manager", programme)))


def of_change(programme):
    return at(make_change(make_signed(programme)))


def of_plan(programme):
    return at(make_plan(make_signed(programme)))


def of_exit_step(programme):
    plan = make_plan(make_signed(programme), steps=1)
    return bare(programme) | {"pk": plan.steps.get().pk}


PAGES = {
    "contracts": (SERVED, bare),
    "contracts_xlsx": (STEERING, bare),
    "provider_concentration": (STEERING, bare),
    "contract": (SERVED, of_signed),
    "contract_pdf": (STEERING, of_signed),
    "new_contract": (EDITORS, bare),
    "edit_contract": (EDITORS, of_draft),
    "edit_clauses": (EDITORS, of_draft),
    "clause_risks": (EDITORS, of_draft),
    "contract_reviewers": (EDITORS, of_draft),
    "answer_review": ({MANAGER}, of_review),
    "settle_review": ({SPONSOR, MANAGER}, of_review),
    "submit_contract": (EDITORS, of_draft),
    "approve_contract": ({SPONSOR}, of_draft),
    "sign_contract": ({SPONSOR, MANAGER}, of_draft),
    "add_contract_version": (EDITORS, of_draft),
    "contract_file": (STEERING, of_version),
    "give_notice": ({SPONSOR, MANAGER}, of_signed),
    "withdraw_notice": ({SPONSOR, MANAGER}, of_notice),
    "use_option": ({SPONSOR, MANAGER}, of_signed),
    "end_contract": ({SPONSOR, MANAGER}, of_signed),
    "contract_stages": (SERVED, of_signed),
    "new_contract_stage": (EDITORS, of_signed),
    "contract_stage": (SERVED, of_stage),
    "edit_contract_stage": (EDITORS, of_stage),
    "report_stage": (EDITORS | {VENDOR_CONTACT}, of_stage),
    "decide_stage": ({SPONSOR, MANAGER}, of_reported),
    "contract_obligations": (SERVED, of_signed),
    "new_obligation": (EDITORS, of_signed),
    "obligation": (SERVED, of_obligation),
    "edit_obligation": (EDITORS, of_obligation),
    "keep_obligation": (EDITORS | {VENDOR_CONTACT}, of_obligation),
    "refuse_fulfilment": (EDITORS | {SPONSOR}, of_claim),
    "contract_fees": (STEERING, of_signed),
    "new_fee": (EDITORS, of_draft),
    "edit_fee": (EDITORS, of_fee),
    "remove_fee": (EDITORS, of_fee, "post"),
    "fee_quantity": (EDITORS, of_counted_fee),
    "edit_indexation": (EDITORS, of_draft),
    "drop_indexation": (EDITORS, of_indexation, "post"),
    "new_contract_change": (EDITORS, of_signed),
    "edit_contract_change": (EDITORS, of_change),
    "ask_contract_change": (EDITORS, of_change),
    "decide_contract_change": ({SPONSOR}, of_change),
    "exit_plan": (STEERING, of_signed),
    "edit_exit_plan": (EDITORS, of_signed),
    "new_exit_step": (EDITORS, of_plan),
    "edit_exit_step": (EDITORS, of_exit_step),
}

STEPS = {
    "vendors.contract.submit": EDITORS,
    "vendors.contract.approve": {SPONSOR},
    "vendors.contract.send_back": {SPONSOR},
    "vendors.contract.sign": {SPONSOR, MANAGER},
    "vendors.contract.end": {SPONSOR, MANAGER},
    "vendors.contractreview.agree": INSIDERS,
    "vendors.contractreview.agree_with_remark": INSIDERS,
    "vendors.contractreview.object": INSIDERS,
    "vendors.contractreview.settle": INSIDERS,
    "vendors.contractreview.take_back": INSIDERS,
    "vendors.contractstage.report_result": EDITORS | {VENDOR_CONTACT},
    "vendors.contractstage.accept": {SPONSOR, MANAGER},
    "vendors.contractstage.refuse": {SPONSOR, MANAGER},
    "vendors.obligation.finish": INSIDERS | {VENDOR_CONTACT},
    "vendors.obligation.owe_again": EDITORS | {SPONSOR},
    "vendors.obligation.drop": EDITORS,
    "vendors.obligation.take_up": EDITORS,
    "vendors.fulfilment.acknowledge": EDITORS | {SPONSOR},
    "vendors.fulfilment.refuse": EDITORS | {SPONSOR},
    "vendors.contractchange.ask": EDITORS,
    "vendors.contractchange.approve": {SPONSOR},
    "vendors.contractchange.refuse": {SPONSOR},
    "vendors.contractchange.take_back": EDITORS,
    "vendors.exitstep.finish": STEERING,
    "vendors.exitstep.drop": EDITORS,
    "vendors.exitstep.reopen": EDITORS,
}
