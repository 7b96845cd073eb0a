from core.access import allow
from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from implementation.programme.models import Programme
from sla.exclusions.sides import answers, gives_up, proposed, speaks_for_itself
from sla.models import Agreement, Statement, StatementFacts
from vendors.models import Contract


def serves(user, record) -> bool:
    """A vendor contact answers for its own contracts; its list of agreements opens on any programme it is on."""
    if isinstance(record, Programme):
        return True
    while not isinstance(record, Agreement):
        record = record.parent
    contract = record.contract
    return record.is_shown_to_vendor and contract.state in Contract.SHOWN_TO_VENDOR and contract.is_served_by(user)


own = {VENDOR_CONTACT: serves}


def both_sides(test) -> dict:
    """Somebody of either side where the test says so; a vendor contact only for what it serves."""
    mine = dict.fromkeys(EDITORS | {SPONSOR}, test)
    return mine | {VENDOR_CONTACT: lambda user, record: serves(user, record) and test(user, record)}


def was_sent(user, record) -> bool:
    """A vendor contact sees a statement once it was issued."""
    statement = record.statement if isinstance(record, StatementFacts) else record
    return serves(user, record) and (not isinstance(statement, Statement) or statement.is_issued)


def without_account(user, record) -> bool:
    """Somebody of the customer's writes down what a provider without an account said."""
    return isinstance(record, Programme) or not speaks_for_itself(
        record if isinstance(record, Agreement) else record.agreement
    )


for kind in (
    "agreement",
    "objective",
    "exclusion",
    "breach",
    "credit",
    "remedy",
    "creditrule",
    "creditnote",
    "chronicrule",
):
    allow(f"sla.view_{kind}", STEERING, only=own)
allow("sla.view_eventimport", STEERING)
allow("sla.view_servicecalendar", STEERING)
allow("sla.view_terminationright", STEERING)
allow("sla.edit_calendar", EDITORS)
allow("sla.change_promise", {MANAGER, SPONSOR})
allow("sla.view_measurementsource", STEERING)
allow("sla.view_apitoken", EDITORS)
allow("sla.edit_token", EDITORS)
allow("sla.view_slaalarm", STEERING)
allow("sla.view_alarmsetting", STEERING)
allow("sla.edit_alarms", EDITORS)
allow("sla.edit_agreement", EDITORS)
allow("sla.run_agreement", {MANAGER, SPONSOR})
allow("sla.import_events", EDITORS)
allow("sla.propose_exclusion", EDITORS | {SPONSOR}, only=own)
allow("sla.answer_exclusion", set(), only=both_sides(answers))
allow("sla.withdraw_exclusion", set(), only=both_sides(proposed))
allow("sla.give_up_exclusion", set(), only=both_sides(gives_up))
for kind in ("statement", "statementfacts"):
    allow(f"sla.view_{kind}", STEERING, only={VENDOR_CONTACT: was_sent})
allow("sla.check_statement", EDITORS)
allow("sla.issue_statement", {MANAGER, SPONSOR})
allow("sla.acknowledge_statement", set(), only={VENDOR_CONTACT: was_sent} | dict.fromkeys(EDITORS, without_account))
allow("sla.answer_breach", EDITORS, only=own)
allow("sla.close_breach", EDITORS | {SPONSOR})
allow("sla.simulate", STEERING)
allow("sla.claim_credit", EDITORS)
allow("sla.answer_claim", EDITORS, only=own)
allow("sla.settle_credit", {MANAGER, SPONSOR})
# Steps that only the product takes.
allow("sla.by_itself", set())
