import pytest

from implementation.gates import actions
from implementation.gates.models import Gate
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def first_gate(programme) -> Gate:
    return programme.gates.order_by("stage__number").first()


def test_the_path_shows_the_next_gate_and_its_criteria(programme, as_role):
    page = as_role("manager").get(programme.get_absolute_url())

    assert page.status_code == 200
    assert "Next gate: Initiation" in page.content.decode()


@pytest.mark.parametrize("name", ["gates", "people", "audit_trail", "waiting"])
def test_pages_open(programme, as_role, name):
    from django.urls import reverse

    assert as_role("sponsor").get(reverse(name, args=[programme.pk])).status_code == 200


def test_a_sponsor_sees_the_form_once_a_decision_is_asked_for(programme, as_role):
    gate = first_gate(programme)
    user_as("sponsor", programme)
    actions.request_decision(gate, by=user_as("manager", programme))

    page = as_role("sponsor").get(gate.get_absolute_url())

    assert "Your decision" in page.content.decode()
