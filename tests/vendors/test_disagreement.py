from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.disagreement import Disagreement, Spread, disagreement, median, spread


@pytest.mark.parametrize(
    ("scores", "expected", "wide"),
    [
        ([2, 5, 3], Spread(Fraction(2), Fraction(5)), True),
        ([2, 4], Spread(Fraction(2), Fraction(4)), True),
        ([2, 3.5], Spread(Fraction(2), Fraction("3.5")), False),
        ([4], Spread(Fraction(4), Fraction(4)), False),
    ],
)
def test_evaluators_two_points_apart_are_flagged(scores, expected, wide):
    assert spread(scores) == expected
    assert expected.is_wide is wide


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([3], Fraction(3)),
        ([5, 1, 3], Fraction(3)),
        ([5, 1, 3, 4], Fraction(7, 2)),
        ([1, 1, 5], Fraction(1)),
    ],
)
def test_the_middle_score_is_the_median(scores, expected):
    assert median(scores) == expected


@pytest.mark.parametrize(
    ("scores", "outliers", "talk"),
    [
        ({"A": 4, "B": 4, "C": 4}, (), False),
        ({"A": 4, "B": 4, "C": 3}, (), False),
        ({"A": 4, "B": 4, "C": 2}, ("C",), True),
        ({"A": 2, "B": 4}, (), True),
        ({"A": 1, "B": 4}, (), True),
        ({"A": 1, "B": 4, "C": 5, "D": 4}, ("A",), True),
        ({"A": Fraction(5, 2), "B": 4, "C": 4}, (), False),
    ],
)
def test_who_is_more_than_one_and_a_half_from_the_middle_stands_out(scores, outliers, talk):
    # With A at 1 and B at 4 the middle is 2.5: each lies exactly 1.5 from it, and neither stands out.
    found = disagreement(scores)

    assert (found.outliers, found.asks_for_talk) == (outliers, talk)


def test_what_was_found_says_spread_middle_and_who():
    assert disagreement({"A": 5, "B": 2, "C": 5}) == Disagreement(Spread(Fraction(2), Fraction(5)), Fraction(5), ("B",))


def test_without_scores_there_is_nothing_to_compare():
    assert spread([]) is None
    assert disagreement({}) is None


@given(scores=st.lists(st.integers(1, 5), min_size=1, max_size=9))
def test_whole_scores_are_talked_over_where_two_points_lie_between(scores):
    found = disagreement(dict(enumerate(scores)))

    assert found.spread.lowest <= found.median <= found.spread.highest
    assert found.asks_for_talk == (max(scores) - min(scores) >= 2)
