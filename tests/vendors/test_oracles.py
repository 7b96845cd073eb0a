"""Our weighted sum, TOPSIS and places beside those of pymcdm 1.4.0, on tables drawn at random. Published cases stand in test_scoring and test_topsis."""

import numpy as np
import pytest
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import minmax_normalization, vector_normalization

from vendors.robustness import even_weights, places_under
from vendors.scoring import rank
from vendors.topsis import leads, topsis

# It warns of options that are first or last on every criterion; ours may be.
pytestmark = pytest.mark.filterwarnings("ignore:Alternatives with indices")
SHAPES = [(4, 3), (3, 9), (7, 4), (20, 30)]


def drawn(vendors, criteria):
    rng = np.random.default_rng(vendors * 100 + criteria)
    return rng.integers(1, 6, (vendors, criteria)).astype(float), rng.dirichlet(np.ones(criteria))


def own_scale(table, cost=False):
    """pymcdm normalises a weighted sum; ours adds the scores as they are."""
    return table


@pytest.mark.parametrize("shape", SHAPES)
def test_the_weighted_sum_is_that_of_pymcdm(shape):
    table, weights = drawn(*shape)

    found = rank(
        {v: dict(enumerate(row.tolist())) for v, row in enumerate(table)}, weights=dict(enumerate(weights.tolist()))
    )

    theirs = WSM(own_scale)(table, weights, np.ones(shape[1]))
    assert {row.option: float(row.total) for row in found} == pytest.approx(dict(enumerate(theirs)), abs=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("ours", "theirs"), [("vector", vector_normalization), ("minmax", minmax_normalization)])
def test_topsis_is_that_of_pymcdm(shape, ours, theirs):
    # Its vector normalisation turns a cost column round instead of its ideal, so the columns here are all gains.
    table, weights = drawn(*shape)
    table[0] += 0.5  # minmax of pymcdm divides by nil where a column does not differ

    found = topsis(table.tolist(), weights=weights.tolist(), higher_is_better=[True] * shape[1], normalisation=ours)

    assert found == pytest.approx(TOPSIS(theirs)(table, weights, np.ones(shape[1])), abs=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_places_under_random_weights_are_those_of_pymcdm(shape):
    table, _weights = drawn(*shape)
    weightings = even_weights(shape[1], draws=30)
    method, gains = WSM(own_scale), np.ones(shape[1])

    theirs = [(method.rank(method(table, weights, gains)) - 1).tolist() for weights in weightings]

    assert places_under(weightings, table).tolist() == theirs


def test_the_two_ways_to_normalise_can_differ_in_the_winner():
    # On the long second column both are close together: stretched to 0..1 its small gap counts in full.
    matrix = [[3.0, 4.9], [3.6, 4.6]]

    by_length = topsis(matrix, weights=[0.5, 0.5], higher_is_better=[True, True])
    stretched = topsis(matrix, weights=[0.4, 0.6], higher_is_better=[True, True], normalisation="minmax")

    assert by_length[1] > by_length[0]
    assert stretched[0] > stretched[1]


def test_where_one_option_leads_is_measured_as_topsis_measures_it():
    matrix = [[3.0, 4.0], [4.0, 3.0]]

    assert leads(matrix, 0, 1, weights=[1, 1]) == pytest.approx([-0.1, 0.1])
    assert leads(matrix, 0, 1, weights=[3, 1], normalisation="minmax") == pytest.approx([-0.75, 0.25])
