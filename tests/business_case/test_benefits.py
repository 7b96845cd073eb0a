"""What of the planned benefits came true, as an estimate."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.business_case.benefits import benefits, reached
from tests.business_case.factories import make_case, make_line
from tests.goals.factories import make_goal, make_measurement

pytestmark = pytest.mark.django_db
START = datetime.date(2026, 1, 15)


def case_with_goal(programme, *, value=None):
    """One benefit without a goal (80,000 in year 1 and 2), and one of 120 a year whose goal leads from 0 to 100."""
    case = make_case(programme, starts_on=START)
    goal = make_goal(programme, title="Half way", baseline=Decimal(0), target=Decimal(100))
    if value is not None:
        make_measurement(goal, value)
    make_line(case, kind="benefit", title="Saved", goal=goal, amounts=[0, 120, 120])
    return case


def test_months_count_when_they_have_begun(programme):
    case = case_with_goal(programme, value=50)

    found = benefits(case, today=datetime.date(2026, 7, 1))

    assert found.month == 6
    assert [(str(item.goal), item.planned, item.to_date) for item in found.items] == [
        ("Half way", 240, 60),
        ("None", 160_000, Decimal("40000.00")),
    ]


def test_realised_is_what_was_planned_times_the_share_of_the_goal(programme):
    case = case_with_goal(programme, value=50)

    found = benefits(case, today=datetime.date(2026, 7, 1))

    assert (found.items[0].percent, found.items[0].realised) == (50, 30)
    assert (found.realised, found.unknown) == (30, 40_000)


def test_a_goal_without_a_measurement_says_nothing_yet(programme):
    found = benefits(case_with_goal(programme), today=datetime.date(2026, 7, 1))

    assert (found.items[0].share, found.items[0].realised, found.realised) == (None, None, None)


@pytest.mark.parametrize(
    ("today", "to_date"),
    [
        (datetime.date(2025, 12, 31), 0),
        (datetime.date(2026, 1, 1), 0),
        (datetime.date(2026, 2, 1), 10),
        (datetime.date(2040, 1, 1), 240),
    ],
)
def test_nothing_is_planned_before_the_investment_or_beyond_the_horizon(programme, today, to_date):
    found = benefits(case_with_goal(programme), today=today)

    assert next(item.to_date for item in found.items if item.goal) == to_date


@given(st.one_of(st.none(), st.decimals(-5, 5, places=2)))
def test_a_goal_counts_for_no_less_than_nothing_and_no_more_than_all(progress):
    found = reached(progress)

    assert found is None if progress is None else 0 <= found <= 1


def test_the_page_shows_goals_and_the_formula(programme, as_role):
    case_with_goal(programme, value=50)

    text = as_role("executive").get(f"/programmes/{programme.pk}/business-case/benefits/").content.decode()

    assert "Half way" in text
    assert "Realised = planned to date × share of the goal reached" in text
    assert "No goal named" in text


def test_a_programme_without_a_case_is_told_what_to_do(programme, as_role):
    text = as_role("manager").get(f"/programmes/{programme.pk}/business-case/benefits/").content.decode()

    assert "No benefits planned yet" in text
