from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_case
from vendors.scoring import Standing, WeightFault, mean, means, rank, weight_faults

WEIGHTS = {"fit": 50, "price": 30, "data": 20}
SCORES = {
    "Alder": {"fit": 5, "price": 2, "data": 3},
    "Birch": {"fit": 3, "price": 5, "data": 4},
    "Cedar": {"fit": 4, "price": 4, "data": 1},
}


def standing(option, total, place, *, tied=False, out=(), missing=()):
    return Standing(option, None if total is None else Fraction(total), place, tied, out, missing)


@pytest.mark.parametrize(
    ("weights", "faults"),
    [
        ({"a": 60, "b": 40}, []),
        ({"a": Decimal("33.3"), "b": Decimal("33.3"), "c": Decimal("33.4")}, []),
        ({"a": 99.9, "b": 0.1}, []),
        ({"a": 100, "b": 0}, []),
        ({}, [WeightFault.NO_WEIGHTS]),
        ({"a": 60, "b": Decimal("39.99")}, [WeightFault.NOT_100]),
        ({"a": 110, "b": -10}, [WeightFault.NEGATIVE]),
        ({"a": -10}, [WeightFault.NEGATIVE, WeightFault.NOT_100]),
    ],
)
def test_weights_total_exactly_100(weights, faults):
    assert weight_faults(weights) == faults


def test_the_weighted_sum_decides():
    result = rank(SCORES, weights=WEIGHTS)

    assert result == [standing("Birch", "3.8", 1), standing("Alder", "3.7", 2), standing("Cedar", "3.4", 3)]


def test_a_published_weighted_sum_is_reproduced():
    # scikit-criteria @ 35f17eee, tests/agg/test_simple.py: weights 1, 1, 1 give 4 and 11, ours are
    # divided by 3.
    case = shared_case("vendor/cases.json", "wsm_two_by_three_skcriteria")
    rows = {option: dict(enumerate(row)) for option, row in enumerate(case["inputs"]["matrix"])}

    result = rank(rows, weights=dict(enumerate(case["inputs"]["weights"])))

    assert {row.option: row.total * 3 for row in result} == dict(enumerate(case["expected"]["scores"]))
    assert {row.option: row.place for row in result} == dict(enumerate(case["expected"]["rank"]))


def test_direct_values_are_scaled_as_published():
    # AHPy @ d818996519, test_normalized_weights (Haas & Meixner): one criterion each, so that totals are
    # the weights.
    case = shared_case("vendor/cases.json", "haas_meixner_direct")
    total = sum(case["inputs"].values())

    result = rank(
        {car: {"value": Fraction(value, total)} for car, value in case["inputs"].items()}, weights={"value": 1}
    )

    assert {row.option: float(row.total) for row in result} == pytest.approx(case["expected"], abs=case["tolerance"])


def test_equals_share_a_place_and_are_said_to_be_tied():
    third = Fraction(1, 3)
    scores = {"Alder": {"a": third, "b": 2 * third}, "Birch": {"a": 2 * third, "b": third}, "Cedar": {"a": 0, "b": 0}}

    result = rank(scores, weights={"a": 0.1, "b": Decimal("0.1")})

    assert result == [
        standing("Alder", "1/2", 1, tied=True),
        standing("Birch", "1/2", 1, tied=True),
        standing("Cedar", 0, 3),
    ]


def test_a_knocked_out_option_has_a_total_but_no_place():
    result = rank(SCORES, weights=WEIGHTS, knock_outs={"price": 3, "data": 2})

    assert result == [
        standing("Birch", "3.8", 1),
        standing("Alder", "3.7", None, out=("price",)),
        standing("Cedar", "3.4", None, out=("data",)),
    ]


def test_a_demand_of_weight_nil_can_knock_out_but_does_not_count():
    scores = {"Alder": {"fit": 5, "escrow": 0}, "Birch": {"fit": 3, "escrow": 1}}

    result = rank(scores, weights={"fit": 100, "escrow": 0}, knock_outs={"escrow": 1})

    assert result == [standing("Birch", 3, 1), standing("Alder", 5, None, out=("escrow",))]


def test_a_missing_score_is_not_nil():
    result = rank({"Alder": {"fit": 5}, "Birch": SCORES["Birch"]}, weights=WEIGHTS)

    assert result == [
        standing("Birch", "3.8", 1),
        standing("Alder", None, None, missing=("price", "data")),
    ]


@pytest.mark.parametrize("weights", [{}, {"fit": 0}, {"fit": 2, "price": -1}])
def test_weights_that_cannot_rank_are_refused(weights):
    with pytest.raises(ValueError, match="negative or all nil"):
        rank(SCORES, weights=weights)


def test_scores_of_evaluators_are_averaged_exactly():
    assert mean([1, 2, Decimal("2.5")]) == Fraction(11, 6)
    assert mean([]) is None
    assert means({"Alder": {"fit": [4, 5], "price": []}}) == {"Alder": {"fit": Fraction(9, 2)}}


criteria = ["a", "b", "c", "d"]
row = st.fixed_dictionaries({criterion: st.integers(0, 5) for criterion in criteria})
table = st.lists(row, min_size=2, max_size=5).map(lambda rows: dict(enumerate(rows)))
weighing = st.fixed_dictionaries({criterion: st.integers(1, 100) for criterion in criteria})


@given(scores=table, weights=weighing, scale=st.fractions(min_value="1/1000", max_value=1000))
def test_the_ranking_ignores_the_scale_of_the_weights(scores, weights, scale):
    scaled = {criterion: weight * scale for criterion, weight in weights.items()}

    assert rank(scores, weights=scaled) == rank(scores, weights=weights)


@given(
    scores=table,
    weights=weighing,
    better=st.fixed_dictionaries({criterion: st.integers(0, 3) for criterion in criteria}),
)
def test_a_dominated_option_never_comes_before_the_one_that_dominates_it(scores, weights, better):
    scores = scores | {"above": {criterion: scores[0][criterion] + better[criterion] for criterion in criteria}}

    places = {row.option: row.place for row in rank(scores, weights=weights)}

    assert places["above"] <= places[0]


@given(scores=table, weights=weighing, criterion=st.sampled_from(criteria), more=st.integers(1, 5))
def test_a_better_score_never_lowers_a_place(scores, weights, criterion, more):
    raised = scores | {0: scores[0] | {criterion: scores[0][criterion] + more}}

    before = {row.option: row.place for row in rank(scores, weights=weights)}
    after = {row.option: row.place for row in rank(raised, weights=weights)}

    assert after[0] <= before[0]
