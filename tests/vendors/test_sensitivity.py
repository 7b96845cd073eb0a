from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.scoring import means, rank
from vendors.sensitivity import ScoreChange, WeightChange, smallest_change, smallest_score_change, weight_changes

SCALE = (1, 5)


def test_the_smallest_change_of_a_weight_is_found():
    # Alder leads by 5 - 3 on fit and trails by 3 on price: level at w * 2 = (1 - w) * 3, w = 60 %.
    scores = {"Alder": {"fit": 5, "price": 2}, "Birch": {"fit": 3, "price": 5}}

    change = smallest_change(scores, weights={"fit": 70, "price": 30})

    assert change == WeightChange("fit", Fraction(70), Fraction(60), "Birch")
    assert change.points == -10


def test_every_weight_says_whether_it_can_turn_the_winner():
    # With data out of 100 shares: nobody is better than Alder there, so no weight of it helps.
    scores = {"Alder": {"fit": 5, "price": 2, "data": 4}, "Birch": {"fit": 3, "price": 5, "data": 4}}

    found = weight_changes(scores, weights={"fit": 56, "price": 24, "data": 20})

    # Level where 2 fit = 3 price: fit f, price p = (100 - f) * 24 / 44, data the rest.
    assert found == {
        "fit": WeightChange("fit", Fraction(56), Fraction(100 * 3 * 24, 2 * 44 + 3 * 24), "Birch"),
        "price": WeightChange("price", Fraction(24), Fraction(100 * 2 * 56, 3 * 76 + 2 * 56), "Birch"),
        "data": None,
    }


@pytest.mark.parametrize(
    ("scores", "weights"),
    [
        ({"Alder": {"a": 3, "b": 3}, "Birch": {"a": 2, "b": 1}}, {"a": 50, "b": 50}),
        ({"Alder": {"a": 3, "b": 1}, "Birch": {"a": 1, "b": 3}}, {"a": 50, "b": 50}),
        ({"Alder": {"a": 3}, "Birch": {"a": 1}}, {"a": 100}),
        ({"Alder": {"a": 3}}, {"a": 100}),
        ({}, {"a": 100}),
    ],
)
def test_where_no_weight_changes_the_winner_there_is_no_change(scores, weights):
    assert smallest_change(scores, weights=weights) is None


@pytest.mark.parametrize(
    ("given_scores", "weights", "limits", "expected"),
    [
        # 0.4 ahead; fit counts 60 %, so its mean must rise by 2/3: two evaluators, 4/3 points, so 2.
        ({"A": {"fit": [4, 4], "price": [4, 4]}, "B": {"fit": [3, 3], "price": [4, 5]}}, (60, 40), {}, ("B", "fit", 2, "B")),
        # 1 ahead on one criterion, three evaluators: 3 points, which only the lowest has room for.
        ({"A": {"fit": [4, 4, 4]}, "B": {"fit": [2, 3, 4]}}, (100,), {}, ("B", "fit", 3, "B")),
        # No evaluator's score has room to turn it: 4 points apart with two evaluators.
        ({"A": {"fit": [5, 5]}, "B": {"fit": [1, 1]}}, (100,), {}, None),
        # The first stands just on its knock-out: one point less and it is out.
        ({"A": {"fit": [3, 3], "price": [5, 5]}, "B": {"fit": [3, 3], "price": [1, 1]}}, (50, 50), {"fit": 3}, ("A", "fit", -1, None)),
        # Shared first place, and only one in play.
        ({"A": {"fit": [3]}, "B": {"fit": [3]}}, (100,), {}, None),
        ({"A": {"fit": [3]}}, (100,), {}, None),
        ({}, (100,), {}, None),
    ],
)  # fmt: skip
def test_the_smallest_change_of_a_single_score_is_found(given_scores, weights, limits, expected):
    names = list(next(iter(given_scores.values()), {"fit": 0}))

    found = smallest_score_change(
        given_scores, weights=dict(zip(names, weights, strict=True)), scale=SCALE, knock_outs=limits
    )

    assert found == (expected and ScoreChange(*expected))


criteria = ["a", "b", "c"]
row = st.fixed_dictionaries({criterion: st.integers(0, 5) for criterion in criteria})
table = st.lists(row, min_size=2, max_size=5).map(lambda rows: dict(enumerate(rows)))
weighing = st.fixed_dictionaries({criterion: st.integers(1, 100) for criterion in criteria})


def first_at(scores, weights):
    return {row.option for row in rank(scores, weights=weights) if row.place == 1}


@given(scores=table, weights=weighing)
def test_past_a_change_another_option_is_first(scores, weights):
    total = sum(weights.values())
    leader = rank(scores, weights=weights)[0].option
    for change in filter(None, weight_changes(scores, weights=weights).values()):
        rest = 100 - change.before

        def moved(weight, change=change, rest=rest):
            others = {c: Fraction(100 * w, total) * (100 - weight) / rest for c, w in weights.items()}
            return first_at(scores, others | {change.criterion: weight})

        assert {leader, change.overtaken_by} <= moved(change.after)
        assert leader not in moved(change.after + change.points * Fraction(1, 10**9))
        assert moved(change.after - change.points * Fraction(1, 10**9)) == {leader}


cell = st.lists(st.integers(1, 5), min_size=2, max_size=2)
sheets = st.lists(st.fixed_dictionaries(dict.fromkeys(criteria, cell)), min_size=2, max_size=3).map(
    lambda rows: dict(enumerate(rows))
)


def turned(given_scores, weights, first):
    return first not in first_at(means(given_scores), weights) or len(first_at(means(given_scores), weights)) > 1


@given(given_scores=sheets, weights=weighing)
def test_no_smaller_move_of_a_single_score_turns_the_winner(given_scores, weights):
    winners = first_at(means(given_scores), weights)
    if len(winners) > 1:
        return
    (first,) = winners
    found = smallest_score_change(given_scores, weights=weights, scale=SCALE)
    tried = {
        abs(points - given_scores[option][criterion][place])
        for option in given_scores
        for criterion in criteria
        for place in range(2)
        for points in range(1, 6)
        if turned(_with(given_scores, option, criterion, place, points), weights, first)
    }

    assert (found and abs(found.points)) == min(tried, default=None)


def _with(given_scores, option, criterion, place, points):
    scores = list(given_scores[option][criterion])
    scores[place] = points
    return given_scores | {option: given_scores[option] | {criterion: scores}}
