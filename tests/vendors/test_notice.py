from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendors.notice import (
    Notice,
    add_months,
    current_term_end,
    last_notice_day,
    notice,
    reminder_days,
    term_end,
)

day = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-05-31", 0, "2025-05-31"),
    ],
)
def test_months_are_cut_to_the_end_of_a_shorter_month(start, months, expected):
    assert add_months(day(start), months) == day(expected)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2025-01-01", 12, "2025-12-31"),
        ("2025-07-01", 6, "2025-12-31"),
        ("2024-03-01", 12, "2025-02-28"),
        ("2025-01-15", 1, "2025-02-14"),
    ],
)
def test_a_term_ends_the_day_before_it_began(start, months, expected):
    assert term_end(day(start), months=months) == day(expected)


@pytest.mark.parametrize(
    ("end", "period", "expected"),
    [
        ("2025-12-31", {"months": 3}, "2025-09-30"),
        ("2025-12-31", {"months": 1}, "2025-11-30"),
        ("2025-03-31", {"months": 1}, "2025-02-28"),
        ("2024-05-31", {"months": 3}, "2024-02-29"),
        ("2025-12-31", {"days": 90}, "2025-10-02"),
        ("2025-12-31", {"days": 30}, "2025-12-01"),
        ("2025-12-31", {}, "2025-12-31"),
    ],
)
def test_the_last_day_for_notice_is_the_end_less_the_notice_period(end, period, expected):
    assert last_notice_day(day(end), **period) == day(expected)


@pytest.mark.parametrize(
    ("first_end", "on", "renewal", "expected"),
    [
        ("2025-12-31", "2025-06-01", 12, "2025-12-31"),
        ("2025-12-31", "2025-12-31", 12, "2025-12-31"),
        ("2025-12-31", "2026-01-01", 12, "2026-12-31"),
        ("2025-12-31", "2031-07-01", 12, "2031-12-31"),
        ("2025-06-30", "2025-07-01", 6, "2025-12-31"),
        ("2025-01-30", "2025-02-20", 1, "2025-02-27"),
        ("2025-01-30", "2025-03-15", 1, "2025-03-30"),
        ("2027-02-28", "2028-02-29", 12, "2028-02-29"),
        ("2025-12-31", "2026-01-01", None, None),
        ("2025-12-31", "2026-01-01", 0, None),
    ],
)
def test_a_contract_rolls_on_until_it_does_not(first_end, on, renewal, expected):
    end = current_term_end(day(first_end), on=day(on), renewal_months=renewal)

    assert end == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2025-09-30", Notice(day("2025-12-31"), day("2025-09-30"))),
        ("2025-10-01", Notice(day("2025-12-31"), day("2025-09-30"))),
        ("2026-01-01", Notice(day("2026-12-31"), day("2026-09-30"))),
    ],
)
def test_a_missed_day_for_notice_costs_one_more_term(on, expected):
    assert notice(day("2025-12-31"), on=day(on), renewal_months=12, notice_months=3) == expected


def test_an_ended_contract_needs_no_notice():
    assert notice(day("2025-12-31"), on=day("2026-01-01"), notice_days=30) is None


def test_reminders_come_90_60_30_and_7_days_before():
    assert reminder_days(day("2025-09-30")) == (
        day("2025-07-02"),
        day("2025-08-01"),
        day("2025-08-31"),
        day("2025-09-23"),
    )


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: last_notice_day(day("2025-12-31"), months=-1), "cannot be negative"),
        (lambda: last_notice_day(day("2025-12-31"), months=1, days=1), "not in both"),
        (lambda: term_end(day("2025-12-31"), months=0), "at least one month"),
        (lambda: current_term_end(day("2025-12-31"), on=day("2026-12-31"), renewal_months=-1), "shorter than nothing"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(first_end=days, later=st.integers(0, 20000), renewal=st.integers(1, 60))
def test_the_current_term_is_the_first_that_has_not_ended(first_end, later, renewal):
    on = first_end + timedelta(days=later)

    end = current_term_end(first_end, on=on, renewal_months=renewal)

    ends = [first_end]
    while ends[-1] < on:
        ends.append(term_end(first_end + timedelta(days=1), months=renewal * len(ends)))
    assert end == ends[-1]
