import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.budget.earning import by_count, by_weight, credited, planned_share, share_on

DAY = datetime.timedelta(days=1)
START = datetime.date(2026, 3, 1)


def day(n):
    return START + n * DAY


@pytest.mark.parametrize(("on", "share"), [(-1, "0"), (0, "0.1"), (4, "0.5"), (9, "1"), (99, "1")])
def test_the_plan_is_spread_evenly_over_ten_days(on, share):
    assert planned_share(day(0), day(9), day(on)) == Decimal(share)


def test_one_day_of_work_is_planned_on_that_day():
    assert [planned_share(START, START, day(n)) for n in (-1, 0)] == [0, 1]


@given(st.integers(0, 400), st.integers(-20, 420))
def test_what_is_planned_never_falls_and_stays_within_all_of_it(length, on):
    now, next_day = (planned_share(START, day(length), day(on + n)) for n in (0, 1))

    assert 0 <= now <= next_day <= 1


def test_the_share_of_a_day_is_that_of_the_last_change():
    changes = [(day(3), Decimal("0.2")), (day(7), Decimal("0.6"))]

    assert [share_on(changes, day(n)) for n in (2, 3, 6, 7, 50)] == [
        0,
        Decimal("0.2"),
        Decimal("0.2"),
        Decimal("0.6"),
        Decimal("0.6"),
    ]


def test_of_two_changes_on_a_day_the_later_one_counts():
    assert share_on([(day(3), Decimal("0.2")), (day(3), Decimal("0.4"))], day(3)) == Decimal("0.4")


@pytest.mark.parametrize(
    ("rule", "seen", "earned"),
    [
        ("zero_hundred", "0.99", "0"),
        ("zero_hundred", "1", "1"),
        ("fifty_fifty", "0", "0"),
        ("fifty_fifty", "0.01", "0.5"),
        ("fifty_fifty", "0.99", "0.5"),
        ("fifty_fifty", "1", "1"),
        ("by_hand", "0.37", "0.37"),
        ("by_hand", "1.2", "1"),
    ],
)
def test_a_rule_says_what_is_earned(rule, seen, earned):
    assert credited(rule, Decimal(seen)) == Decimal(earned)


def test_milestones_earn_their_weight_on_their_day():
    weights = [(Decimal(30), day(5)), (Decimal(50), None), (Decimal(20), day(2))]

    assert by_weight(weights, whole=Decimal(100)) == [(day(2), Decimal("0.2")), (day(5), Decimal("0.5"))]


def test_weights_that_do_not_make_a_hundred_do_not_earn_everything():
    assert by_weight([(Decimal(60), day(1))], whole=Decimal(100)) == [(day(1), Decimal("0.6"))]


def test_three_things_done_are_exactly_all():
    assert by_count([day(1), day(3), day(2)])[-1] == (day(3), 1)
    assert by_count([]) == []
    assert by_count([None, None]) == []
