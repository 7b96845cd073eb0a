import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_case
from vendors.ahp import ahp
from vendors.ahp_judges import down, matrix_of, mend, on_scale, ratio, together

times = st.sampled_from([*range(-9, -1), *range(1, 10)])


@pytest.mark.parametrize(("said", "value"), [(1, 1), (9, 9), (-2, 0.5), (-9, 1 / 9)])
def test_a_judgement_is_a_ratio(said, value):
    assert ratio(said) == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "step"), [(1, 1), (1.4, 1), (1.6, 2), (12, 9), (0.9, 1), (0.5, -2), (0.3, -3), (0.01, -9)]
)
def test_a_ratio_is_brought_to_the_nearest_step_of_the_scale(value, step):
    assert on_scale(value) == step


@given(times)
def test_every_step_of_the_scale_comes_back(said):
    assert on_scale(ratio(said)) == said


def test_what_nobody_judged_is_left_open_in_the_matrix():
    assert matrix_of(3, {(0, 1): 2.0}) == [[1.0, 2.0, None], [0.5, 1.0, None], [None, None, 1.0]]


def test_judges_are_taken_together_by_the_geometric_mean():
    found = together([{(0, 1): 2.0, (0, 2): 3.0}, {(0, 1): 8.0}])

    assert list(found) == [(0, 1), (0, 2)]
    both, alone = found.values()
    assert (both.ratio, both.lowest, both.highest, both.judges, both.apart) == pytest.approx((4, 2, 8, 2, 4))
    assert (alone.ratio, alone.judges, alone.apart) == pytest.approx((3, 1, 1))


def test_two_judges_who_say_the_opposite_together_say_equal():
    found = together([{(0, 1): 5.0}, {(1, 0): 5.0}])

    assert (found[0, 1].ratio, found[0, 1].apart) == pytest.approx((1, 25))


@given(st.lists(st.fixed_dictionaries({(0, 1): times, (0, 2): times, (1, 2): times}), min_size=1, max_size=5))
def test_judges_together_never_contradict_more_than_the_worst_of_them(judges):
    ratios = [{pair: ratio(said) for pair, said in given.items()} for given in judges]

    both = ahp(matrix_of(3, {pair: said.ratio for pair, said in together(ratios).items()}))

    assert both.consistency_ratio <= max(ahp(matrix_of(3, one)).consistency_ratio for one in ratios) + 1e-9


@given(st.lists(st.floats(0.1, 10), min_size=3, max_size=3), st.lists(st.floats(0.1, 10), min_size=3, max_size=3))
def test_judges_who_agree_with_themselves_agree_together(one, other):
    ratios = [{(i, j): w[i] / w[j] for i, j in ((0, 1), (0, 2), (1, 2))} for w in (one, other)]

    found = ahp(matrix_of(3, {pair: said.ratio for pair, said in together(ratios).items()}))

    means = [(a * b) ** 0.5 for a, b in zip(one, other, strict=True)]
    assert found.weights == pytest.approx([mean / sum(means) for mean in means], rel=1e-6)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-6)


def test_the_judgement_that_contradicts_the_others_is_named_with_the_value_that_fits():
    # 1 is twice 2, 2 is twice 3, 3 is twice 4, all chains agree; only 1 against 4 was turned round.
    matrix = matrix_of(4, {(0, 1): 2, (1, 2): 2, (2, 3): 2, (0, 2): 4, (1, 3): 4, (0, 3): 1 / 8})

    found = mend(matrix)

    assert (found.pair, found.said, found.fits) == ((0, 3), 1 / 8, 8)
    assert found.ratio_after == pytest.approx(0, abs=1e-9)
    assert ahp(matrix).consistency_ratio > 0.1


def test_judgements_that_fit_need_no_mending():
    assert mend(matrix_of(3, {(0, 1): 2, (1, 2): 2, (0, 2): 4})) is None


def test_a_chain_without_a_circle_cannot_contradict_itself():
    assert mend(matrix_of(3, {(0, 1): 9, (1, 2): 9})) is None


@given(st.fixed_dictionaries({(i, j): times for i in range(5) for j in range(i + 1, 5)}))
def test_mending_never_makes_it_worse(said):
    matrix = matrix_of(5, {pair: ratio(value) for pair, value in said.items()})

    found = mend(matrix)

    if found:
        first, second = found.pair
        matrix[first][second], matrix[second][first] = found.fits, 1 / found.fits
        assert ahp(matrix).consistency_ratio == pytest.approx(found.ratio_after)
        assert found.ratio_after < ahp(matrix_of(5, {p: ratio(v) for p, v in said.items()})).consistency_ratio


def test_the_published_car_is_mended_where_it_contradicts_itself_most():
    node = next(node for node in shared_case("vendor/cases.json", "ahplib_car")["nodes"] if "matrix" in node)

    found = mend(node["matrix"])

    before = ahp(node["matrix"]).consistency_ratio
    assert before == pytest.approx(0.076, abs=0.0005)
    assert found.ratio_after < before / 2


def test_weights_are_multiplied_down():
    assert down([0.6, 0.4], [[0.5, 0.5], [1.0]]) == [[0.3, 0.3], [0.4]]
