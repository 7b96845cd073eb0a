import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_case
from vendors.topsis import topsis


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
@pytest.mark.parametrize("case_id", ["topsis_tzeng_huang_2011", "topsis_three_cars_R_MCDA"])
def test_published_closeness_is_reproduced(case_id, normalisation):
    case = shared_case("vendor/cases.json", case_id)
    inputs = case["inputs"]

    found = topsis(
        inputs["matrix"],
        weights=inputs["weights"],
        higher_is_better=[kind == "max" for kind in inputs["types"]],
        normalisation=normalisation,
    )

    assert found == pytest.approx(case["computed"][f"closeness_{normalisation}"], abs=6e-7)
    if normalisation == inputs["normalisation"]:
        assert found == pytest.approx(case["expected"]["closeness"], abs=case["tolerance"])


def test_a_published_subset_is_reproduced():
    # CRAN MCDA @ 16d8703d69, test-TOPSIS.R: Corsa and Clio, three criteria, weights that do not total 1.
    case = shared_case("vendor/cases.json", "topsis_three_cars_R_MCDA")

    found = topsis(
        [row[:3] for row in case["inputs"]["matrix"][:2]],
        weights=case["inputs"]["weights"][:3],
        higher_is_better=[False, True, True],
    )

    assert found == pytest.approx(case["subset"]["expected"]["closeness"], abs=case["tolerance"])


@pytest.mark.parametrize("normalisation", ["vector", "minmax"])
@pytest.mark.parametrize("matrix", [[[3, 0]], [[3, 0], [3, 0]]])
def test_options_that_do_not_differ_are_in_the_middle(matrix, normalisation):
    found = topsis(matrix, weights=[1, 1], higher_is_better=[True, False], normalisation=normalisation)

    assert set(found) == {0.5}


@pytest.mark.parametrize(
    ("matrix", "weights", "directions", "sentence"),
    [
        ([], [], [], "needs a value"),
        ([[1, 2]], [1], [True], "needs a value"),
        ([[1, 2]], [1, 1], [True], "needs a value"),
        ([[1, 2]], [1, -1], [True, True], "negative or all nil"),
        ([[1, 2]], [0, 0], [True, True], "negative or all nil"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(matrix, weights, directions, sentence):
    with pytest.raises(ValueError, match=sentence):
        topsis(matrix, weights=weights, higher_is_better=directions)


@given(
    matrix=st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=6),
    weights=st.lists(st.integers(1, 9), min_size=3, max_size=3),
    scale=st.floats(0.01, 100),
)
def test_closeness_lies_between_0_and_1_and_ignores_the_scale_of_the_weights(matrix, weights, scale):
    found = topsis(matrix, weights=weights, higher_is_better=[True, True, False])
    scaled = topsis(matrix, weights=[weight * scale for weight in weights], higher_is_better=[True, True, False])

    assert all(0 <= value <= 1 for value in found)
    assert found == pytest.approx(scaled)
