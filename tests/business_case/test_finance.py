from decimal import Decimal

import pytest
import pyxirr
from hypothesis import assume, given
from hypothesis import strategies as st

from implementation.business_case.finance import (
    CostLine,
    cumulative,
    discounted,
    irr,
    npv,
    payback,
    roi,
    summary,
    tco,
)


@pytest.mark.parametrize(
    ("flows", "kind", "rates"),
    [
        ([-100, 230, -132], "several", [0.1, 0.2]),
        ([100, -200, 150], "none", []),
        ([-100, 220, -121], "one", [0.1]),
        ([0, 0], "none", []),
        ([0, -100, 110, 0], "one", [0.1]),
        ([-1000, 0, 1e-9], "one", [-0.999999]),
        ([-1e-9, 1e9], "one", [1e18]),
        ([-100, *[0] * 99, 100 * 1.01**100], "one", [0.01]),
        ([100, -110], "one", [0.1]),
    ],
)
def test_a_rate_of_return_is_one_none_or_several(flows, kind, rates):
    result = irr(flows)

    assert result.kind == kind
    assert result.rates == pytest.approx(rates, rel=1e-6)


@pytest.mark.parametrize(
    ("flows", "rate", "expected"),
    [
        ([-100, 50, 50], 0, "2"),
        ([-100, 40, 40, 40], 0, "2.5"),
        ([-100, 50, 49], 0, None),
        ([-100], 0, None),
        ([0, 10], 0, "0"),
        ([100, -50], 0, "0"),
        ([-100, 110], "0.1", "1"),
        ([-100, 109], "0.1", None),
        ([-100, 0, 200], 0, "1.5"),
        ([-100, 150, -100, 100], 0, "2.5"),
        ([-100, 120, 0, -30], 0, None),
    ],
)
def test_payback_is_found_inside_the_year(flows, rate, expected):
    found = payback(flows, rate=Decimal(rate))

    assert found == (None if expected is None else Decimal(expected))


def test_return_on_investment_is_a_ratio_to_the_costs():
    assert roi([0, 150], [100]) == Decimal("0.5")
    assert roi([0, 110], [100], rate=Decimal("0.1")) == 0
    assert roi([100], [0]) is None


def test_cumulative_flows_may_be_discounted():
    assert cumulative([-100, 60, 60]) == (-100, -40, 20)
    assert cumulative([-100, 110], rate=Decimal("0.1")) == (-100, 0)


def test_a_npv_a_hair_below_the_floor_is_below_it():
    floor = Decimal("10000.00")

    assert summary(costs=[0], benefits=[10000], rate=0, floor=floor).is_above_floor
    assert not summary(costs=[0], benefits=[Decimal("9999.9999")], rate=0, floor=floor).is_above_floor


def test_a_shorter_list_of_years_is_filled_up():
    case = summary(costs=[100], benefits=[0, 60, 60], rate=0)

    assert (case.costs, case.flows) == ((100, 0, 0), (-100, 60, 60))


def test_costs_are_added_up_by_category_and_year():
    result = tco([CostLine("staff", 0, 10), CostLine("fees", 2, Decimal("0.1")), CostLine("staff", 0, 0.2)])

    assert result.by_category == {"staff": (Decimal("10.2"), 0, 0), "fees": (0, 0, Decimal("0.1"))}
    assert result.by_year == (Decimal("10.2"), 0, Decimal("0.1"))
    assert result.total == Decimal("10.3")
    assert result.category_totals == {"staff": Decimal("10.2"), "fees": Decimal("0.1")}


def test_no_lines_cost_nothing():
    assert (tco([]).by_year, tco([]).total) == ((), 0)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: npv(0.1, []), "at least one flow"),
        (lambda: irr([]), "at least one flow"),
        (lambda: payback([]), "at least one flow"),
        (lambda: summary(costs=[], benefits=[], rate=0), "at least one flow"),
        (lambda: npv(-1, [1]), "above -100 %"),
        (lambda: npv(Decimal("-1.5"), [1]), "above -100 %"),
        (lambda: npv(float("nan"), [1]), "finite"),
        (lambda: npv(0, [Decimal("Infinity")]), "finite"),
        (lambda: tco([CostLine("fees", -1, 1)]), "count from 0"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


money = st.decimals(min_value=1, max_value=10**7, places=2)
rates = st.decimals(min_value="-0.5", max_value=2, places=4)
ordinary = st.tuples(money.map(lambda cost: -cost), st.lists(money, min_size=1, max_size=12)).map(
    lambda parts: [parts[0], *parts[1]]
)


@given(flows=ordinary, one=rates, other=rates)
def test_npv_falls_as_the_rate_rises(flows, one, other):
    assume(one != other)
    lower, higher = sorted([one, other])

    assert npv(lower, flows) > npv(higher, flows)


@given(flows=ordinary, rate=st.decimals(min_value=0, max_value=2, places=4))
def test_discounted_payback_is_never_sooner_than_simple(flows, rate):
    simple, later = payback(flows), payback(flows, rate=rate)

    assert later is None or simple <= later


@given(flows=ordinary)
def test_an_ordinary_flow_has_one_rate_and_its_npv_is_nil(flows):
    result = irr(flows)

    assert result.kind == "one"
    assert float(npv(result.rate, flows)) == pytest.approx(0, abs=1e-9 * float(sum(map(abs, flows))) * 10)


@given(flows=ordinary)
def test_pyxirr_agrees(flows):
    floats = [float(flow) for flow in flows]

    assert float(npv(0.08, floats)) == pytest.approx(pyxirr.npv(0.08, floats), rel=1e-9, abs=1e-6)
    oracle = pyxirr.irr(floats)
    assume(oracle is not None and oracle > -0.9)
    assert irr(flows).rate == pytest.approx(oracle, rel=1e-6, abs=1e-8)


@given(flows=st.lists(st.integers(-1000, 1000), min_size=1, max_size=10))
def test_every_rate_given_is_a_rate(flows):
    for rate in irr(flows).rates:
        around = [npv(rate + step * (1 + rate) * 1e-4, flows) for step in (-1, 1)]
        scale = sum(map(abs, discounted(rate, flows)))
        assert around[0] * around[1] <= 0 or abs(npv(rate, flows)) < Decimal("1e-6") * scale
