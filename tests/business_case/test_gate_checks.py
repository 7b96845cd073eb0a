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
