"""A conditional go whose condition is missed: the gate opens again, and the sponsor is told."""

import datetime

import pytest

from implementation.gates import actions
from implementation.gates.models import Condition, Gate
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gate():
    gate = make_gate(make_programme(), ("knock_out", "met"), ("must", "partly"))
    for role in ("sponsor", "consultant"):
        user_as(role, gate.programme)
    ask(gate)
    return gate


def decide_on_a_condition(sponsor, gate, due) -> None:
    page = sponsor.page
    sponsor.open(gate.get_absolute_url())
    page.locator("input[value=conditional]").check()
    page.get_by_text("for a conditional go").click()
    row = page.locator("fieldset", has_text="Condition 1").last
    row.get_by_label("What must be done").fill("Close the gap")
    row.get_by_label("Owner").select_option(label="Manager")
    row.get_by_label("Due").fill(due.isoformat())
    row.get_by_label("Checked by").select_option(label="Consultant")
    page.get_by_label("Why", exact=True).fill("The gap is small.")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_text("Recorded: Conditional go.").wait_for()


def test_a_missed_condition_reopens_the_gate_in_front_of_the_sponsor(gate, visit):
    due = datetime.date.today() + datetime.timedelta(days=12)
    sponsor = visit(user_as("sponsor", gate.programme))
    page = sponsor.page

    decide_on_a_condition(sponsor, gate, due)
    assert Gate.objects.get(pk=gate.pk).state == "conditional"
    actions.expire_conditions(due + datetime.timedelta(days=1))

    sponsor.open("/inbox/")
    page.get_by_text("A condition was missed, so the gate is open again").first.click()
    page.get_by_text("Reopened, because a condition was missed.").wait_for()
    page.get_by_role("link", name="Conditional go").click()
    page.get_by_text("Close the gap").first.wait_for()
    assert page.locator(".st", has_text="Missed").count() == 1
    assert (Condition.objects.get().state, Gate.objects.get(pk=gate.pk).state) == ("missed", "open")
    assert sponsor.axe() == []
    assert sponsor.complaints == []
