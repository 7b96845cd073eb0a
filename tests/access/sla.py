"""Who opens which page of the service levels, and who takes which step."""

from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from sla import breaches
from tests.factories import user_as
from tests.sla.factories import make_agreement, make_breach, make_contract

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


def _made_breach(programme):
    return make_breach(programme, make_agreement(programme, contract=_own_contract(programme)))


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
    "new_objective": (EDITORS, _draft),
    "edit_objective": (EDITORS, _objective),
}
STEPS = {
    "sla.agreement.put_in_force": {MANAGER, SPONSOR},
    "sla.agreement.correct": {MANAGER, SPONSOR},
    "sla.agreement.end": {MANAGER, SPONSOR},
}
