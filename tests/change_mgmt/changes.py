"""Real changes that touch a contract, with steps; and decisions noted by hand."""

import datetime

from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeRequest, ChangeStep, NotedDecision
from tests.change_mgmt.factories import make_waiting_change
from tests.factories import user_as
from tests.vendors.factories import make_chosen, make_contract


def make_signed_contract(programme, **fields):
    """One that its vendor's contact may see."""
    vendor = make_chosen(programme)
    vendor.contacts.add(user_as("vendor_contact", programme))
    return make_contract(programme, vendor=vendor, state="signed", **fields)


def make_contract_change(programme, *, contract=None, **effects) -> ChangeRequest:
    """Handed in, and put before the provider."""
    contract = contract or make_signed_contract(programme)
    values = {"touches_contract": True, "contract": contract, "provider_question": "What would it cost?"}
    return make_waiting_change(programme, **(values | effects))


def make_step(change, *, owner="member", days=10, text="Set it up") -> ChangeStep:
    due = timezone.localdate() + datetime.timedelta(days=days)
    step = ChangeStep(change=change, text=text, owner=user_as(owner, change.programme), due=due)
    return actions.add_step(step, by=user_as("manager", change.programme))


def make_noted(programme, **fields) -> NotedDecision:
    values = {"what": "We buy, not build", "why": "Faster.", "decided_by": "The board"} | fields
    decision = NotedDecision(programme=programme, **({"decided_on": timezone.localdate()} | values))
    return actions.note_decision(decision, by=user_as("manager", programme))
