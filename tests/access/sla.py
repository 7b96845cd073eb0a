"""Who opens which page of the service levels, and who takes which step."""

from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from sla import breaches
from tests.factories import user_as
from tests.sla.factories import look_at, make_agreement, make_breach, make_contract, make_exclusion

SEEN = STEERING | {VENDOR_CONTACT}


def _own_contract(programme):
    """One that the vendor contact of the cast serves."""
    return make_contract(programme, contact=user_as("vendor_contact", programme))


def _programme(programme):
    return {"programme": programme.pk}


def _draft(programme):
    return _programme(programme) | {"pk": make_agreement(programme, in_force=False).pk}


def _agreement(programme):
    return _programme(programme) | {"pk": make_agreement(programme, contract=_own_contract(programme)).pk}


def _objective(programme):
    return _programme(programme) | {"pk": make_agreement(programme, in_force=False).objectives.get().pk}


def _exclusion(programme):
    return _programme(programme) | {"pk": make_exclusion(make_agreement(programme)).pk}


def _import(programme):
    return _programme(programme) | {"pk": look_at(make_agreement(programme)).pk}


def _made_breach(programme):
    return make_breach(programme, make_agreement(programme, contract=_own_contract(programme)))


def _breach(programme):
    return _programme(programme) | {"pk": _made_breach(programme).pk}


def _credit(programme):
    return _programme(programme) | {"pk": _made_breach(programme).credit.pk}


def _claimed(programme):
    credit = _made_breach(programme).credit
    breaches.claim(credit, by=user_as("manager", programme))
    return _programme(programme) | {"pk": credit.pk}


PAGES = {
    "agreements": (SEEN, _programme),
    "agreement": (SEEN, _agreement),
    "new_agreement": (EDITORS, _programme),
    "edit_agreement": (EDITORS, _draft),
    "put_in_force": ({MANAGER, SPONSOR}, _draft),
    "edit_tiers": (EDITORS, _draft),
    "new_objective": (EDITORS, _draft),
    "edit_objective": (EDITORS, _objective),
    "new_exclusion": (EDITORS, _agreement),
    "remove_exclusion": (EDITORS, _exclusion),
    "import_events": (EDITORS, _agreement),
    "import_preview": (STEERING, _import),
    "breach": (SEEN, _breach),
    "explain_breach": (EDITORS | {VENDOR_CONTACT}, _breach),
    "claim_credit": (EDITORS, _credit),
    "settle_credit": ({MANAGER, SPONSOR}, _claimed),
}
STEPS = {
    "sla.agreement.put_in_force": {MANAGER, SPONSOR},
    "sla.agreement.correct": {MANAGER, SPONSOR},
    "sla.agreement.end": {MANAGER, SPONSOR},
    "sla.eventimport.confirm": EDITORS,
    "sla.eventimport.discard": EDITORS,
    "sla.breach.explain": EDITORS | {VENDOR_CONTACT},
    "sla.breach.close": EDITORS | {SPONSOR},
    "sla.breach.reopen": EDITORS | {SPONSOR},
    "sla.breach.lift": set(),
    "sla.credit.claim": EDITORS,
    "sla.credit.acknowledge": EDITORS | {VENDOR_CONTACT},
    "sla.credit.dispute": EDITORS | {VENDOR_CONTACT},
    "sla.credit.book": EDITORS,
    "sla.credit.settle": {MANAGER, SPONSOR},
    "sla.credit.waive": {MANAGER, SPONSOR},
    "sla.credit.lapse": set(),
    "sla.credit.reinstate": set(),
}
