"""Records to ranking: published figures come out of what evaluators entered."""

from decimal import Decimal

import pytest

from tests.factories import user_as
from tests.shared_data import shared_case
from tests.vendors.factories import give_scores, make_round
from vendors import actions
from vendors.comparison import compare
from vendors.models import Vendor

pytestmark = pytest.mark.django_db
THREE = ("manager", "consultant", "executive")


def test_a_published_weighted_sum_comes_out_on_the_ranking(programme):
    # scikit-criteria @ 35f17eee, tests/agg/test_simple.py: scores 0 to 6, equal weights. On our scale x becomes
    # the mean 1 + 2x/3 of three evaluators; a fourth criterion on which all get 1 makes the equal weights 25 %.
    # So total = 1 + published / 6.
    case = shared_case("vendor/cases.json", "wsm_two_by_three_skcriteria")
    matrix = [[*row, 0] for row in case["inputs"]["matrix"]]
    selection = make_round(programme, weights={f"C{n}": Decimal(25) for n in range(4)}, evaluators=THREE)
    for place, role in enumerate(THREE):
        give_scores(selection, role, lambda v, c, place=place: (3 + 2 * matrix[v][c] + place) // 3)

    lines = compare(selection).lines

    found = {line.vendor.name: ((line.total - 1) * 6, line.place) for line in lines}
    expected = case["expected"]
    assert found["Alder"] == (pytest.approx(expected["scores"][0]), expected["rank"][0])
    assert found["Birch"] == (pytest.approx(expected["scores"][1]), expected["rank"][1])


def test_a_published_topsis_comes_out_beside_it(programme):
    # Tzeng & Huang 2011 by scikit-criteria @ 35f17eee: scores 4 to 8, halved here (TOPSIS ignores the scale of a column).
    case = shared_case("vendor/cases.json", "topsis_tzeng_huang_2011")
    weights = {f"C{n}": Decimal(str(100 * weight)) for n, weight in enumerate(case["inputs"]["weights"])}
    selection = make_round(programme, vendors=("A", "B", "C", "D"), weights=weights)
    for place, role in enumerate(("manager", "consultant")):
        give_scores(selection, role, lambda v, c, place=place: (case["inputs"]["matrix"][v][c] + place) // 2)

    lines = sorted(compare(selection).lines, key=lambda line: line.vendor.name)

    assert [line.closeness for line in lines] == pytest.approx(case["expected"]["closeness"], abs=case["tolerance"])
    assert [line.topsis_place for line in lines] == case["expected"]["rank"]


def test_nothing_is_ranked_before_every_sheet_is_in(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 3)

    comparison = compare(selection)

    assert not comparison.is_open
    assert comparison.lines == []
    assert [evaluator.user for evaluator in comparison.missing] == [user_as("consultant", programme)]


def test_a_knocked_out_vendor_has_a_total_but_no_place(programme):
    selection = make_round(programme)
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 1 if (v, c) == (0, 6) else 5 - v)

    lines = compare(selection).lines

    assert [(line.vendor.name, line.place, [c.title for c in line.knocked_out_by]) for line in lines] == [
        ("Birch", 1, []),
        ("Alder", None, ["Data security and location"]),
    ]
    assert lines[1].firsts is None


def test_a_tie_is_said(programme):
    selection = make_round(programme)
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 4)

    comparison = compare(selection)

    assert [(line.place, line.is_tied) for line in comparison.lines] == [(1, True), (1, True)]
    assert comparison.change is None


def test_a_wide_spread_is_marked(programme):
    selection = make_round(programme)
    give_scores(selection, "manager", lambda v, c: 5 if (v, c) == (0, 0) else 3)
    give_scores(selection, "consultant", lambda v, c: 2 if (v, c) == (0, 0) else 3)

    cells = compare(selection).matrix[0][1]

    assert [cell.gap for cell in cells] == [3, 0]
    assert cells[0].x == {"low": "24.5", "high": "86.0", "mean": "55.2"}


def test_a_vendor_rejected_while_scored_leaves_the_ranking(programme):
    from core.workflow import perform

    selection = make_round(programme, vendors=("Alder", "Birch", "Cedar"))
    for role in ("manager", "consultant"):
        give_scores(selection, role, lambda v, c: 5 - v)
    perform(Vendor.objects.get(name="Alder"), "reject", by=user_as("manager", programme), note="Withdrew its offer.")

    assert [line.vendor.name for line in compare(actions.current_round(programme)).lines] == ["Birch", "Cedar"]
