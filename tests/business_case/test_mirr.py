"""The modified rate of return, and the laws that it and the others keep."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from implementation.business_case.finance import irr, mirr, npv, payback, summary


@pytest.mark.parametrize("flows", [[1, 2], [-1, -2], [0, 0], [-5], [0, 5], [5, 0]])
def test_without_an_outlay_and_a_gain_there_is_none(flows):
    assert mirr(flows, finance_rate=0.1, reinvest_rate=0.1) is None


@pytest.mark.parametrize("rates", [(-1, 0.1), (0.1, -1), (-2, -2)])
def test_a_rate_at_or_below_minus_100_per_cent_is_refused(rates):
    with pytest.raises(ValueError, match="above -100"):
        mirr([-1, 2], finance_rate=rates[0], reinvest_rate=rates[1])


def test_no_flows_are_refused():
    with pytest.raises(ValueError, match="at least one flow"):
        mirr([], finance_rate=0.1, reinvest_rate=0.1)


def test_a_summary_takes_the_discount_rate_unless_other_rates_are_given():
    costs, benefits = [120_000], [0, 39_000, 30_000, 21_000, 37_000, 46_000]

    usual = summary(costs=costs, benefits=benefits, rate=0.1)
    other = summary(costs=costs, benefits=benefits, rate=0.1, finance_rate=0.1, reinvest_rate=0.12)

    assert usual.mirr == mirr(usual.flows, finance_rate=0.1, reinvest_rate=0.1)
    assert other.mirr == pytest.approx(0.126094, abs=1e-6)


outlay, gains = st.integers(1_000, 1_000_000), st.lists(st.integers(0, 400_000), min_size=1, max_size=8)


@given(outlay, gains)
def test_financed_and_reinvested_at_the_rate_of_return_it_is_the_rate_of_return(spent, gained):
    assume(any(gained))
    flows = [-spent, *gained]
    rate = irr(flows).rate
    assume(rate is not None and -0.5 < rate < 5)

    assert mirr(flows, finance_rate=rate, reinvest_rate=rate) == pytest.approx(rate, rel=1e-6, abs=1e-6)


@given(outlay, gains, st.floats(0, 0.5), st.floats(0.001, 0.5))
def test_the_worth_falls_as_the_rate_rises_for_an_ordinary_flow(spent, gained, rate, more):
    assume(any(gained))
    flows = [-spent, *gained]

    assert npv(rate + more, flows) < npv(rate, flows)


@given(outlay, gains, st.floats(0, 0.5))
def test_discounted_it_never_pays_back_sooner(spent, gained, rate):
    flows = [-spent, *gained]
    simple, discounted = payback(flows), payback(flows, rate=rate)

    assert discounted is None or simple <= discounted
