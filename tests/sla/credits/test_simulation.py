import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.credits import Variant, by_year, contract_year, last_day_to_claim, simulate
from tests.sla.credits.examples import STEPS, month

START = datetime.date(2025, 3, 15)


def months(*levels):
    """From January 2025 on, one level each."""
    return [(datetime.date(2025 + n // 12, n % 12 + 1, 1), month(level)) for n, level in enumerate(levels)]


def run(past, **limits):
    return simulate(past, variant=Variant(terms=STEPS, **limits), monthly_fee=Decimal(1000), starts_on=START)


def test_earlier_months_use_up_the_annual_cap_of_their_contract_year():
    found = run(months("98", "98", "98", "98", "98"), annual_cap=Decimal(300))

    assert [one.amount for one in found] == [250, 50, 250, 50, 0]
    assert by_year(found) == {-1: Decimal(300), 0: Decimal(300)}


def test_the_order_of_the_months_does_not_matter():
    past = months("98", "99.95", "99.5")

    assert run(past[::-1], annual_cap=Decimal(300)) == run(past, annual_cap=Decimal(300))


@given(levels=st.lists(st.decimals(min_value=0, max_value=100, places=3), max_size=24), cap=st.integers(0, 3000))
def test_no_contract_year_costs_more_than_its_cap(levels, cap):
    found = run([(day, month(level)) for (day, _m), level in zip(months(*["0"] * 24), levels, strict=False)],
                annual_cap=Decimal(cap))  # fmt: skip

    assert all(amount <= cap for amount in by_year(found).values())


@pytest.mark.parametrize(("month", "year"), [((2025, 3), 0), ((2026, 2), 0), ((2026, 3), 1), ((2025, 2), -1)])
def test_contract_years_begin_with_the_contract(month, year):
    assert contract_year(datetime.date(*month, 1), START) == year


def test_the_last_day_to_claim_counts_from_the_end_of_the_month():
    assert last_day_to_claim(datetime.date(2025, 2, 1), 30) == datetime.date(2025, 3, 30)
