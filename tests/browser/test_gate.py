"""The sponsor decides on a phone; the language is switched."""

import datetime

import pytest

from implementation.gates.models import Condition, Decision
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, make_gate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gate():
    gate = make_gate(make_programme(), ("knock_out", "met"), ("must", "partly"), ("should", "met"))
    for role in ("sponsor", "consultant"):
        user_as(role, gate.programme)
    ask(gate)
    return gate


def test_the_sponsor_decides_at_390_px(gate, visit):
    sponsor = visit(user_as("sponsor", gate.programme), width=390, height=844)
    page = sponsor.page
    sponsor.open(gate.get_absolute_url())

    page.get_by_role("link", name="Decide", exact=True).click()
    assert page.locator("input[value=go]").is_disabled()
    page.locator("input[value=conditional]").check()
    page.get_by_text("for a conditional go").click()
    condition = page.locator("fieldset", has_text="Condition 1").last
    condition.get_by_label("What must be done").fill("Close the gap")
    condition.get_by_label("Owner").select_option(label="Manager")
    due = datetime.date.today() + datetime.timedelta(days=12)
    condition.get_by_label("Due").fill(due.isoformat())
    condition.get_by_label("Checked by").select_option(label="Consultant")
    page.get_by_label("Why", exact=True).fill("The gap is small.")
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_text("Recorded: Conditional go.").wait_for()

    assert Decision.objects.get().reason == "The gap is small."
    assert Condition.objects.get().due == due
    assert sponsor.overflow() == 0
    assert sponsor.complaints == []


def test_a_decision_by_keyboard_alone(gate, visit):
    sponsor = visit(user_as("sponsor", gate.programme))
    page = sponsor.page
    sponsor.open(gate.get_absolute_url())

    page.locator("input[value=hold]").focus()
    page.keyboard.press("Space")
    page.locator("summary", has_text="For hold and recycle").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Look again on").fill((datetime.date.today() + datetime.timedelta(days=30)).isoformat())
    page.get_by_label("Why", exact=True).focus()
    page.keyboard.type("Wait for the budget.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Recorded: Hold.").wait_for()

    assert Decision.objects.get().outcome == "hold"


def test_the_language_is_switched_in_place(gate, visit):
    manager = visit(user_as("manager", gate.programme))
    manager.open(gate.get_absolute_url())

    manager.page.get_by_role("button", name="简体中文").click()
    manager.page.locator("html[lang=zh-Hans]").wait_for()

    assert manager.page.url.endswith(gate.get_absolute_url())
    assert "关口" in manager.page.locator("nav").first.inner_text()
