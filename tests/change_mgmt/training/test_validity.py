import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.training.validity import due_on, holds, standing

DAY = datetime.date
DAYS = st.dates(DAY(2000, 1, 1), DAY(2090, 1, 1))


@pytest.mark.parametrize(
    ("attended", "months", "last"),
    [
        (DAY(2026, 1, 31), 1, DAY(2026, 2, 28)),
        (DAY(2024, 2, 29), 12, DAY(2025, 2, 28)),
        (DAY(2026, 11, 22), 3, DAY(2027, 2, 22)),
        (DAY(2026, 11, 22), None, None),
    ],
)
def test_training_is_due_again_some_calendar_months_later(attended, months, last):
    assert due_on(attended, months) == last


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (DAY(2026, 10, 31), "valid"),
        (DAY(2026, 11, 1), "due_soon"),
        (DAY(2026, 12, 30), "due_soon"),
        (DAY(2026, 12, 31), "overdue"),
    ],
)
def test_people_are_asked_sixty_days_before_the_last_day(today, found):
    assert standing(DAY(2025, 12, 30), 12, today=today) == found


@given(DAYS, st.integers(1, 120), DAYS)
def test_what_is_overdue_no_longer_holds_and_nothing_else(attended, months, today):
    assert holds(attended, months, today=today) == (standing(attended, months, today=today) != "overdue")
