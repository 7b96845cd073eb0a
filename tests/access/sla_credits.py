"""Who opens which page of credits, their rules and the simulator, and who takes which step."""

import datetime
from decimal import Decimal

from core.actions import create
from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from core.workflow import perform
from sla import chronic, claims
from sla.models import ChronicRule, CreditNote, TerminationRight
from tests.access.sla import SEEN, _agreement, _claimed, _credit, _draft, _objective, _programme
from tests.factories import user_as
from tests.sla.factories import make_agreement, make_breach


def _rule(programme):
    agreement = make_agreement(programme, in_force=False)
    return _programme(programme) | {"pk": agreement.credit_rules.get().pk}


def _chronic_rule(programme):
    objective = make_agreement(programme, in_force=False).objectives.get()
    rule = ChronicRule(objective=objective, mark=Decimal(99), times=3, within=6)
    return _programme(programme) | {"pk": chronic.add_terms(rule, by=user_as("manager", programme)).pk}


def make_agreed(programme):
    """A credit that was claimed and acknowledged."""
    credit = make_breach(programme).credit
    claims.claim(credit, by=user_as("manager", programme))
    return perform(credit, "acknowledge", by=user_as("consultant", programme))


def _agreed(programme):
    return _programme(programme) | {"pk": make_agreed(programme).pk}


def _note(programme):
    credit, by = make_agreed(programme), user_as("manager", programme)
    note = CreditNote(credit=credit, invoice="2025-02", dated=datetime.date(2025, 2, 3), amount=Decimal(1))
    return _programme(programme) | {"pk": claims.add_note(note, by=by).pk}


def make_right(programme, **fields):
    today = datetime.date.today()
    values = {"usable_until": today + datetime.timedelta(days=30), "arisen_on": today} | fields
    right = TerminationRight(
        objective=make_agreement(programme).objectives.get(),
        months=[["2025-01-01", "98.5"], ["2025-02-01", "98.1"], ["2025-03-01", "97"]],
        mark=Decimal(99),
        times=3,
        within=6,
        **values,
    )
    return create(right, permission="sla.by_itself", by=None, verb="arisen")


def _right(programme):
    return _programme(programme) | {"pk": make_right(programme).pk}


PAGES = {
    "credit_rules": (SEEN, _agreement),
    "new_credit_rule": (EDITORS, _draft),
    "edit_credit_rule": (EDITORS, _rule),
    "new_chronic_rule": (EDITORS, _objective),
    "edit_chronic_rule": (EDITORS, _chronic_rule),
    "credits": (SEEN, _programme),
    "credits_xlsx": (SEEN, _programme),
    "agreement_credits": (SEEN, _agreement),
    "credit": (SEEN, _credit),
    "claim_credit": (EDITORS, _credit),
    "dispute_credit": (EDITORS | {VENDOR_CONTACT}, _claimed),
    "settle_credit": ({MANAGER, SPONSOR}, _claimed),
    "new_credit_note": (EDITORS, _agreed),
    "termination_right": (STEERING, _right),
    "simulate": (STEERING, _programme),
    "simulate_agreement": (STEERING, _agreement),
    "simulator_xlsx": (STEERING, _programme),
    "remove_credit_rule": (EDITORS, _rule, "post"),
    "remove_chronic_rule": (EDITORS, _chronic_rule, "post"),
    "remove_credit_note": (EDITORS, _note, "post"),
    "take_over_terms": (EDITORS, _draft, "post"),
}
STEPS = {
    "sla.credit.claim": EDITORS,
    "sla.credit.acknowledge": EDITORS | {VENDOR_CONTACT},
    "sla.credit.dispute": EDITORS | {VENDOR_CONTACT},
    "sla.credit.book": EDITORS,
    "sla.credit.unbook": EDITORS,
    "sla.credit.unbook_settled": EDITORS,
    "sla.credit.settle": {MANAGER, SPONSOR},
    "sla.credit.waive": {MANAGER, SPONSOR},
    "sla.credit.lapse": set(),
    "sla.credit.reinstate": set(),
    "sla.terminationright.use": {MANAGER, SPONSOR},
    "sla.terminationright.waive": {MANAGER, SPONSOR},
    "sla.terminationright.lapse": set(),
    "sla.terminationright.take_back": set(),
}
