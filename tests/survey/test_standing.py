from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.survey.standing import Score, average, barrier, moved, scores

ELEMENTS = ["know_why", "want", "know_how", "can", "keep"]


def of(*sums: int, answers: int = 10) -> dict[str, Score]:
    return scores(answers, sums, ELEMENTS)


@pytest.mark.parametrize(
    ("sums", "found"),
    [
        ((50, 50, 50, 50, 50), None),
        ((30, 50, 50, 50, 50), "know_why"),
        ((31, 50, 50, 50, 50), None),
        ((40, 29, 10, 40, 40), "want"),
        ((40, 40, 40, 40, 30), "keep"),
        ((10, 10, 10, 10, 10), "know_why"),
    ],
)
def test_the_barrier_is_the_first_element_at_three_or_below(sums, found):
    assert barrier(of(*sums)) == found


def test_an_average_a_hair_above_three_is_no_barrier_and_says_so():
    score = Score(3001, 1000)

    assert (score.is_barrier, score.places, score.band) == (False, 4, 1)
    assert Score(303, 100).places == 2
    assert (Score(3000, 1000).is_barrier, Score(3000, 1000).places) == (True, 1)


@pytest.mark.parametrize(("total", "band"), [(50, 0), (41, 0), (40, 1), (31, 1), (30, 3), (21, 3), (20, 4), (10, 4)])
def test_bands(total, band):
    assert Score(total, 10).band == band


def test_an_element_with_several_statements_is_their_mean():
    found = scores(2, [10, 6, 4], ["know_why", "know_why", "want"])

    assert found == {"know_why": Score(16, 4), "want": Score(4, 2)}
    assert average(found) == Decimal(3)


def test_without_answers_there_is_no_score():
    assert (scores(0, [0] * 5, ELEMENTS), average({}), barrier({})) == ({}, None, None)


def test_movement_is_between_what_both_asked():
    assert moved(of(30, 40, 40, 40, 40), {"know_why": Score(25, 10)}) == {"know_why": Decimal("0.5")}


@given(st.lists(st.integers(10, 50), min_size=5, max_size=5))
def test_the_average_lies_between_the_lowest_and_the_highest(sums):
    means = [Fraction(total, 10) for total in sums]

    assert min(means) <= Fraction(average(of(*sums))) <= max(means)


@given(st.lists(st.integers(10, 49), min_size=5, max_size=5), st.integers(0, 4))
def test_a_point_more_never_brings_the_barrier_forward(sums, place):
    better = [total + (at == place) for at, total in enumerate(sums)]
    order = [*ELEMENTS, None]

    assert order.index(barrier(of(*better))) >= order.index(barrier(of(*sums)))
