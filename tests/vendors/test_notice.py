from datetime import date

import pytest

from vendors.notice import add_months, last_notice_day, reminder_days, term_end

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
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
