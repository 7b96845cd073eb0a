"""What gates, the menu and the report learn of customers' voice."""

import datetime

import pytest
from django.utils import timezone, translation

from change_mgmt.voice import actions
from change_mgmt.voice.gate_checks import customers_heard, told_back
from change_mgmt.voice.panels import happened, not_told, voice
from tests.factories import user_as
from tests.voice.factories import make_ask, make_hearing, make_settled

pytestmark = pytest.mark.django_db


def told(result):
    with translation.override("en"):
        return result.state, str(result.evidence), result.figures


def heard(programme, talks=2):
    return told(customers_heard(programme, gate=None, talks=talks))


def test_customers_are_heard_when_there_are_talks_enough_and_every_wish_is_answered(programme):
    assert heard(programme)[:2] == ("not_met", "**0 of 2** talks with customers.")
    ask = make_ask(programme)
    assert heard(programme)[:2] == ("partly", "**1 of 2** talks with customers.")
    make_hearing(programme, heard=10)
    assert heard(programme)[:2] == ("partly", "2 talks with customers; **1** wishes are not answered.")

    actions.answer(ask, "take_up", reason="Yes.", by=user_as("manager", programme))

    assert heard(programme) == (
        "met",
        "**2** talks with 15 customers, every wish answered.",
        {"heard": 2, "customers": 15, "unanswered": 0, "talks": 2},
    )


def test_customers_know_when_every_outcome_is_told(programme):
    make_ask(programme)
    assert told(told_back(programme, gate=None))[:2] == ("not_met", "No wish of a customer is done or declined yet.")
    first, second = make_settled(programme), make_settled(programme, "decline")
    assert told(told_back(programme, gate=None))[:2] == ("not_met", "**2 of 2** not told back yet.")

    for ask, state in ((first, "partly"), (second, "met")):
        actions.tell_back(ask, on=timezone.localdate(), how="Call", by=user_as("member", programme))
        assert told(told_back(programme, gate=None))[0] == state


def test_the_menu_counts_who_has_not_been_told(programme):
    make_ask(programme)
    make_settled(programme)

    assert not_told(programme) == 1


def test_the_report_counts_without_naming_customers(programme):
    hearing = make_hearing(programme, customers="Nameless Ltd", heard=9)
    make_ask(programme, hearing=hearing, theme="money", customers=7)
    make_settled(programme, theme="reach")

    facts = voice(programme)

    assert "Nameless" not in str(facts)
    assert (facts["talks"], facts["customers"], facts["asks"], facts["untold"]) == (2, 14, 2, 1)
    assert [(item["state"], item["asks"]) for item in facts["states"]] == [
        ("open", 1),
        ("planned", 0),
        ("done", 1),
        ("declined", 0),
    ]
    assert [(item["name"]["en"], item["customers"], item["open"]) for item in facts["themes"]] == [
        ("Prices and invoices", 7, 7),
        ("Reaching somebody", 2, 0),
    ]


def test_without_wishes_the_report_has_no_picture(programme):
    assert voice(programme)["charts"] == []


def test_a_talk_is_told_as_what_happened_on_its_day(programme):
    make_hearing(programme, heard=3)
    today = timezone.localdate()

    [event] = happened(programme, today, today)

    assert (event.on, event.what["en"]) == (today, "Interview with customers: 3 heard.")
    assert list(happened(programme, today - datetime.timedelta(days=9), today - datetime.timedelta(days=1))) == []
