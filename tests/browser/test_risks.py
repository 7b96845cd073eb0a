"""The consultant edits the register in its rows; two consultants on one row lose nothing."""

import pytest

from risks.models import Risk
from tests.factories import make_programme, user_as
from tests.risks.factories import make_risk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def risk():
    return make_risk(make_programme(), title="Data is scarce", likelihood=2, impact=2)


def register(risk) -> str:
    return f"/programmes/{risk.programme_id}/risks/"


def test_a_rating_is_changed_in_the_row_and_saved_at_once(risk, visit):
    consultant = visit(user_as("consultant", risk.programme))
    page = consultant.page
    consultant.open(register(risk))

    page.get_by_label(f"Likelihood, {risk.code}").select_option("5")
    page.locator(".toast-saved").wait_for()

    assert Risk.objects.get(pk=risk.pk).current_likelihood == 5
    assert page.locator(f"#row-{risk.pk} .lv").first.inner_text().split()[0] != "0"
    assert consultant.complaints == []


def test_the_row_is_edited_by_keyboard_alone(risk, visit):
    consultant = visit(user_as("consultant", risk.programme))
    page = consultant.page
    consultant.open(register(risk))

    page.get_by_label(f"Impact, {risk.code}").focus()
    page.keyboard.press("5")
    page.keyboard.press("Tab")
    page.locator(".toast-saved").wait_for()

    assert Risk.objects.get(pk=risk.pk).current_impact == 5


def test_the_second_of_two_consultants_sees_the_others_change(risk, visit):
    one = visit(user_as("consultant", risk.programme))
    two = visit(user_as("consultant", risk.programme, name="Second"))
    one.open(register(risk))
    two.open(register(risk))
    one.page.get_by_label(f"Likelihood, {risk.code}").select_option("4")
    one.page.locator(".toast-saved").wait_for()

    two.page.get_by_label(f"Likelihood, {risk.code}").select_option("1")
    two.page.get_by_role("button", name="Save “1 Rare”").wait_for()

    assert Risk.objects.get(pk=risk.pk).current_likelihood == 4
    two.page.get_by_role("button", name="Save “1 Rare”").click()
    two.page.locator(".toast-saved").wait_for()
    assert Risk.objects.get(pk=risk.pk).current_likelihood == 1
