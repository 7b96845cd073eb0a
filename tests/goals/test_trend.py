import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.goals.trend import FAR, LAST, bounded, trend

START = datetime.date(2026, 1, 1)


def points(*pairs):
    return [(START + datetime.timedelta(days=day), Fraction(value)) for day, value in pairs]


def day(number):
    return START + datetime.timedelta(days=number)


@pytest.mark.parametrize(
    ("pairs", "slope", "level"),
    [
        ([(0, 10), (10, 20), (20, 30)], Fraction(1), Fraction(30)),
        ([(0, 5), (1, 5), (9, 5)], Fraction(0), Fraction(5)),
        # By hand, days counted from the last: x̄ = −10/3, ȳ = 4, Σ(x−x̄)(y−ȳ) = 17, Σ(x−x̄)² = 74/3.
        ([(0, 2), (4, 3), (7, 7)], Fraction(51, 74), Fraction(4) + Fraction(51, 74) * Fraction(10, 3)),
    ],
)
def test_the_line_of_least_squares(pairs, slope, level):
    found = trend(points(*pairs))

    assert (found.slope, found.level, found.count) == (slope, level, 3)
    assert (found.first, found.last) == (day(pairs[0][0]), day(pairs[-1][0]))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_days_say_nothing(count):
    assert trend(points((0, 1), (1, 2))[:count]) is None


def test_only_the_last_measurements_count():
    long_ago = [(number, 1000) for number in range(5)]
    lately = [(100 + number, number) for number in range(LAST)]

    found = trend(points(*long_ago, *lately))

    assert (found.slope, found.first, found.count) == (1, day(100), LAST)


@pytest.mark.parametrize("pairs", [[(1, 1), (0, 1), (2, 1)], [(0, 1), (0, 2), (1, 1)]])
def test_days_out_of_order_or_twice_are_refused(pairs):
    with pytest.raises(ValueError, match="in order"):
        trend(points(*pairs))


@pytest.mark.parametrize(
    ("target", "expected"),
    [(30, 20), (35, 25), (Fraction(61, 2), 21), (29, None), (30 + FAR, 20 + FAR), (31 + FAR, None)],
)
def test_when_the_line_meets_the_target(target, expected):
    found = trend(points((0, 10), (10, 20), (20, 30))).meets(Fraction(target))

    assert found == (None if expected is None else day(expected))


def test_a_level_line_never_meets_another_value():
    assert trend(points((0, 5), (1, 5), (2, 5))).meets(Fraction(6)) is None


@given(st.integers(-50, 50), st.integers(-500, 500), st.sets(st.integers(0, 400), min_size=3, max_size=8))
def test_points_on_a_line_give_that_line(slope, start, days):
    found = trend(points(*((number, start + slope * number) for number in sorted(days))))

    assert found.slope == slope
    assert found.at(day(500)) == start + slope * 500


@given(st.lists(st.fractions(-100, 100), min_size=3, max_size=8), st.fractions(-100, 100))
def test_lifting_every_value_lifts_the_forecast_as_much(values, lift):
    plain = trend(points(*enumerate(values)))
    lifted = trend(points(*((number, value + lift) for number, value in enumerate(values))))

    assert lifted.at(day(90)) == plain.at(day(90)) + lift


@pytest.mark.parametrize(("value", "expected"), [(-5, 0), (50, 50), (150, 100)])
def test_a_share_stays_what_it_can_be(value, expected):
    assert bounded(Fraction(value), low=Fraction(0), high=Fraction(100)) == expected
