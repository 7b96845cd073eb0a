"""From a longlist to a signed contract: pairs, blind scores, a vendor on its link, the sponsor's choice; and links that open nothing."""

import datetime
import re

import pytest
from django.utils import timezone

from tests.browser.acting import Actor
from tests.browser.vendor_contract import sign_contract
from tests.browser.vendor_questions import answer_on_the_link, ask_alder
from tests.browser.vendor_selection import (
    choose_alder,
    keep_three_criteria,
    list_vendors,
    name_both,
    score_blind,
    weigh_in_pairs,
)
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import VALUES, make_questionnaire, send
from vendors.models import ReplyLink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def act(visit, programme):
    """``act("manager")`` in front of a screen; ``act(None)`` without an account, on a phone."""

    def begin(role, width=1440) -> Actor:
        user = user_as(role, programme) if role else None
        return Actor(visit(user, width=width if user else 390), programme)

    return begin


def test_from_a_longlist_to_a_signed_contract(act, programme):
    manager, consultant, sponsor = act("manager"), act("consultant"), act("sponsor")

    list_vendors(manager)
    keep_three_criteria(manager)
    weigh_in_pairs(manager, consultant)
    name_both(manager, "vendors/evaluators/")
    manager.follow("Fix the weights")
    manager.press("Fix the weights")
    manager.told("The weights are fixed. The evaluators have been told.")
    manager.sound()
    token = ask_alder(manager)
    answer_on_the_link(act(None), token)
    score_blind(manager, consultant)
    choose_alder(manager, sponsor)
    contract = sign_contract(manager, consultant, sponsor)

    phone = act("manager", width=390)
    assert phone.visitor.open(contract.vendor.get_absolute_url()) == 200
    assert "Alder Under contract" in phone.says()
    assert "CRM as a service Signed" in phone.says()
    phone.sound()


def shut(visitor, address):
    """The one page of every link that does not open: it names nobody and nothing."""
    assert visitor.open(address) == 404
    main = visitor.page.locator("main")
    assert main.get_by_role("heading").all_inner_texts() == ["There is nothing to see here"]
    assert re.findall("Organisation|Alder|Questions|About text", visitor.page.content()) == []
    assert (visitor.axe(), visitor.overflow()) == ([], 0)


@pytest.fixture
def sent(programme):
    """A link that asks for no code, so that only where it is opened decides."""
    alder = make_vendor(programme, "Alder", shortlisted=True)
    return send(make_questionnaire(programme, ("text",)), alder, bound=False)


def hand_in(guest):
    guest.page.get_by_label("About text?").fill(VALUES["text"])
    guest.page.get_by_role("button", name="Save and hand in").click()
    guest.page.get_by_label("Your name").fill("Vera")
    guest.page.locator("[name=declared]").check()
    guest.page.get_by_role("button", name="Hand in the answers").click()
    guest.page.get_by_text("Your answers are handed in.").wait_for()


def test_a_guessed_link_shows_nothing(visit, sent):
    stranger = visit(None, width=390)
    guess = sent.token[:-1] + ("A" if sent.token[-1] != "A" else "B")

    shut(stranger, f"/questionnaire/{guess}/")
    shut(stranger, f"/questionnaire/{ReplyLink.objects.get().pk}/answers/")
    shut(stranger, f"/questionnaire/{ReplyLink.objects.get().pk}/code/")


def test_a_link_shows_nothing_after_its_end_even_where_it_was_open(visit, sent):
    guest = visit(None, width=390)
    assert guest.open(f"/questionnaire/{sent.token}/") == 200
    inside = guest.page.url.removeprefix(guest.address)
    ReplyLink.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    shut(guest, inside)
    shut(guest, f"/questionnaire/{sent.token}/")
    shut(visit(None), f"/questionnaire/{sent.token}/")


def test_a_link_passed_on_after_the_hand_in_shows_nothing_to_others(visit, sent):
    guest = visit(None, width=390)
    guest.open(f"/questionnaire/{sent.token}/")
    hand_in(guest)
    inside = guest.page.url.removeprefix(guest.address)

    shut(visit(None), f"/questionnaire/{sent.token}/")
    shut(visit(None), inside)
    assert guest.open(f"/questionnaire/{sent.token}/") == 200
    assert guest.page.get_by_role("heading", name="Handed in").is_visible()
    assert guest.complaints == []
