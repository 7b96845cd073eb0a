from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.credits import (
    Step,
    StepKey,
    Tier,
    TierFault,
    TierProblem,
    credit,
    is_chronic,
    tier_hit,
    tier_problems,
)
from tests.shared_data import shared_case

CASES = "sla/credit_cases.json"


def tier(lower: str, upper: str, percent: str) -> Tier:
    return Tier(lower=Decimal(lower), upper=Decimal(upper), percent=Decimal(percent))


# Amazon S3 Service Level Agreement, version of 31 July 2019.
S3 = (tier("99.0", "99.9", "10"), tier("95.0", "99.0", "25"), tier("0", "95.0", "100"))


@pytest.mark.parametrize(
    "case_id",
    [
        "aws_s3_standard",
        "aws_s3_infrequent_access",
        "aws_compute_region",
        "google_bigtable",
        "azure_functions",
    ],
)
def test_a_published_table_is_read_at_its_boundaries_as_published(case_id):
    case = shared_case(CASES, case_id)
    tiers = [
        tier(str(row["from_pct_inclusive"]), str(row["below_pct"]), str(row["credit_pct"])) for row in case["tiers"]
    ]

    found = [
        credit(Decimal(str(test["availability_pct"])), monthly_fee=Decimal(100), tiers=tiers).amount
        for test in case["tests"]
    ]

    assert found == [test["expected_credit_pct"] for test in case["tests"]]


@pytest.mark.parametrize(
    ("fee", "amount"),
    [("10.00", "0.00"), ("10.10", "1.01")],  # Amazon Compute SLA of 5 May 2022: only if greater than 1 USD
)
def test_a_credit_that_does_not_exceed_the_minimum_is_not_paid(fee, amount):
    result = credit(Decimal("99.5"), monthly_fee=Decimal(fee), tiers=S3, minimum=Decimal(1))

    assert result.amount == Decimal(amount)


def test_sixty_minutes_down_in_thirty_days_earn_ten_percent():
    # Atlassian, service credits, worked example of 7 October 2024: 43,200 minutes, 60 down, 0.138889 %,
    # tier 10 %.
    measured = 100 - Fraction(60 * 100, 43200)

    assert float(100 - measured) == pytest.approx(0.138889, abs=5e-7)
    assert credit(measured, monthly_fee=Decimal(200), tiers=S3).amount == Decimal("20.00")


def test_a_published_amount_is_reproduced():
    # calcbee.com, SLA penalty calculator: 99.5 % against 99.95 %, fee 5,000, tier 10 % -> 500. Lower
    # tiers are ours.
    tiers = [tier("99.0", "99.95", "10"), tier("0", "99", "25")]

    assert credit(Decimal("99.5"), monthly_fee=Decimal(5000), tiers=tiers).amount == Decimal("500.00")


def test_service_a_hair_below_the_bound_is_below_it():
    hair_below = Fraction(999, 10) - Fraction(1, 10**30)

    assert tier_hit(hair_below, tiers=S3) == S3[0]
    assert tier_hit(Decimal("99.9"), tiers=S3) is None


def test_every_step_is_shown_in_order():
    result = credit(
        Decimal("94"),
        monthly_fee=Decimal("1000"),
        tiers=S3,
        minimum=Decimal("1"),
        monthly_cap=Decimal("300"),
        credited_this_year=Decimal("450"),
        annual_cap=Decimal("600"),
    )

    assert result.tier == S3[2]
    assert result.steps == (
        Step(StepKey.TIER, Decimal(100), Decimal(1000), True),
        Step(StepKey.MINIMUM, Decimal(1), Decimal(1000), False),
        Step(StepKey.MONTHLY_CAP, Decimal(300), Decimal(300), True),
        Step(StepKey.ANNUAL_CAP, Decimal(150), Decimal(150), True),
    )
    assert result.amount == Decimal("150.00")


def test_steps_that_change_nothing_are_shown_too():
    result = credit(Decimal("99.95"), monthly_fee=Decimal("1000"), tiers=S3)

    assert result.tier is None
    assert result.steps == (
        Step(StepKey.TIER, Decimal(0), Decimal(0), False),
        Step(StepKey.MINIMUM, None, Decimal(0), False),
        Step(StepKey.MONTHLY_CAP, None, Decimal(0), False),
        Step(StepKey.ANNUAL_CAP, None, Decimal(0), False),
    )


def test_a_used_up_annual_cap_leaves_nothing():
    result = credit(
        Decimal(50),
        monthly_fee=Decimal(100),
        tiers=S3,
        credited_this_year=Decimal(700),
        annual_cap=Decimal(600),
    )

    assert result.amount == Decimal("0.00")


@pytest.mark.parametrize(
    ("fee", "minor_units", "amount"),
    [("1.25", 2, "0.13"), ("1.24", 2, "0.12"), ("125", 0, "13"), ("1.2345", 3, "0.123")],
)
def test_the_amount_is_rounded_half_up_to_the_minor_unit(fee, minor_units, amount):
    result = credit(Decimal("99.5"), monthly_fee=Decimal(fee), tiers=S3, minor_units=minor_units)

    assert result.amount == Decimal(amount)
    assert result.unrounded == Decimal(fee) / 10


def test_rounding_never_lifts_a_credit_above_its_cap():
    result = credit(Decimal(0), monthly_fee=Decimal(10), tiers=S3, monthly_cap=Decimal("1.005"))

    assert result.amount == Decimal("1.00")


@pytest.mark.parametrize(
    ("tiers", "problems"),
    [
        (S3, []),
        (tuple(reversed(S3)), []),
        ((), [TierProblem(TierFault.NO_TIERS, None)]),
        (S3[:2], [TierProblem(TierFault.NOT_FROM_ZERO, 1)]),
        ((S3[0], S3[2]), [TierProblem(TierFault.GAP, 0)]),
        ((S3[0], tier("95", "99.5", "25"), S3[2]), [TierProblem(TierFault.OVERLAP, 0)]),
        ((tier("99", "99.9", "30"), *S3[1:]), [TierProblem(TierFault.WORSE_EARNS_LESS, 0)]),
        ((*S3[:2], tier("95", "0", "100")), [TierProblem(TierFault.UPSIDE_DOWN, 2)]),
        ((*S3[:2], tier("0", "95", "101")), [TierProblem(TierFault.OUT_OF_RANGE, 2)]),
        ((tier("0", "NaN", "10"),), [TierProblem(TierFault.OUT_OF_RANGE, 0)]),
    ],
)
def test_a_table_of_tiers_has_no_gap_and_no_overlap(tiers, problems):
    assert tier_problems(tiers) == problems


@pytest.mark.parametrize("measured", [Decimal("-0.1"), Decimal("100.1")])
def test_a_service_level_outside_0_to_100_is_refused(measured):
    with pytest.raises(ValueError, match="percentage from 0 to 100"):
        credit(measured, monthly_fee=Decimal(1), tiers=S3)


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="must be exact"):
        credit(99.9, monthly_fee=Decimal(1), tiers=S3)


def test_an_unsound_table_and_a_negative_fee_are_refused():
    with pytest.raises(ValueError, match="not sound: gap"):
        credit(Decimal(1), monthly_fee=Decimal(1), tiers=[S3[0], S3[2]])
    with pytest.raises(ValueError, match="cannot be negative"):
        credit(Decimal(1), monthly_fee=Decimal(-1), tiers=S3)


@pytest.mark.parametrize(
    ("months", "chronic"),
    [
        ([98, 100, 98, 100, 98, 100], True),
        ([98, 98, 98, 100, 100, 100, 100], False),
        ([98, None, 98, None, None, None], False),
        ([99, 99, 99, 99, 99, 99], False),
        ([98, 98, 98], True),
    ],
)
def test_three_months_in_six_below_the_mark_are_chronic(months, chronic):
    assert is_chronic(months, below=99, times=3, within=6) is chronic


amounts = st.decimals(min_value=0, max_value=10**7, places=3)
levels = st.fractions(min_value=0, max_value=100)


@given(measured=levels, fee=amounts, cap=amounts, annual_cap=amounts, used=amounts)
def test_a_credit_is_never_above_its_caps(measured, fee, cap, annual_cap, used):
    result = credit(
        measured, monthly_fee=fee, tiers=S3, monthly_cap=cap, credited_this_year=used, annual_cap=annual_cap
    )

    assert 0 <= result.amount <= min(cap, max(Decimal(0), annual_cap - used))


@given(one=levels, other=levels, fee=amounts, minimum=amounts, cap=amounts)
def test_worse_service_never_earns_less(one, other, fee, minimum, cap):
    worse, better = sorted([one, other])

    def earned(level):
        return credit(level, monthly_fee=fee, tiers=S3, minimum=minimum, monthly_cap=cap).amount

    assert earned(worse) >= earned(better)


@given(bound=st.sampled_from([0, 1, 2]), shift=st.decimals(min_value="0.01", max_value="0.5", places=2))
def test_moving_one_bound_alone_breaks_the_table(bound, shift):
    moved = [*S3]
    moved[bound] = replace(S3[bound], lower=S3[bound].lower + shift)

    assert tier_problems(moved) != []
