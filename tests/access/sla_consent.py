"""Who opens which page of exclusions, breaches and statements, and who takes which step."""

from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from tests.factories import user_as
from tests.sla.factories import (
    make_agreement,
    make_breach,
    make_contract,
    make_exclusion,
    make_proposal,
    make_statement,
)

SEEN = STEERING | {VENDOR_CONTACT}
CUSTOMER = EDITORS | {SPONSOR}


def bare(programme):
    return {"programme": programme.pk}


def at(record):
    return {"programme": record.scope_number, "pk": record.pk}


def served(programme):
    """An agreement that the vendor contact of the cast serves."""
    contract = make_contract(programme, contact=user_as("vendor_contact", programme))
    return make_agreement(programme, contract=contract)


def of_agreement(programme):
    return at(served(programme))


def of_our_proposal(programme):
    return at(make_proposal(served(programme)))


def of_their_proposal(programme):
    return at(make_proposal(served(programme), by="vendor_contact"))


def of_exclusion(programme):
    return at(make_exclusion(served(programme)))


def of_breach(programme):
    return at(make_breach(programme, served(programme)))


def of_month(programme):
    statement = make_statement(programme, state="draft")
    return at(statement.agreement) | {"month": "2025-02"}


def of_draft(programme):
    return at(make_statement(programme, state="draft"))


def of_checked(programme):
    return at(make_statement(programme, state="checked"))


def of_issued(programme):
    return at(make_statement(programme))


def of_objected(programme):
    return at(make_statement(programme, state="objected"))


PAGES = {
    "exclusions": (SEEN, of_agreement),
    "new_exclusion": (CUSTOMER | {VENDOR_CONTACT}, of_agreement),
    "exclusion": (SEEN, of_our_proposal),
    "agree_exclusion": ({VENDOR_CONTACT}, of_our_proposal),
    "refuse_exclusion": (CUSTOMER, of_their_proposal),
    "give_up_exclusion": ({VENDOR_CONTACT}, of_exclusion),
    "breaches": (SEEN, bare),
    "breach": (SEEN, of_breach),
    "acknowledge_breach": (EDITORS | {VENDOR_CONTACT}, of_breach),
    "explain_breach": (EDITORS | {VENDOR_CONTACT}, of_breach),
    "statements": (SEEN, of_agreement),
    "draft_statement": (EDITORS, of_month),
    "sla_statement": (SEEN, of_issued),
    "check_statement": (EDITORS, of_draft),
    "issue_statement": ({MANAGER, SPONSOR}, of_checked),
    "acknowledge_statement": ({VENDOR_CONTACT}, of_issued),
    "object_to_statement": ({VENDOR_CONTACT}, of_issued),
    "answer_objection": (EDITORS, of_objected),
    "statement_pdf": (SEEN, of_issued),
    "statement_xlsx": (SEEN, of_issued),
    "statement_csv": (SEEN, of_issued),
}
BOTH = CUSTOMER | {VENDOR_CONTACT}
STEPS = {
    "sla.exclusion.agree": BOTH,
    "sla.exclusion.refuse": BOTH,
    "sla.exclusion.withdraw": BOTH,
    "sla.exclusion.give_up": BOTH,
    "sla.breach.acknowledge": EDITORS | {VENDOR_CONTACT},
    "sla.breach.explain": EDITORS | {VENDOR_CONTACT},
    "sla.breach.close": EDITORS | {SPONSOR},
    "sla.breach.reopen": EDITORS | {SPONSOR},
    "sla.breach.lift": set(),
    "sla.remedy.finish": EDITORS | {VENDOR_CONTACT},
    "sla.remedy.drop": EDITORS | {SPONSOR},
    "sla.remedy.ask_again": EDITORS | {SPONSOR},
    "sla.statement.confirm": EDITORS,
    "sla.statement.send_back": EDITORS,
    "sla.statement.issue": {MANAGER, SPONSOR},
    "sla.statement.acknowledge": EDITORS | {VENDOR_CONTACT},
    "sla.statement.object": EDITORS | {VENDOR_CONTACT},
    "sla.statement.answer": EDITORS,
}
