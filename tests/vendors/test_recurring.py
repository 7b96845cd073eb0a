from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.notice import add_months
from vendors.recurring import MONTHS, next_due

day = date.fromisoformat


def all_due(first: str, rhythm: str, times: int) -> list[str]:
    """The first day and those after it, each found from the one before."""
    found = [day(first)]
    for _n in range(times):
        found.append(next_due(day(first), after=found[-1], months=MONTHS[rhythm]))
    return [one.isoformat() for one in found]


@pytest.mark.parametrize(
    ("first", "rhythm", "expected"),
    [
        ("2027-01-31", "monthly", ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]),
        ("2028-01-31", "monthly", ["2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"]),
        ("2027-01-30", "monthly", ["2027-02-28", "2027-03-30", "2027-04-30", "2027-05-30"]),
        ("2027-01-29", "monthly", ["2027-02-28", "2027-03-29", "2027-04-29", "2027-05-29"]),
        ("2027-11-30", "monthly", ["2027-12-30", "2028-01-30", "2028-02-29", "2028-03-30"]),
        ("2027-11-30", "quarterly", ["2028-02-29", "2028-05-30", "2028-08-30", "2028-11-30"]),
        ("2027-08-31", "quarterly", ["2027-11-30", "2028-02-29", "2028-05-31", "2028-08-31"]),
        ("2028-02-29", "yearly", ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
        ("2096-02-29", "yearly", ["2097-02-28", "2098-02-28", "2099-02-28", "2100-02-28"]),
        ("2027-12-31", "yearly", ["2028-12-31", "2029-12-31", "2030-12-31", "2031-12-31"]),
    ],
)
def test_a_day_that_a_month_lacks_comes_back_in_the_next_that_has_it(first, rhythm, expected):
    assert all_due(first, rhythm, 4) == [first, *expected]


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        ("once", "2027-01-30", "2027-01-31"),
        ("once", "2027-01-31", None),
        ("once", "2030-01-01", None),
        ("monthly", "2026-01-01", "2027-01-31"),
        ("monthly", "2027-01-31", "2027-02-28"),
        ("monthly", "2027-02-27", "2027-02-28"),
        ("monthly", "2027-02-28", "2027-03-31"),
        ("monthly", "2027-03-30", "2027-03-31"),
        # Long not kept: the next one, not every one in between.
        ("monthly", "2030-02-28", "2030-03-31"),
        ("quarterly", "2027-03-31", "2027-04-30"),
        ("quarterly", "2027-04-30", "2027-07-31"),
        ("yearly", "2027-12-31", "2028-01-31"),
        ("yearly", "2028-01-31", "2029-01-31"),
    ],
)
def test_the_next_day_after_any_other(rhythm, after, expected):
    found = next_due(day("2027-01-31"), after=day(after), months=MONTHS[rhythm])

    assert found == (day(expected) if expected else None)


def test_less_than_no_months_are_refused():
    with pytest.raises(ValueError, match="never earlier"):
        next_due(day("2027-01-31"), after=day("2027-01-31"), months=-1)


days = st.dates(date(1995, 1, 1), date(2110, 1, 1))
months = st.sampled_from([number for number in MONTHS.values() if number])


@given(first=days, after=days, months=months)
def test_it_is_the_first_day_of_the_rhythm_that_is_later(first, after, months):
    found = next_due(first, after=after, months=months)

    times = 0
    while add_months(first, times * months) <= after:
        times += 1
    assert found == add_months(first, times * months)


@given(first=days, after=days, months=months, wait=st.integers(0, 2000))
def test_asking_later_never_finds_an_earlier_day(first, after, months, wait):
    assert next_due(first, after=after, months=months) <= next_due(
        first, after=after + timedelta(days=wait), months=months
    )


@given(first=days, after=days, months=months)
def test_no_day_falls_later_in_its_month_than_the_first(first, after, months):
    found = next_due(first, after=after, months=months)

    assert found > after
    assert found >= first
    assert found.day <= first.day
    assert found.day >= min(first.day, 28)
