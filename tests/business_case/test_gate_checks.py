from decimal import Decimal

import pytest

from implementation.business_case import actions, panels
from implementation.business_case.gate_checks import above_floor, confirmed, floor_investment
from implementation.programme import registry
from tests.business_case.factories import make_case
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def seen(result):
    return result.state, str(result.evidence)


def test_the_confirmation_is_followed(programme):
    nothing = confirmed(programme, gate=None)
    case = make_case(programme)
    draft = confirmed(programme, gate=None)
    actions.submit(case, by=user_as("manager", programme))
    submitted = confirmed(programme, gate=None)
    actions.confirm(case, by=user_as("sponsor", programme))
    done = confirmed(programme, gate=None)

    assert seen(nothing) == ("not_met", "**No business case** is entered yet.")
    assert seen(draft) == ("not_met", "Version 1 is a **draft**.")
    assert seen(submitted) == ("partly", "Version 1 **waits for a sponsor**.")
    assert done.state == "met"
    assert str(done.evidence).startswith("Version 1 **confirmed** by Sponsor on ")


@pytest.mark.parametrize(("floor", "state"), [("24828.53", "met"), ("24828.54", "not_met"), ("0", "met")])
def test_the_value_is_compared_unrounded_with_its_floor(programme, floor, state):
    make_case(programme, floor=Decimal(floor))

    result = above_floor(programme, gate=None)

    assert result.state == state
    assert result.figures == {
        "version": 1,
        "npv": "24828.53",
        "floor": floor if "." in floor else "0.00",
        "discount_rate": "8.00",
    }


def test_the_evidence_names_value_floor_and_rate(programme):
    make_case(programme, floor=Decimal(20_000), rate="7.25")

    assert seen(above_floor(programme, gate=None)) == (
        "met",
        "Version 1: net present value **¥26,124.07**, floor ¥20,000, discount rate 7.25 %.",
    )


def test_no_amounts_are_not_above_anything(programme):
    make_case(programme, costs=[0, 0], benefits=[0, 0])

    assert seen(above_floor(programme, gate=None)) == ("not_met", "Version 1 has **no amounts** yet.")


@pytest.mark.parametrize(("minimum", "state"), [(120_000, "met"), (120_001, "not_met")])
def test_too_little_money_is_said(programme, minimum, state):
    make_case(programme, minimum_investment=Decimal(minimum))

    assert floor_investment(programme, gate=None).state == state


def test_the_checks_stand_at_their_gates(programme):
    found = {
        (criterion.gate.kind, criterion.check_name): criterion.kind
        for gate in programme.gates.all()
        for criterion in gate.criteria.filter(check_name__startswith="business_case.")
    }

    assert found == {
        ("business_case", "business_case.confirmed"): "knock_out",
        ("business_case", "business_case.above_floor"): "knock_out",
        ("business_case", "business_case.floor_investment"): "should",
        ("acceptance", "business_case.above_floor"): "must",
        ("contract_review", "business_case.confirmed_since"): "should",
        ("ready_to_pilot", "business_case.confirmed_since"): "should",
        ("acceptance", "business_case.confirmed_since"): "should",
        ("benefits_review", "business_case.confirmed_since"): "should",
    }


def level(programme):
    return panels.cost(programme).level


def test_cost_is_unknown_before_a_case_and_at_risk_when_the_gate_went_by_without(programme):
    from implementation.gates.models import Gate

    before = level(programme)
    Gate.objects.filter(programme=programme, kind="business_case").update(state="passed")

    assert (before, level(programme)) == ("no_data", "at_risk")


def test_cost_is_on_track_above_the_floor_and_off_track_below(programme):
    make_case(programme, state="confirmed", floor=Decimal(20_000))
    above = level(programme)
    make_case(programme, state="confirmed", floor=Decimal(30_000))

    assert (above, level(programme)) == ("on_track", "off_track")


def test_cost_is_at_risk_when_the_newest_draft_falls_below(programme):
    make_case(programme, state="confirmed")
    make_case(programme, floor=Decimal(1_000_000))

    assert level(programme) == "at_risk"


def test_cost_follows_the_tolerance_of_the_programme(programme):
    make_case(programme, state="confirmed", floor=Decimal(30_000))

    found = [panels.cost(programme, registry.Limits(*limits)).level for limits in ((0, 0), (0, 900), (900, 900))]

    assert found == ["off_track", "at_risk", "on_track"]


def decided(programme, kind, *, before=None):
    """A decision to go on at the gate of a kind, as the check reads it."""
    import datetime
    from types import SimpleNamespace

    from django.utils import timezone

    return SimpleNamespace(at=before or timezone.now() + datetime.timedelta(seconds=1), kind=kind)


def since(programme, monkeypatch, last):
    from implementation.business_case import gate_checks

    monkeypatch.setattr(gate_checks, "_last_decision", lambda programme, gate: last)
    return gate_checks.confirmed_since(programme, gate=None)


def test_without_a_confirmed_version_nothing_was_confirmed_again(programme, monkeypatch):
    make_case(programme, state="submitted")

    found = since(programme, monkeypatch, None)

    assert (found.state, found.figures) == ("not_met", {"version": 0})


def test_confirmed_before_the_last_gate_it_is_asked_for_again(programme, monkeypatch):
    make_case(programme, state="confirmed")

    found = since(programme, monkeypatch, decided(programme, "business_case"))

    assert found.state == "not_met"
    assert "confirm it again" in str(found.evidence)


def test_confirmed_after_the_last_gate_it_counts_what_changed(programme, monkeypatch):
    from implementation.business_case import actions
    from tests.business_case.factories import make_line
    from tests.factories import user_as

    make_case(programme, state="confirmed")
    last = decided(programme, "business_case", before=programme.businesscases.get().confirmation.at)
    case = make_case(programme)
    make_line(case, title="Fee", shape="once", low=1, likely=2, high=3)
    actions.submit(case, by=user_as("manager", programme))
    actions.confirm(case, by=user_as("sponsor", programme))

    found = since(programme, monkeypatch, last)

    assert found.state == "met"
    named = ("version", "before", "lines_added", "lines_removed", "lines_changed", "npv", "npv_before")
    assert [found.figures[name] for name in named] == [2, 1, 1, 0, 0, "24826.53", "24828.53"]


def test_where_no_gate_was_decided_confirmed_once_is_enough(programme):
    from implementation.business_case.gate_checks import confirmed_since

    make_case(programme, state="confirmed")
    gate = programme.gates.get(kind="contract_review")

    assert confirmed_since(programme, gate=gate).state == "met"


def test_it_does_not_ask_more_where_there_is_more(programme):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from implementation.business_case.gate_checks import confirmed_since
    from tests.business_case.factories import make_line

    case = make_case(programme)
    for number in range(20):
        make_line(case, title=f"L{number}", amounts=[1])
    actions_confirm(case)
    with CaptureQueriesContext(connection) as found:
        confirmed_since(programme, gate=None)

    assert len(found) < 12


def actions_confirm(case):
    from implementation.business_case import actions
    from tests.factories import user_as

    actions.submit(case, by=user_as("manager", case.programme))
    actions.confirm(case, by=user_as("sponsor", case.programme))
