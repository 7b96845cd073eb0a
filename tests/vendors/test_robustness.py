from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vendors.robustness import DRAWS, SEED, Firmness, even_weights, firmness, near_weights, places_under

MIRRORED = {"Alder": {"a": 5, "b": 1, "c": 9}, "Birch": {"a": 1, "b": 5, "c": 0}}


def test_an_option_better_everywhere_stays_first_under_all_weights():
    found = firmness({"Alder": {"a": 3, "b": 3}, "Birch": {"a": 2, "b": 1}}, weights={"a": 1, "b": 1})

    assert found.shares == {"Alder": (1.0, 0.0), "Birch": (0.0, 1.0)}
    assert (found.draws, found.seed) == (10_000, 20_250_101)
    assert list(found.central) == ["Alder"]


def test_mirrored_options_are_first_half_of_the_time():
    found = firmness(MIRRORED, weights={"a": 70, "b": 30, "c": 0})

    assert found.first("Alder") == pytest.approx(0.5, abs=0.02)
    assert sum(found.shares[option][0] for option in found.shares) == 1
    assert firmness(MIRRORED, weights={"a": 70, "b": 30}) == found


def test_the_share_of_first_places_is_that_of_the_triangle():
    # Two criteria: w is even on 0..1. Alder 5 w + 2 (1 - w) is ahead of Birch 3 w + 5 (1 - w) where w > 3/5.
    found = firmness({"Alder": {"a": 5, "b": 2}, "Birch": {"a": 3, "b": 5}}, weights={"a": 50, "b": 50})

    assert found.first("Alder") == pytest.approx(0.4, abs=3 * found.margin("Alder"))


def test_central_weights_are_the_mean_of_those_that_put_an_option_first():
    # Alder is first where w lies above 3/5: the mean of that part of 0..1 is 4/5.
    found = firmness({"Alder": {"a": 5, "b": 2}, "Birch": {"a": 3, "b": 5}}, weights={"a": 50, "b": 50})

    assert found.central["Alder"] == pytest.approx({"a": 0.8, "b": 0.2}, abs=0.01)
    assert found.central["Birch"] == pytest.approx({"a": 0.3, "b": 0.7}, abs=0.01)


def test_equals_share_the_better_place():
    found = firmness({"A": {"x": 3}, "B": {"x": 3}, "C": {"x": 1}}, weights={"x": 100})

    assert found.shares == {"A": (1.0, 0.0, 0.0), "B": (1.0, 0.0, 0.0), "C": (0.0, 0.0, 1.0)}


def test_a_small_doubt_about_the_weights_does_not_turn_a_clear_lead():
    scores = {"Alder": {"a": 5, "b": 2}, "Birch": {"a": 3, "b": 4}}

    assert firmness(scores, weights={"a": 60, "b": 40}, within=0.1).first("Alder") == 1.0
    assert firmness(scores, weights={"a": 52, "b": 48}, within=0.5).first("Alder") == pytest.approx(0.55, abs=0.05)


def test_without_options_there_is_nothing_to_draw():
    assert firmness({}, weights={"a": 1}) == Firmness({}, {}, DRAWS, SEED)


@pytest.mark.parametrize("within", [0, -0.1, 1.01])
def test_weights_move_by_a_part_of_themselves(within):
    with pytest.raises(ValueError, match="more than nothing"):
        firmness(MIRRORED, weights={"a": 1}, within=within)


def test_a_missing_score_is_not_nil():
    with pytest.raises(KeyError):
        firmness({"Alder": {"a": 1}}, weights={"a": 1, "b": 1})


def test_even_weights_have_the_moments_of_the_simplex():
    # Dirichlet(1, …, 1) of 4: mean 1/4, variance 3/80.
    drawn = even_weights(4)

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert drawn.mean(axis=0) == pytest.approx([0.25] * 4, abs=0.01)
    assert drawn.var(axis=0) == pytest.approx([3 / 80] * 4, abs=0.002)


def test_near_weights_stay_near():
    drawn = near_weights([0.5, 0.3, 0.2], within=0.2)
    ratio = drawn[:, 0] / drawn[:, 1]

    assert drawn.sum(axis=1) == pytest.approx(1)
    assert 0.5 / 0.3 * 0.8 / 1.2 <= ratio.min() <= ratio.max() <= 0.5 / 0.3 * 1.2 / 0.8


tables = st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=1, max_size=6)


@settings(max_examples=40)
@given(tables)
def test_places_are_those_of_sorting(rows):
    drawn, table = even_weights(3, draws=50), np.array(rows, dtype=float)

    found = places_under(drawn, table)

    totals = drawn @ table.T
    slow = [[sum(other > own + 1e-9 for other in row) for own in row] for row in totals]
    assert found.tolist() == slow


@settings(max_examples=40)
@given(tables, st.integers(1, 1000))
def test_shares_of_an_option_total_one_and_ignore_the_scale_of_the_weights(rows, scale):
    scores = {number: dict(enumerate(row)) for number, row in enumerate(rows)}

    found = firmness(scores, weights={0: 5, 1: 3, 2: 2}, within=0.5, draws=100)

    assert all(sum(shares) == pytest.approx(1) for shares in found.shares.values())
    assert (
        firmness(scores, weights={0: 5 * scale, 1: 3 * scale, 2: 2 * scale}, within=0.5, draws=100).shares
        == found.shares
    )


@settings(max_examples=40)
@given(tables)
def test_who_is_better_everywhere_is_never_behind(rows):
    ordered = sorted(rows, key=sum)
    scores = {number: dict(enumerate(np.maximum.accumulate(ordered, axis=0)[number])) for number in range(len(ordered))}

    found = firmness(scores, weights={0: 1, 1: 1, 2: 1}, draws=100)

    firsts = [found.first(number) for number in scores]
    assert all(lower <= higher for lower, higher in pairwise(firsts))
