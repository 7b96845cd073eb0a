"""A request is withdrawn by who asked, the manager or a sponsor; the others read who can."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.models import DecisionRequest, Gate
from tests.factories import user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db

SENTENCE = "Only Consultant, the manager or a sponsor can withdraw the request."


@pytest.fixture
def gate(programme):
    """The consultant has asked."""
    gate = make_gate(programme, ("must", "met"))
    ask(gate, by=user_as("consultant", programme))
    return gate


def withdraw(gate, role):
    return perform(gate, "withdraw", by=user_as(role, gate.programme), note="Too early.")


@pytest.mark.parametrize("role", ["consultant", "manager", "sponsor"])
def test_who_asked_the_manager_and_a_sponsor_withdraw_it(gate, role):
    withdraw(gate, role)

    entries = AuditEntry.objects.filter(label="gates.gate", verb="withdraw")
    assert [(entry.actor_name, entry.note) for entry in entries] == [(role.title(), "Too early.")]
    assert (Gate.objects.get(pk=gate.pk).state, DecisionRequest.objects.count()) == ("open", 1)


@pytest.mark.parametrize("role", ["executive", "member", "vendor_contact"])
def test_nobody_else_withdraws_it(gate, role):
    with pytest.raises(PermissionDenied):
        withdraw(gate, role)

    assert Gate.objects.get(pk=gate.pk).state == "requested"


def test_who_asked_for_an_earlier_request_does_not_withdraw_the_next(gate, programme):
    withdraw(gate, "consultant")
    ask(Gate.objects.get(pk=gate.pk), by=user_as("member", programme))

    with pytest.raises(PermissionDenied):
        withdraw(gate, "consultant")


def test_a_request_is_withdrawn_once(gate):
    withdraw(gate, "manager")

    with pytest.raises(Refused, match="“Withdraw the request” is not possible: this is “Being prepared”."):
        withdraw(gate, "manager")


def test_the_reason_is_asked_for(gate):
    with pytest.raises(Refused, match="Say why"):
        perform(gate, "withdraw", by=user_as("manager", gate.programme))


@pytest.mark.parametrize(("role", "may"), [("consultant", True), ("manager", True), ("member", False)])
def test_the_page_shows_a_button_or_says_who_can(gate, as_role, role, may):
    page = as_role(role).get(gate.get_absolute_url()).content.decode()

    assert ("Withdraw the request" in page, SENTENCE in page) == (may, not may)


def test_the_step_is_refused_to_who_has_no_button(gate, as_role):
    address = reverse("step", args=["gates.gate", gate.pk, "withdraw"])

    assert as_role("member").post(address, {"note": "No.", "seen": "requested"}).status_code == 403


def test_who_asked_and_who_was_to_decide_are_told(gate, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(gate, "manager")

    told = Notification.objects.filter(text__contains="Manager has withdrawn the request")
    assert set(told.values_list("user__name", flat=True)) == {"Consultant", "Sponsor"}
