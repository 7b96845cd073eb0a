from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sla.credits import Shape, Terms, TermsFault, TermsProblem, credit, earned, terms_problems
from sla.credits.exact import Direction
from tests.sla.credits.examples import (
    BY_HOUR,
    BY_INCIDENT,
    DAYS,
    EVERY,
    FIXED,
    HOURS_OVER,
    LINEAR,
    OF_WHOLE,
    POINTS,
    PRO_RATA,
    STEPS,
    late,
    month,
)

FEE = Decimal(1000)


def amount(level, terms, **fields) -> Fraction:
    return earned(level, terms=terms, fee=FEE, **fields).amount


@pytest.mark.parametrize(
    ("terms", "measured", "expected"),
    [
        (STEPS, "99.42", 100),
        (STEPS, "98.9999", 250),
        (POINTS, "99.8", 20),  # 0.1 points: one step, not two
        (POINTS, "99.79999", 40),  # a started step counts whole
        (POINTS, "99.42", 100),  # 0.48 points: five started tenths
        (POINTS, "0", 1000),  # never more than the fee
        (PRO_RATA, "49.95", 500),  # half of what was promised
        (OF_WHOLE, "99", 20),  # 1 % missing, paid twice
        (LINEAR, "99.9", 0),
        (LINEAR, "99.45", 150),  # half way
        (LINEAR, "99", 300),
        (LINEAR, "50", 300),  # and no more beyond
        (DAYS, "99.42", 100),  # three of thirty days
        (DAYS, "94", 500),
        (FIXED, "99.8", 120),
    ],
)
def test_each_shape_gives_its_amount(terms, measured, expected):
    assert amount(month(measured), terms) == expected


def test_days_of_service_are_days_of_that_month():
    assert amount(month("99.42", days=31), DAYS) == Fraction(3000, 31)


@pytest.mark.parametrize(("hours", "expected"), [("0.01", 50), ("1", 50), ("1.0001", 100), ("24", 1200)])
def test_a_started_hour_of_downtime_counts_whole(hours, expected):
    assert amount(month("99", lost_hours=Decimal(hours)), BY_HOUR) == expected


def test_each_incident_costs_its_amount():
    assert amount(month("99", incidents=3), BY_INCIDENT) == 120


@pytest.mark.parametrize(("terms", "expected"), [(STEPS, 60), (POINTS, 60), (FIXED, 72)])
def test_only_the_affected_share_of_the_fee_counts(terms, expected):
    assert amount(month("99.42"), replace(terms, affected=Decimal(60))) == expected


@pytest.mark.parametrize(("measured", "expected"), [("4", 0), ("4.1", 100), ("8", 100), ("8.1", 250)])
def test_where_less_is_better_a_table_reads_upwards(measured, expected):
    assert amount(late(measured), Terms(shape=Shape.STEPS, tiers=HOURS_OVER)) == expected


def test_where_less_is_better_points_count_above_the_target():
    terms = Terms(shape=Shape.POINTS, step=Decimal(1), percent=Decimal(5))

    assert amount(late("6.5"), terms) == 150


def test_twice_the_allowed_time_misses_the_whole_of_what_was_promised():
    assert amount(late("8"), PRO_RATA) == FEE
    assert amount(late("6"), PRO_RATA) == 500


def test_the_whole_of_an_error_rate_is_the_rate_itself():
    assert amount(late("3", "1"), OF_WHOLE) == 60


@pytest.mark.parametrize("terms", EVERY)
@pytest.mark.parametrize("measured", ["99.9", "100"])
def test_a_month_at_or_above_its_target_earns_nothing(terms, measured):
    assert amount(month(measured, lost_hours=5, incidents=4), terms) == 0


@pytest.mark.parametrize(
    ("terms", "problems"),
    [
        (replace(POINTS, step=None), [TermsProblem(TermsFault.MISSING, "step")]),
        (replace(POINTS, step=Decimal(0)), [TermsProblem(TermsFault.NOT_ABOVE_ZERO, "step")]),
        (replace(POINTS, percent=Decimal(101)), [TermsProblem(TermsFault.OUT_OF_RANGE, "percent")]),
        (replace(FIXED, amount=Decimal("NaN")), [TermsProblem(TermsFault.OUT_OF_RANGE, "amount")]),
        (replace(FIXED, affected=Decimal(200)), [TermsProblem(TermsFault.OUT_OF_RANGE, "affected")]),
        (replace(LINEAR, last_level=Decimal("99.95")), [TermsProblem(TermsFault.WRONG_ORDER, "last_level")]),
        (replace(LINEAR, first_percent=Decimal(40)), [TermsProblem(TermsFault.WORSE_EARNS_LESS, "last_percent")]),
    ],
)
def test_terms_that_are_not_sound_say_which_field(terms, problems):
    assert terms_problems(terms) == problems


def test_a_share_of_the_whole_needs_a_percentage():
    found = terms_problems(OF_WHOLE, direction=Direction.AT_MOST, is_percentage=False)

    assert found == [TermsProblem(TermsFault.NOT_A_PERCENTAGE, "basis")]


def test_days_of_service_are_at_most_a_month():
    tiers = (replace(DAYS.tiers[0], earns=Decimal(32)), *DAYS.tiers[1:])

    assert [problem.fault for problem in terms_problems(replace(DAYS, tiers=tiers))] == ["out_of_range"]


def test_unsound_terms_are_refused_by_the_calculation():
    with pytest.raises(ValueError, match="points step missing"):
        credit(month("99"), terms=replace(POINTS, step=None), monthly_fee=FEE)
