from decimal import Decimal
from fractions import Fraction

import pytest

from sla.credits import Shape, Step, StepKey, Terms, credit
from tests.shared_data import shared_case
from tests.sla.credits.examples import S3, STEPS, month, tier

CASES = "sla/credit_cases.json"
TABLES = ["aws_s3_standard", "aws_s3_infrequent_access", "aws_compute_region", "google_bigtable", "azure_functions"]


def steps_of(case) -> Terms:
    rows = [
        tier(str(row["from_pct_inclusive"]), str(row["below_pct"]), str(row["credit_pct"])) for row in case["tiers"]
    ]
    lowest = min(row.lower for row in rows)
    # The calcbee example prints only the tier that is hit; what is below it is ours.
    rest = [tier("0", str(lowest), "100")] if lowest else []
    return Terms(shape=Shape.STEPS, tiers=tuple(rows + rest))


@pytest.mark.parametrize("case_id", [*TABLES, "calcbee_tier_example"])
def test_a_published_table_is_read_at_its_boundaries_as_published(case_id):
    case = shared_case(CASES, case_id)
    target, minimum = str(case["availability_target"]), Decimal(1) if "minimum_credit" in case else None

    for test in case["tests"]:
        bill = Decimal(str(test.get("monthly_bill", 100)))
        found = credit(
            month(str(test["availability_pct"]), target), terms=steps_of(case), monthly_fee=bill, minimum=minimum
        )
        whole = bill * test["expected_credit_pct"] / 100
        expected = test.get("expected_credit_payable", test.get("expected_credit", whole))

        assert found.rule.share * 100 == test["expected_credit_pct"]
        assert found.amount == Decimal(str(expected)).quantize(Decimal("0.01"))


@pytest.mark.parametrize("case_id", ["atlassian_worked_example", "thirty_day_downtime_blog"])
def test_published_downtime_becomes_the_published_level(case_id):
    (case,) = shared_case(CASES, case_id)["tests"]
    measured = 100 - Fraction(case["downtime_minutes"] * 100, case["total_minutes"])

    assert round(float(measured), 2) == case["expected_availability_2dp"]
    if "expected_credit_pct" in case:
        assert float(100 - measured) == pytest.approx(case["expected_downtime_pct"], abs=5e-7)
        assert credit(month(measured), terms=STEPS, monthly_fee=Decimal(200)).amount == Decimal("20.00")


def test_every_step_is_shown_in_order_from_what_to_what():
    result = credit(
        month("94"),
        terms=STEPS,
        monthly_fee=Decimal("1000"),
        minimum=Decimal("1"),
        monthly_cap=Decimal("300"),
        credited_this_year=Decimal("450"),
        annual_cap=Decimal("600"),
    )

    assert result.tier == S3[2]
    assert result.steps == (
        Step(StepKey.RULE, None, Decimal(0), Decimal(1000)),
        Step(StepKey.MINIMUM, Decimal(1), Decimal(1000), Decimal(1000)),
        Step(StepKey.MONTHLY_CAP, Decimal(300), Decimal(1000), Decimal(300)),
        Step(StepKey.ANNUAL_CAP, Decimal(150), Decimal(300), Decimal(150)),
    )
    assert [step.changed for step in result.steps] == [True, False, True, True]
    assert result.amount == Decimal("150.00")


def test_steps_that_change_nothing_are_shown_too():
    result = credit(month("99.95"), terms=STEPS, monthly_fee=Decimal("1000"))

    assert result.tier is None
    assert [(step.key, step.limit, step.amount, step.changed) for step in result.steps] == [
        (key, None, 0, False) for key in StepKey
    ]


def test_the_minimum_goes_before_the_caps():
    found = credit(month("99.5"), terms=STEPS, monthly_fee=Decimal(100), minimum=Decimal(10), monthly_cap=Decimal(5))

    assert found.amount == 0


def test_a_used_up_annual_cap_leaves_nothing():
    result = credit(
        month("50"), terms=STEPS, monthly_fee=Decimal(100), credited_this_year=Decimal(700), annual_cap=Decimal(600)
    )

    assert result.amount == Decimal("0.00")


@pytest.mark.parametrize(
    ("fee", "minor_units", "amount"),
    [("1.25", 2, "0.13"), ("1.24", 2, "0.12"), ("125", 0, "13"), ("1.2345", 3, "0.123")],
)
def test_the_amount_is_rounded_half_up_to_the_minor_unit(fee, minor_units, amount):
    result = credit(month("99.5"), terms=STEPS, monthly_fee=Decimal(fee), minor_units=minor_units)

    assert result.amount == Decimal(amount)
    assert result.unrounded == Decimal(fee) / 10


def test_rounding_never_lifts_a_credit_above_its_cap():
    result = credit(month("0"), terms=STEPS, monthly_fee=Decimal(10), monthly_cap=Decimal("1.005"))

    assert result.amount == Decimal("1.00")


@pytest.mark.parametrize("measured", ["-0.1", "100.1"])
def test_a_service_level_outside_0_to_100_is_refused(measured):
    with pytest.raises(ValueError, match="percentage from 0 to 100"):
        credit(month(measured), terms=STEPS, monthly_fee=Decimal(1))


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="must be exact"):
        credit(month(99.9), terms=STEPS, monthly_fee=Decimal(1))


def test_an_unsound_table_and_a_negative_fee_are_refused():
    with pytest.raises(ValueError, match="not sound: gap"):
        credit(month("1"), terms=Terms(shape=Shape.STEPS, tiers=(S3[0], S3[2])), monthly_fee=Decimal(1))
    with pytest.raises(ValueError, match="cannot be negative"):
        credit(month("1"), terms=STEPS, monthly_fee=Decimal(-1))
