"""Two sets of facts held against each other: every field in words, no name out of the code."""

import datetime

import pytest
from django.utils import timezone

from implementation.gates.fields import fields_of_criterion
from implementation.goals.models import Goal, Measurement
from tests.goals.factories import make_goal

BASE = {"check": "", "parameters": {}, "figures": {}}


def told(was: dict, now: dict, check="") -> list[tuple[str, str, str]]:
    facts = [BASE | {"check": check} | item for item in (was, now)]
    return [(str(field.label), str(field.was), str(field.now)) for field in fields_of_criterion(*facts)]


@pytest.mark.parametrize(
    ("check", "was", "now", "expected"),
    [
        (
            "risks.no_untreated_high",
            {"at_level": 0, "untreated": []},
            {"at_level": 1, "untreated": ["R-004"]},
            [("At this level or above", "0", "1"), ("Untreated", "–", "R-004")],
        ),
        (
            "vendors.contract_signed",
            {"signed": 0, "contracts": 1},
            {"signed": 1, "contracts": 1, "signed_on": "2026-11-20"},
            [("Signed", "0", "1"), ("Signed on", "–", "20 Nov 2026")],
        ),
        (
            "vendors.clauses_complete",
            {"missing": ["security_policy"], "required": 9},
            {"missing": [], "required": 9},
            [("Clauses missing", "Data-security policy", "–")],
        ),
        (
            "business_case.confirmed",
            {"version": 1, "state": "submitted"},
            {"version": 1, "state": "confirmed", "sha256": "f" * 64},
            [("State", "Waiting for confirmation", "Confirmed"), ("SHA-256", "–", "ffffffffffff…")],
        ),
        (
            "rollout.measures_met",
            {"values": {"Orders": "12.5000", "Errors": "", "Calls": "7"}},
            {"values": {"Orders": "14.0000", "Errors": "3.0000", "Calls": "7"}},
            [("Latest values", "Orders: 12.5, Errors: –", "Orders: 14, Errors: 3")],
        ),
        ("change_mgmt.people_trained", {"percent": 80}, {"percent": 90}, []),
        ("reports.report_current", {"current": True}, {"current": False}, [("Is current", "Yes", "No")]),
        ("gone.check", {"own_words": 1}, {"own_words": 2}, [("own words", "1", "2")]),
        (
            "",
            {"result": "met", "verified": False},
            {"result": "not_met", "verified": True},
            [("Judged as", "Met", "Not met"), ("Verified", "No", "Yes")],
        ),
    ],
)
def test_figures_are_told_with_their_words(check, was, now, expected):
    assert told({"figures": was}, {"figures": now}, check) == expected


@pytest.mark.django_db
def test_the_latest_values_of_goals_are_told_by_title_and_unit(programme):
    goal = make_goal(programme, unit="days")
    today = timezone.localdate()
    Measurement.objects.create(goal=goal, on=today - datetime.timedelta(days=1), value="12.5", by=goal.owner)
    number, gone = str(Goal.objects.get().pk), str(goal.pk + 1)

    found = told(
        {"figures": {"latest": {number: None}}},
        {"figures": {"latest": {number: "12.5000", gone: "3"}}},
        "goals.goals_measured",
    )

    assert found == [("Latest values", f"{goal.title}: –", f"{goal.title}: 12.5 days")]


def test_facts_that_know_no_figures_are_not_compared():
    was = {"check": "reports.report_current"}

    assert list(fields_of_criterion(was, was | {"figures": {"number": 1}, "parameters": {"days": 30}})) == []
