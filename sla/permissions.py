from core.access import allow
from core.roles import EDITORS, MANAGER, SPONSOR, STEERING, VENDOR_CONTACT
from implementation.programme.models import Programme
from sla.models import Agreement
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

for kind in ("agreement", "objective", "exclusion", "breach", "credit"):
    allow(f"sla.view_{kind}", STEERING, only=own)
allow("sla.view_eventimport", STEERING)
allow("sla.view_measurementsource", STEERING)
allow("sla.view_apitoken", EDITORS)
allow("sla.edit_token", EDITORS)
allow("sla.view_slaalarm", STEERING)
allow("sla.view_alarmsetting", STEERING)
allow("sla.edit_alarms", EDITORS)
allow("sla.edit_agreement", EDITORS)
allow("sla.run_agreement", {MANAGER, SPONSOR})
allow("sla.import_events", EDITORS)
allow("sla.edit_exclusion", EDITORS)
allow("sla.answer_breach", EDITORS, only=own)
allow("sla.close_breach", EDITORS | {SPONSOR})
allow("sla.claim_credit", EDITORS)
allow("sla.answer_claim", EDITORS, only=own)
allow("sla.settle_credit", {MANAGER, SPONSOR})
# Steps that only the product takes.
allow("sla.by_itself", set())
