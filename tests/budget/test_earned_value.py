from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.budget import earned_value as ev
from implementation.budget.earned_value import Position, forecast, summed
from tests.shared_data import shared_case, shared_json

CASES = "evm/cases.json"
#: Figures published with PV, EV, AC and BAC; each case names its source in shared/data/evm.
WHOLE = ["evms_healthy_program", "evms_troubled_program", "evms_exactly_on_plan", "studylib_fence", "wnwk"]
NAMES = {
    "SV": "sv",
    "CV": "cv",
    "SPI": "spi",
    "CPI": "cpi",
    "EAC_cpi": "eac_typical",
    "EAC_atypical": "eac_atypical",
    "ETC_cpi": "etc",
    "VAC": "vac",
    "TCPI_bac": "tcpi_to_budget",
}
INDICES = {"SPI", "CPI", "TCPI_bac"}


def position(pv, earned, ac, bac) -> Position:
    return Position(*(Decimal(str(value)) for value in (pv, earned, ac, bac)))


def of_case(case) -> Position:
    inputs = case["inputs"]
    return position(inputs["PV"], inputs["EV"], inputs["AC"], inputs["BAC"])


def tolerance(case, name):
    given = case["tolerance"]
    return given["index" if name in INDICES else "money"] if isinstance(given, dict) else given


def test_no_published_case_is_forgotten():
    known = {*WHOLE, "pra_basic", "pra_cumulative_or_period_costs", "pra_eac_etc_tcpi"}

    assert {case["id"] for case in shared_json(CASES)["cases"]} == known


@pytest.mark.parametrize("case_id", WHOLE)
def test_published_positions_are_reproduced(case_id):
    case = shared_case(CASES, case_id)

    found = of_case(case)

    for name, value in case["expected"]["published"].items():
        assert float(getattr(found, NAMES[name])) == pytest.approx(value, abs=tolerance(case, name)), name


@pytest.mark.parametrize("case_id", WHOLE)
def test_positions_are_exact_and_not_rounded_on_the_way(case_id):
    case = shared_case(CASES, case_id)

    found = of_case(case)

    for name, value in case["expected"]["computed"].items():
        assert float(getattr(found, NAMES[name])) == pytest.approx(value, abs=1e-6), name


def test_planned_and_earned_value_come_from_the_schedule_and_the_share():
    # PRA, tests/testthat/test-evm.R
    case = shared_case(CASES, "pra_basic")
    inputs, published = case["inputs"], case["expected"]["published"]

    pv = ev.planned_value(inputs["BAC"], inputs["schedule"], inputs["period"])
    earned = ev.earned_value(inputs["BAC"], inputs["percent_complete"])

    assert (pv, earned) == (Decimal(published["PV"]), Decimal(published["EV"]))
    found = position(pv, earned, inputs["AC"], inputs["BAC"])
    for name in ("SV", "CV", "SPI", "CPI"):
        assert float(getattr(found, NAMES[name])) == pytest.approx(published[name], abs=1e-6)
    for name, value in case["expected"]["computed"].items():
        assert float(getattr(found, NAMES[name])) == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(("reading", "per_period"), [("if_cumulative", False), ("if_period", True)])
def test_the_same_costs_read_per_period_or_cumulative_differ(reading, per_period):
    case = shared_case(CASES, "pra_cumulative_or_period_costs")

    found = ev.cumulative(case["inputs"]["costs"], per_period=per_period)

    assert {period: found[int(period) - 1] for period in case["expected"][reading]} == case["expected"][reading]


FORMULAS = {
    "eac_typical": lambda i: ev.eac_typical(i["bac"], i["cpi"]),
    "eac_atypical": lambda i: ev.eac_atypical(i["bac"], i["ac"], i["ev"]),
    "eac_combined": lambda i: ev.eac_combined(i["bac"], i["ac"], i["ev"], i["cpi"], i["spi"]),
    "etc_no_cpi": lambda i: ev.etc_as_planned(i["bac"], i["ev"]),
    "etc_cpi": lambda i: ev.etc_typical(i["bac"], i["ev"], i["cpi"]),
    "vac": lambda i: ev.variance_at_completion(i["bac"], i["eac"]),
    "tcpi_bac": lambda i: ev.tcpi_to_budget(i["bac"], i["ev"], i["ac"]),
    "tcpi_eac": lambda i: ev.tcpi_to_forecast(i["bac"], i["ev"], i["ac"], i["eac"]),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_published_formulas_are_reproduced(name):
    # PRA, tests/testthat/test-evm.R
    inputs = shared_case(CASES, "pra_eac_etc_tcpi")["expected"][name]

    assert float(FORMULAS[name](inputs)) == pytest.approx(inputs["result"], abs=1e-6)


def test_every_published_formula_is_tried():
    assert set(shared_case(CASES, "pra_eac_etc_tcpi")["expected"]) == set(FORMULAS)


@pytest.mark.parametrize(
    ("given", "none"),
    [
        ((0, 0, 0, 100), {"spi", "cpi", "eac_typical", "eac_combined"}),
        ((0, 20, 10, 100), {"spi", "eac_combined"}),
        ((20, 0, 10, 100), {"eac_typical", "eac_combined"}),
        ((20, 20, 0, 100), {"cpi", "eac_typical", "eac_combined"}),
        ((20, 20, -5, 100), {"cpi", "eac_typical", "eac_combined"}),
        ((50, 50, 100, 100), {"tcpi_to_budget"}),
        ((100, 100, 100, 100), {"tcpi_to_budget", "tcpi_to_forecast"}),
        ((0, 0, 0, 0), {"spi", "cpi", "eac_typical", "eac_combined", "tcpi_to_budget", "tcpi_to_forecast"}),
    ],
)
def test_what_cannot_be_divided_is_none_and_never_nothing(given, none):
    found = position(*given)

    names = ("spi", "cpi", "eac_typical", "eac_combined", "tcpi_to_budget", "tcpi_to_forecast")
    assert {name for name in names if getattr(found, name) is None} == none


def test_without_a_cost_index_the_rest_is_taken_as_planned():
    found = position(20, 0, 10, 100)

    assert (found.eac, found.etc, found.vac) == (110, 100, -10)


def test_percentages_are_of_the_budget_at_completion():
    found = position(40, 30, 50, 200)

    assert (found.percent_planned, found.percent_earned, found.percent_spent) == (20, 15, 25)
    assert position(0, 0, 5, 0).percent_spent is None


def test_positions_add_up_and_indices_follow_anew():
    found = summed([position(100, 50, 50, 200), position(100, 100, 50, 100)])

    assert found == position(200, 150, 100, 300)
    assert found.cpi == Decimal("1.5")


money = st.decimals(min_value=1, max_value=10**9, places=2)


@given(money, money)
def test_exactly_on_plan_gives_ones_and_nothings(value, rest):
    found = position(value, value, value, value + rest)

    assert (found.spi, found.cpi, found.tcpi_to_budget, found.tcpi_to_forecast) == (1, 1, 1, 1)
    assert (found.sv, found.cv, found.vac) == (0, 0, 0)


@given(money, money, money, money, st.integers(min_value=2, max_value=1000))
def test_scaling_money_scales_differences_and_leaves_indices(pv, earned, ac, rest, factor):
    one = position(pv, earned, ac, earned + rest)
    more = position(pv * factor, earned * factor, ac * factor, (earned + rest) * factor)

    assert (more.sv, more.cv, more.eac_atypical) == (one.sv * factor, one.cv * factor, one.eac_atypical * factor)
    assert float(more.eac) == pytest.approx(float(one.eac * factor))
    assert float(more.spi) == pytest.approx(float(one.spi))
    assert float(more.cpi) == pytest.approx(float(one.cpi))


@given(money, money, money, money)
def test_the_forecast_is_what_is_spent_and_what_is_still_to_spend(pv, earned, ac, rest):
    found = position(pv, earned, ac, earned + rest)

    assert found.ac + found.etc == found.eac
    assert found.vac == found.bac - found.eac


class TestForecastOfTheWholeBudget:
    def test_the_rest_counts_as_its_part_of_the_budget(self):
        found = forecast(budget=1000, measured=position(300, 200, 250, 500), spent_outside=100)

        assert (found.packages, found.rest, found.total) == (625, 500, 1125)
        assert (found.variance, found.overrun_percent) == (-125, Decimal("12.5"))

    def test_the_rest_counts_as_spent_where_that_is_more(self):
        found = forecast(budget=1000, measured=position(300, 300, 300, 600), spent_outside=450)

        assert (found.rest, found.total) == (450, 1050)

    def test_packages_larger_than_the_budget_leave_no_rest(self):
        found = forecast(budget=100, measured=position(0, 0, 0, 600), spent_outside=0)

        assert (found.rest, found.total, found.overrun_percent) == (0, 600, 500)

    def test_without_packages_what_is_to_come_is_taken_as_planned(self):
        found = forecast(budget=1000, measured=None, spent_outside=300, planned_ahead=650)

        assert (found.total, found.variance, found.overrun_percent) == (950, 50, 0)

    @pytest.mark.parametrize(("spent", "percent"), [(0, 0), (5, 100)])
    def test_without_a_budget_everything_is_too_much(self, spent, percent):
        assert forecast(budget=0, measured=None, spent_outside=spent).overrun_percent == percent
