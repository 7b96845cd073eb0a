"""Asking for the decision, opinions and the decision itself."""

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Membership
from tests.factories import make_programme, user_as
from tests.vendors.factories import make_costs
from vendors import actions
from vendors.models import Sourcing, SourcingDecision, SourcingOpinion, SourcingOption

pytestmark = pytest.mark.django_db


def entries(label, verb):
    return AuditEntry.objects.filter(label=label, verb=verb).count()


def option_of(programme, mode="outsource"):
    return SourcingOption.objects.get(programme=programme, mode=mode)


@pytest.fixture
def asked(programme):
    return actions.submit_sourcing(make_costs(programme), by=user_as("manager", programme))


def decided(sourcing, **fields):
    return actions.decide_sourcing(
        sourcing,
        option=option_of(sourcing.programme),
        reason="Least risk.",
        by=user_as("sponsor", sourcing.programme),
        **fields,
    )


def test_one_costed_option_is_no_comparison(programme):
    sourcing = make_costs(programme, amounts=[("buy", 5)])

    with pytest.raises(Refused, match="at least two"):
        actions.submit_sourcing(sourcing, by=user_as("manager", programme))


def test_every_request_is_counted(asked):
    manager = user_as("manager", asked.programme)
    perform(asked, "withdraw", by=manager, note="A line is missing.")

    actions.submit_sourcing(asked, by=manager)

    assert Sourcing.objects.get(pk=asked.pk).requests == 2


def test_the_sponsor_decides_the_way_and_the_figures_are_kept(asked):
    decision = decided(asked, dissent="The accountant doubts the fee.")

    assert Sourcing.objects.get(pk=asked.pk).state == "decided"
    assert (decision.facts_hold, decision.by_role) == (True, "sponsor")
    assert decision.dissent == "The accountant doubts the fee."
    assert {o["mode"]: o["total"] for o in decision.facts["options"]} == {
        "build": "300.00",
        "buy": "200.00",
        "outsource": "100.00",
    }
    assert entries("vendors.sourcingdecision", "created") == 1


def test_scores_risks_and_break_evens_are_kept_with_the_decision(programme):
    sourcing = make_costs(programme)
    manager = user_as("manager", programme)
    actions.save_marks(sourcing, {"funds": (4, "No loan.")}, by=manager)
    for points, mode in enumerate(("build", "buy", "outsource"), start=2):
        actions.save_marks(option_of(programme, mode), {"funds": (points, "So.")}, by=manager)
    actions.add_risks_of(option_of(programme), ["data_held"], by=manager)
    actions.submit_sourcing(sourcing, by=manager)

    facts = decided(sourcing).facts

    outsource = facts["options"][2]
    assert (outsource["score"], outsource["risks"]["data_held"]) == ("4.0000", "R-001")
    assert {key: value for key, value in facts["scorecard"][5].items() if key != "scores"} == {
        "topic": "funds",
        "weight": {"points": 4, "why": "No loan."},
    }
    assert facts["same_cost"][0] == {"between": ["build", "buy"], "users": [], "months": []}
    assert (facts["chosen"], facts["asked_by"]) == ("outsource", "Manager")


def test_who_put_the_ways_forward_does_not_decide(programme):
    sponsor = user_as("sponsor", programme)
    Membership.objects.create(programme=programme, user=sponsor, role="manager")
    sourcing = actions.submit_sourcing(make_costs(programme), by=sponsor)

    with pytest.raises(Refused):
        decided(sourcing)

    assert not SourcingDecision.objects.exists()


def test_only_a_sponsor_decides_the_way(asked):
    with pytest.raises(PermissionDenied):
        actions.decide_sourcing(
            asked, option=option_of(asked.programme), reason="So.", by=user_as("consultant", asked.programme)
        )


def test_the_way_is_not_decided_twice(asked):
    decided(asked)

    with pytest.raises(Refused):
        decided(asked)

    assert SourcingDecision.objects.count() == 1


def test_a_way_without_costs_is_not_chosen(programme):
    sourcing = make_costs(programme, amounts=[("build", 300), ("buy", 200)])
    actions.submit_sourcing(sourcing, by=user_as("manager", programme))

    with pytest.raises(Refused, match="no costs yet"):
        decided(sourcing)


def test_another_programmes_option_is_refused(asked):
    stranger = option_of(make_programme())

    for act in (
        lambda: actions.decide_sourcing(asked, option=stranger, reason="So.", by=user_as("sponsor", asked.programme)),
        lambda: actions.give_opinion(asked, option=stranger, why="So.", by=user_as("sponsor", asked.programme)),
    ):
        with pytest.raises(Refused, match="of this programme"):
            act()


def test_an_opinion_is_given_before_the_decision_and_may_be_changed(asked):
    programme, executive = asked.programme, user_as("executive", asked.programme)

    actions.give_opinion(asked, option=option_of(programme, "buy"), why="Ours.", by=executive)
    actions.give_opinion(asked, option=option_of(programme, "build"), why="More ours.", by=executive)

    opinion = SourcingOpinion.objects.get()
    assert (opinion.person, opinion.option.mode, opinion.why) == (executive, "build", "More ours.")
    assert (entries("vendors.sourcingopinion", "created"), entries("vendors.sourcingopinion", "changed")) == (1, 1)


@pytest.mark.parametrize("role", ["member", "vendor_contact"])
def test_only_the_steering_circle_gives_opinions(asked, role):
    with pytest.raises(PermissionDenied):
        actions.give_opinion(asked, option=option_of(asked.programme), why="So.", by=user_as(role, asked.programme))


def test_opinions_wait_until_the_decision_is_asked_for(programme):
    with pytest.raises(Refused, match="while the decision is asked for"):
        actions.give_opinion(
            make_costs(programme), option=option_of(programme), why="So.", by=user_as("manager", programme)
        )


def test_dissent_is_told_by_the_opinions(asked):
    programme = asked.programme
    for role, mode in (("manager", "outsource"), ("executive", "buy")):
        actions.give_opinion(asked, option=option_of(programme, mode), why=mode, by=user_as(role, programme))

    facts = decided(asked).facts

    assert facts["dissenters"] == ["Executive"]
    assert facts["opinions"] == [
        {"name": "Manager", "option": "Outsource", "mode": "outsource", "why": "outsource"},
        {"name": "Executive", "option": "Buy", "mode": "buy", "why": "buy"},
    ]


def test_opinions_of_an_earlier_request_are_not_counted(asked):
    programme, manager = asked.programme, user_as("manager", asked.programme)
    actions.give_opinion(asked, option=option_of(programme, "buy"), why="Ours.", by=manager)
    perform(asked, "withdraw", by=manager, note="A line is missing.")
    actions.submit_sourcing(asked, by=manager)

    assert decided(asked).facts["opinions"] == []
