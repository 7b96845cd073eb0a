"""Consultants edit the register like a spreadsheet, by keyboard alone; two of them on one row lose nothing."""

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


def cell(page, risk, name):
    return page.locator(f"#row-{risk.pk} [data-f={name}]")


def saved(page, what=""):
    page.locator(".toast-saved", has_text=what).last.wait_for()


def now(risk) -> Risk:
    return Risk.objects.get(pk=risk.pk)


def test_a_row_is_made_rated_owned_and_moved_by_keyboard_alone(risk, visit):
    manager = user_as("manager", risk.programme, name="Mia Manager")
    consultant = visit(user_as("consultant", risk.programme))
    page, press, type_in = consultant.page, consultant.page.keyboard.press, consultant.page.keyboard.type
    consultant.open(register(risk))
    page.locator(f"#row-{risk.pk} th").focus()

    press("n")
    type_in("Nobody tests")
    press("Enter")
    saved(page)
    page.locator("td[data-f=current_likelihood]:focus").wait_for()
    type_in("4")
    press("Tab")
    saved(page, "Likelihood")
    type_in("cri")
    press("Tab")
    saved(page, "Impact")
    for _n in range(2):
        press("ArrowRight")
    type_in("mia")
    press("Tab")
    saved(page, "Owner")
    press("Enter")
    press("Escape")
    press("ArrowUp")
    press("F2")
    page.locator("[role=option]", has_text="Monitored").wait_for()
    type_in("mon")
    press("Enter")
    saved(page, "State")

    made = Risk.objects.get(title="Nobody tests")
    assert (made.current_likelihood, made.current_impact, made.owner) == (4, 4, manager)
    assert now(risk).state == "monitored"
    assert consultant.complaints == []
    assert consultant.axe() == []


def test_escape_gives_up_and_undo_takes_back(risk, visit):
    consultant = visit(user_as("consultant", risk.programme))
    page, press = consultant.page, consultant.page.keyboard.press
    consultant.open(register(risk))
    cell(page, risk, "current_impact").focus()

    press("5")
    press("Escape")
    assert cell(page, risk, "current_impact").inner_text() == "2 Significant"
    press("5")
    press("Tab")
    saved(page)
    assert now(risk).current_impact == 5
    press("Control+z")
    page.get_by_text("Undone: R-001.").wait_for()

    assert now(risk).current_impact == 2
    assert cell(page, risk, "current_impact").inner_text() == "2 Significant"


def test_rows_are_pasted_after_a_preview_and_undone_at_one_go(risk, visit):
    consultant = visit(user_as("consultant", risk.programme))
    page = consultant.page
    consultant.open(register(risk))
    cell(page, risk, "title").focus()

    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "Data is old\\t3\\t3\\nNew one\\t4\\t4");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        }"""
    )
    page.get_by_role("button", name="Write 2 rows").wait_for()
    assert Risk.objects.count() == 1
    page.get_by_role("button", name="Write 2 rows").click()
    page.get_by_text("Pasted: 1 new, 1 changed.").wait_for()
    assert [one.title for one in Risk.objects.order_by("number")] == ["Data is old", "New one"]
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone: R-001").wait_for()

    assert [(one.title, one.current_impact) for one in Risk.objects.all()] == [("Data is scarce", 2)]
    assert consultant.complaints == []


@pytest.fixture
def both(risk, visit):
    """Two consultants who have the same register open."""
    one = visit(user_as("consultant", risk.programme, name="First"))
    two = visit(user_as("consultant", risk.programme, name="Second"))
    one.open(register(risk))
    two.open(register(risk))
    return one.page, two.page


def change(page, risk, name, typed):
    cell(page, risk, name).focus()
    page.keyboard.type(typed)
    page.keyboard.press("Tab")


def test_two_people_in_different_fields_of_one_row_keep_both(risk, both):
    one, two = both
    change(one, risk, "current_likelihood", "4")
    saved(one)

    change(two, risk, "current_impact", "5")
    saved(two)

    assert (now(risk).current_likelihood, now(risk).current_impact) == (4, 5)
    assert cell(two, risk, "current_likelihood").inner_text() == "4 Likely"
    one.evaluate("Register.news()")
    one.get_by_text("Second changed this row just now.").wait_for()
    assert cell(one, risk, "current_impact").inner_text() == "5 Catastrophic"


def test_two_people_in_one_field_see_both_values_and_choose(risk, both):
    one, two = both
    change(one, risk, "current_likelihood", "4")
    saved(one)

    change(two, risk, "current_likelihood", "1")
    two.get_by_role("button", name="Save “1 Rare”").wait_for()

    assert now(risk).current_likelihood == 4
    assert two.get_by_role("link", name="Keep “4 Likely”").is_visible()
    two.keyboard.press("Enter")
    saved(two)
    assert now(risk).current_likelihood == 1
