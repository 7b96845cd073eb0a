from itertools import pairwise

import ahpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared_data import shared_case, shared_json
from vendors.ahp import ahp, joined

CASES = "vendor/cases.json"


@pytest.mark.parametrize("case_id", ["saaty_drinks", "ahp_r_consistent_3x3"])
def test_published_weights_and_ratio_are_reproduced(case_id):
    case = shared_case(CASES, case_id)

    result = ahp(case["matrix"])

    weights = dict(zip(case["names"], result.weights, strict=True))
    assert weights == pytest.approx(case["expected"]["weights"], abs=case["tolerance"])
    assert weights == pytest.approx(case["computed"]["eigenvector"], abs=6e-7)
    assert result.consistency_ratio == pytest.approx(case["expected"]["cr"], abs=0.0005)
    assert result.largest_eigenvalue == pytest.approx(case["computed"]["lambda_max"], abs=6e-7)
    assert result.is_consistent


def priorities(case):
    """The weight that each alternative gets when the weights of a hierarchy are multiplied down."""
    nodes = {node["parent"]: node for node in case["nodes"]}

    def down(name, share):
        if name not in nodes:
            return {name: share}
        node = nodes[name]
        values = ahp(node["matrix"]).weights if "matrix" in node else node["direct_values"]
        local = [value / sum(values) for value in values]
        found = {}
        for child, weight in zip(node["compares"], local, strict=True):
            for leaf, value in down(child, share * weight).items():
                found[leaf] = found.get(leaf, 0) + value
        return found

    return down(case["root"], 1)


@pytest.mark.parametrize("case_id", ["saaty_cities", "wikipedia_car", "ahplib_car"])
def test_published_hierarchies_are_reproduced(case_id):
    case = shared_case(CASES, case_id)

    found = priorities(case)

    assert found == pytest.approx(case["expected"]["published_priorities"], abs=case["tolerance"])
    assert found == pytest.approx(case["expected"]["computed_priorities"], abs=1e-4)


def test_both_random_indices_give_their_published_ratio():
    # AhpAnpLib @ b57e9ffeec prints the later index; the classic one was computed beside it from the same
    # matrix.
    nodes = [node for node in shared_case(CASES, "ahplib_car")["nodes"] if "matrix" in node]

    for node in nodes:
        later = ahp(node["matrix"], random_index="later")
        classic = ahp(node["matrix"], random_index="classic")

        assert later.consistency_ratio == pytest.approx(node["published_inconsistency"], abs=0.0006)
        assert classic.consistency_ratio == pytest.approx(node["computed_cr_RI_saaty_0.58_0.90_1.12"], abs=1e-6)
        assert (later.random_index, classic.random_index) == ("later", "classic")


def test_judgements_that_go_round_in_a_circle_are_inconsistent():
    assert not ahp([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]).is_consistent


@pytest.mark.parametrize(("matrix", "weights"), [([[1]], (1,)), ([[1, 4], [0.25, 1]], (0.8, 0.2))])
def test_one_or_two_criteria_are_always_consistent(matrix, weights):
    result = ahp(matrix)

    assert result.weights == pytest.approx(weights)
    assert result.consistency_ratio == 0


@pytest.mark.parametrize(
    ("matrix", "sentence"),
    [
        ([], "square of 1 to 15"),
        ([[1, 2]], "square of 1 to 15"),
        ([[1] * 16] * 16, "square of 1 to 15"),
        ([[1, 0], [0, 1]], "above 0"),
        ([[1, float("nan")], [1, 1]], "above 0"),
        ([[1, 2], [2, 1]], "one divided by"),
        ([[2]], "one divided by"),
        ([[1, 2], [None, 1]], "one divided by"),
        ([[1, None], [None, 1]], "do not join"),
        ([[1, 2, None], [0.5, 1, None], [None, None, 1]], "do not join"),
    ],
)
def test_what_is_no_set_of_judgements_is_refused(matrix, sentence):
    with pytest.raises(ValueError, match=sentence):
        ahp(matrix)


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=15))
def test_consistent_judgements_give_back_the_weights_they_came_from(weights):
    result = ahp([[one / other for other in weights] for one in weights])

    assert result.weights == pytest.approx([weight / sum(weights) for weight in weights], rel=1e-6)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)


def test_every_published_matrix_is_accepted():
    nodes = [node for case in shared_json(CASES)["cases"] for node in case.get("nodes", []) if "matrix" in node]

    assert all(sum(ahp(node["matrix"]).weights) == pytest.approx(1) for node in nodes)


def test_direct_values_are_scaled_to_their_published_shares():
    case = shared_case(CASES, "haas_meixner_direct")
    total = sum(case["inputs"].values())

    found = ahp([[one / other for other in case["inputs"].values()] for one in case["inputs"].values()]).weights

    assert dict(zip(case["inputs"], found, strict=True)) == pytest.approx(case["expected"], abs=case["tolerance"])
    assert found == pytest.approx([value / total for value in case["inputs"].values()])


N = None


@pytest.mark.parametrize(
    ("matrix", "weights", "missing"),
    [
        # Harker 1987, Alternative modes of questioning in the AHP: A is twice B, B is twice C, A against C not asked.
        ([[1, 2, N], [1 / 2, 1, 2], [N, 1 / 2, 1]], (4 / 7, 2 / 7, 1 / 7), 1),
        ([[1, 3, 6, N], [1 / 3, 1, N, N], [1 / 6, N, 1, 2], [N, N, 1 / 2, 1]], (12 / 19, 4 / 19, 2 / 19, 1 / 19), 3),
    ],
)
def test_missing_judgements_follow_from_those_that_were_given(matrix, weights, missing):
    result = ahp(matrix)

    assert result.weights == pytest.approx(weights)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert result.missing == missing


def test_what_judgements_do_not_join_is_told_apart():
    assert joined([[1, 9, N, N], [1 / 9, 1, N, N], [N, N, 1, 3], [N, N, 1 / 3, 1]]) == [[0, 1], [2, 3]]


def test_fewer_judgements_are_measured_by_a_smaller_random_index():
    # Four criteria with one judgement missing: 0.90 x (1 - 2 / (3 x 2)) = 0.60 [Agoston and Csato 2022].
    result = ahp([[1, 2, 4, N], [1 / 2, 1, 6, 2], [1 / 4, 1 / 6, 1, 3], [N, 1 / 2, 1 / 3, 1]])

    assert result.consistency_ratio == pytest.approx(result.consistency_index / 0.60)


saaty = st.sampled_from([*range(1, 10), *(1 / n for n in range(2, 10))])


@st.composite
def judged(draw, *, least=3, most=8):
    """A whole matrix of judgements on Saaty's scale, contradictory or not."""
    size = draw(st.integers(least, most))
    rows = [[1.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1, size):
            rows[i][j] = draw(saaty)
            rows[j][i] = 1 / rows[i][j]
    return rows


@given(judged())
def test_weights_and_ratio_are_those_of_ahpy(matrix):
    size = len(matrix)
    pairs = {(i, j): matrix[i][j] for i in range(size) for j in range(i + 1, size)}

    result = ahp(matrix, random_index="later")  # ahpy's “saaty” is the later table
    oracle = ahpy.Compare("all", pairs, precision=6, random_index="saaty", iterations=2000, tolerance=1e-12)

    assert dict(enumerate(result.weights)) == pytest.approx(oracle.target_weights, abs=2e-6)
    assert result.consistency_ratio == pytest.approx(oracle.consistency_ratio, abs=2e-5)


@given(judged(), st.data())
def test_a_gap_counts_as_if_the_weights_had_filled_it(matrix, data):
    size = len(matrix)
    i, j = data.draw(st.sampled_from([(i, j) for i in range(size) for j in range(i + 1, size)]))
    matrix[i][j] = matrix[j][i] = None

    result = ahp(matrix)
    matrix[i][j], matrix[j][i] = (result.weights[i] / result.weights[j], result.weights[j] / result.weights[i])

    assert ahp(matrix).weights == pytest.approx(result.weights, rel=1e-6)
    assert ahp(matrix).largest_eigenvalue == pytest.approx(result.largest_eigenvalue, rel=1e-9)


@given(st.lists(st.floats(0.1, 10), min_size=3, max_size=10), st.data())
def test_one_chain_of_consistent_judgements_is_enough(weights, data):
    order = data.draw(st.permutations(range(len(weights))))
    matrix = [[1.0 if i == j else None for j in range(len(weights))] for i in range(len(weights))]
    for one, other in pairwise(order):
        matrix[one][other], matrix[other][one] = weights[one] / weights[other], weights[other] / weights[one]

    result = ahp(matrix)

    assert result.weights == pytest.approx([weight / sum(weights) for weight in weights], rel=1e-6)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)
