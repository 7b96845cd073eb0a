"""Figures that others published come out of records made as people make them."""

from decimal import Decimal

import pytest

from implementation.business_case.worth import Worth
from tests.business_case.factories import make_case
from tests.shared_data import shared_case

pytestmark = pytest.mark.django_db
CASES = "finance/cases.json"


def test_the_textbook_case_of_jwd_consulting(programme):
    given = shared_case(CASES, "jwd_consulting_schwalbe")
    inputs, expected = given["inputs"], given["expected"]

    worth = Worth(
        make_case(programme, costs=inputs["costs"], benefits=inputs["benefits"], rate=str(inputs["rate"] * 100))
    )

    assert float(worth.summary.npv) == pytest.approx(expected["computed_npv_exact"], abs=0.01)
    assert float(worth.discounted_roi_percent) == pytest.approx(expected["computed_roi_pct_exact"], abs=0.001)
    assert round(worth.discounted_roi_percent) == expected["published_roi_pct"]
    # The book rounds the discount factors to two places.
    assert float(worth.summary.npv) == pytest.approx(expected["published_npv_rounded_factors"], abs=500)
    assert 0 < worth.summary.payback < 2


@pytest.mark.parametrize("case_id", ["npf_npv", "pyxirr_npv_t0"])
def test_published_net_present_values(programme, case_id):
    given = shared_case(CASES, case_id)

    worth = Worth(from_flows(programme, given["inputs"]["cash_flows"], rate=given["inputs"]["rate"]))

    assert float(worth.summary.npv) == pytest.approx(given["expected"], abs=max(given["tolerance"], 1e-6))


@pytest.mark.parametrize("case_id", ["npf_irr_0", "npf_irr_2", "excel_irr_5y"])
def test_published_rates_of_return(programme, case_id):
    given = shared_case(CASES, case_id)

    worth = Worth(from_flows(programme, given["inputs"]["cash_flows"], rate=0.08))

    assert worth.summary.irr.kind == "one"
    assert float(worth.irr_percent[0]) / 100 == pytest.approx(given["expected"], abs=given["tolerance"])


def from_flows(programme, flows, *, rate):
    costs = [-flow if flow < 0 else 0 for flow in flows]
    benefits = [flow if flow > 0 else 0 for flow in flows]
    return make_case(programme, costs=costs, benefits=benefits, rate=str(round(rate * 100, 4)))


def test_cost_of_ownership_by_category_and_year(programme):
    worth = Worth(make_case(programme))

    assert worth.tco.by_year == (Decimal(100_000), Decimal(10_000), Decimal(10_000))
    assert [(str(name), total) for name, _amounts, total in worth.tco_rows] == [("Acquisition", Decimal(120_000))]


def test_investment_counts_what_is_spent_once(programme):
    from implementation.business_case import actions
    from implementation.business_case.models import Line
    from tests.business_case.factories import entry
    from tests.factories import user_as

    case, manager = make_case(programme), user_as("manager", programme)
    for category, amount in (("switching", 7), ("running", 1000)):
        line = actions.add_line(Line(scenario=case.chosen, kind="cost", category=category, title=category), by=manager)
        actions.save_lines(case.chosen, [entry(line, [amount])], by=manager)

    assert Worth(case).investment == Decimal(120_007)


def test_an_empty_version_is_empty(programme):
    worth = Worth(make_case(programme, costs=[0, 0], benefits=[0, 0]))

    assert (worth.is_empty, worth.summary.irr.kind, worth.roi_percent) == (True, "none", None)


def test_flows_that_turn_twice_have_several_rates(programme):
    worth = Worth(make_case(programme, costs=[100, 0, 132], benefits=[0, 230, 0]))

    assert worth.summary.irr.kind == "several"
    assert [round(rate, 6) for rate in worth.irr_percent] == [10, 20]
