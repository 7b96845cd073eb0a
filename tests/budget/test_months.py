import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.budget.months import closed_month, first_day, iso, last_day, month_of, periods, spread_over_months

MARCH = month_of(datetime.date(2026, 3, 1))


def test_months_are_counted_through():
    assert month_of(datetime.date(2027, 1, 31)) - month_of(datetime.date(2026, 12, 1)) == 1
    assert (first_day(MARCH), last_day(MARCH), iso(MARCH)) == (
        datetime.date(2026, 3, 1),
        datetime.date(2026, 3, 31),
        "2026-03",
    )


@pytest.mark.parametrize(
    ("today", "grace", "closed"),
    [
        ((2026, 3, 1), 0, "2026-02"),
        ((2026, 3, 10), 10, "2026-01"),
        ((2026, 3, 11), 10, "2026-02"),
        ((2026, 1, 5), 10, "2025-11"),
    ],
)
def test_a_month_is_closed_some_days_after_its_end(today, grace, closed):
    assert iso(closed_month(datetime.date(*today), grace=grace)) == closed


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("month", [("2026-03", "2026-03"), ("2026-04", "2026-04"), ("2026-05", "2026-05")]),
        ("quarter", [("2026-01", "2026-03"), ("2026-04", "2026-06")]),
        ("year", [("2026-01", "2026-12")]),
    ],
)
def test_periods_hold_all_months(by, found):
    assert [(iso(item[0]), iso(item[-1])) for item in periods(MARCH, MARCH + 2, by)] == found


@given(st.integers(0, 10**12), st.integers(1, 132))
def test_spreading_keeps_the_sum_and_no_two_months_differ_by_more_than_a_cent(cents, months):
    parts = spread_over_months(cents, months)

    assert (sum(parts), len(parts)) == (cents, months)
    assert max(parts) - min(parts) <= 1
