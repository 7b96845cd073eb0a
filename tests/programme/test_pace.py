import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.programme.pace import Expected, alarm_now, days_between, expected_end, moved, slip

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 3, 10)
DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 1, 1))
SHIFTS = st.integers(-900, 900)


def on(text) -> datetime.date:
    return datetime.date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("fields", "end", "is_computed"),
    [
        ({"actual_start": on("02-01"), "actual_end": on("02-20")}, "02-20", False),
        ({"actual_start": on("02-20")}, "03-19", True),
        ({"actual_start": on("02-01")}, "03-10", True),
        ({"actual_start": on("02-01"), "forecast_end": on("03-25")}, "03-25", False),
        ({"actual_start": on("02-01"), "forecast_end": on("03-01")}, "03-10", True),
        ({}, "03-12", True),
        ({"planned_start": on("03-10"), "planned_end": on("03-20")}, "03-20", False),
        ({"planned_start": on("04-01"), "planned_end": on("04-20"), "forecast_end": on("05-01")}, "05-01", False),
    ],
    ids=[
        "what happened",
        "the pace",
        "never before today",
        "what was entered",
        "an entered day that is past",
        "should have started",
        "not started, as planned",
        "not started, as entered",
    ],
)
def test_a_stage_ends_as_it_went_as_entered_or_at_its_pace(fields, end, is_computed):
    plan = {"planned_start": on("03-02"), "planned_end": on("03-04"), "standard_days": 28, "today": TODAY}

    assert expected_end(**plan | fields) == Expected(on(end), is_computed)


@given(DATES, st.integers(0, 400), st.integers(0, 400), st.integers(-400, 400), st.none() | st.integers(-400, 400))
def test_a_stage_under_way_never_ends_before_today(start, planned, standard, since, forecast):
    today = start + abs(since) * DAY

    found = expected_end(
        planned_start=start,
        planned_end=start + planned * DAY,
        standard_days=standard,
        today=today,
        actual_start=start,
        forecast_end=None if forecast is None else start + forecast * DAY,
    )

    assert found.on >= today


@given(DATES, SHIFTS)
def test_slip_is_expected_less_planned(planned, days):
    assert slip(planned + days * DAY, planned) == days


@given(st.lists(DATES, min_size=1), SHIFTS)
def test_what_is_moved_keeps_what_lies_between(dates, days):
    found = moved(dates, days)

    assert [day - found[0] for day in found] == [day - dates[0] for day in dates]
    assert moved(found, -days) == dates


def test_both_ends_of_a_stage_are_counted():
    assert (days_between(TODAY, TODAY), days_between(TODAY, TODAY + 27 * DAY)) == (1, 28)


@pytest.mark.parametrize(
    ("away", "rings"),
    [(-8, None), (-7, -7), (-3, -7), (-1, -1), (0, -1), (1, 1), (6, 1), (7, 7), (300, 7)],
)
def test_the_latest_alarm_whose_day_has_come_rings(away, rings):
    assert alarm_now(TODAY, TODAY + away * DAY, [7, 1], [1, 7]) == rings


def test_a_milestone_without_alarms_is_silent():
    assert alarm_now(TODAY, TODAY + DAY, [], []) is None


@given(st.lists(st.integers(1, 90)), st.lists(st.integers(1, 90)), st.integers(-200, 200))
def test_alarms_never_go_back(before, after, away):
    day = TODAY + away * DAY
    now, next_day = (alarm_now(TODAY, when, before, after) for when in (day, day + DAY))

    assert now is None or (next_day is not None and next_day >= now)
