"""The rate of return of flows on days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.business_case.finance import irr, xirr

START = datetime.date(2026, 1, 1)
DAY = datetime.timedelta(days=1)


def after(*days):
    return [START + n * DAY for n in days]


@pytest.mark.parametrize(
    ("days", "flows", "rate"),
    [
        ((0, 365), (-100, 110), 0.1),
        ((365, 0), (110, -100), 0.1),
        ((0, 365), (100, -110), 0.1),
        ((0, 0, 365, 365), (-60, -40, 50, 60), 0.1),
        ((0, 730), (-100, 121), 0.1),
        ((0, 365), (-100, 0.5), -0.995),
        ((0, 30, 365), (-100, 0, 110), 0.1),
    ],
)
def test_a_year_has_365_days_and_any_order_will_do(days, flows, rate):
    assert xirr(after(*days), flows) == pytest.approx(rate, abs=1e-9)


@pytest.mark.parametrize(
    ("days", "flows"),
    [
        ((0, 365), (100, 110)),
        ((0, 365), (0, 0)),
        ((0,), (-100,)),
        ((0, 0), (-100, 110)),
        ((0, 365, 730), (-100, 230, -132)),
        ((0, 1), (-100, 110_000)),
        ((0, 1), (-100, 1)),
    ],
)
def test_where_no_rate_can_be_named_there_is_none(days, flows):
    assert xirr(after(*days), flows) is None


@pytest.mark.parametrize(
    ("days", "flows", "sentence"),
    [((), (), "at least one flow"), ((0,), (-1, 2), "longer"), ((0, 1), (-1,), "shorter"), ((0,), ("NaN",), "finite")],
)
def test_what_makes_no_sense_is_refused(days, flows, sentence):
    with pytest.raises(ValueError, match=sentence):
        xirr(after(*days), [float(flow) for flow in flows])


@given(st.integers(1_000, 1_000_000), st.lists(st.integers(1, 400_000), min_size=1, max_size=8))
def test_a_year_apart_it_is_the_rate_of_return_by_year(spent, gained):
    flows = [-spent, *gained]

    found = xirr(after(*(365 * year for year in range(len(flows)))), flows)

    assert found == pytest.approx(irr(flows).rate, rel=1e-6, abs=1e-8)
