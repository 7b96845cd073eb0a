from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.exclusions.windows import Window, moment, weekly

BERLIN = ZoneInfo("Europe/Berlin")
SUNDAY = 6
NIGHT = Window(SUNDAY, time(2), time(4))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def spans(window, start, end, zone=BERLIN):
    return weekly(window, start=utc(start), end=utc(end), zone=zone)


def test_a_window_comes_back_every_week_by_the_clock_of_the_place():
    assert spans(NIGHT, "2026-01-01T00:00", "2026-01-15T00:00") == [
        (utc("2026-01-04T01:00"), utc("2026-01-04T03:00")),
        (utc("2026-01-11T01:00"), utc("2026-01-11T03:00")),
    ]


@pytest.mark.parametrize(
    ("day", "opens", "closes", "minutes"),
    [
        ("2026-03-22", time(2), time(4), 120),  # a Sunday like any other
        ("2026-03-29", time(2), time(4), 60),  # the clock goes from 2 to 3: an hour less
        ("2026-03-29", time(2, 30), time(3, 30), 30),  # it begins when the clock jumps
        ("2026-03-29", time(2), time(2, 30), 0),  # the clock never shows it
        ("2026-10-25", time(2), time(4), 180),  # the clock shows 2 to 3 twice
        ("2026-10-25", time(1), time(2, 30), 150),  # until the last showing of half past two
        ("2026-10-25", time(23), time(1), 120),  # into the next day
        ("2026-03-28", time(23), time(4), 240),  # a night that is an hour shorter
    ],
)
def test_a_change_of_the_clock_is_counted_as_it_was(day, opens, closes, minutes):
    start = datetime.fromisoformat(day).replace(tzinfo=BERLIN).astimezone(UTC)
    window = Window(start.astimezone(BERLIN).weekday(), opens, closes)

    found = weekly(window, start=start, end=start + timedelta(days=2), zone=BERLIN)

    assert sum(((stop - begin) for begin, stop in found), timedelta()) == timedelta(minutes=minutes)


def test_a_window_is_cut_where_the_span_begins_and_ends():
    assert spans(NIGHT, "2026-01-04T02:00", "2026-01-11T02:15") == [
        (utc("2026-01-04T02:00"), utc("2026-01-04T03:00")),
        (utc("2026-01-11T01:00"), utc("2026-01-11T02:15")),
    ]


def test_a_night_that_began_before_the_span_still_counts():
    window = Window(SUNDAY, time(23), time(1))

    assert spans(window, "2026-01-04T23:30", "2026-01-06T00:00", ZoneInfo("UTC")) == [
        (utc("2026-01-04T23:30"), utc("2026-01-05T01:00"))
    ]


def test_a_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        weekly(NIGHT, start=datetime(2026, 1, 1), end=datetime(2026, 2, 1), zone=BERLIN)


def test_a_skipped_time_is_taken_at_the_jump():
    assert moment(datetime(2026, 3, 29).date(), time(2, 30), BERLIN) == utc("2026-03-29T01:00")


zones = st.sampled_from(["Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"])
moments = st.integers(0, 5_000_000).map(lambda minutes: utc("2020-01-01T00:00") + timedelta(minutes=minutes))
clocks = st.integers(0, 1439).map(lambda minutes: time(*divmod(minutes, 60)))


@given(zones, moments, st.integers(0, 60), st.integers(0, 6), clocks, clocks)
def test_windows_are_in_order_inside_the_span_and_apart(zone, start, days, weekday, opens, closes):
    end = start + timedelta(days=days)

    found = weekly(Window(weekday, opens, closes), start=start, end=end, zone=ZoneInfo(zone))

    assert all(start <= begin < stop <= end for begin, stop in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@given(zones, moments, st.integers(1, 40), st.integers(1, 40), st.integers(0, 6), clocks, clocks)
def test_a_span_cut_in_two_leaves_out_the_same_time(zone, start, first, second, weekday, opens, closes):
    window, place = Window(weekday, opens, closes), ZoneInfo(zone)
    middle, end = start + timedelta(days=first), start + timedelta(days=first + second)

    def total(begin, stop):
        return sum((b - a for a, b in weekly(window, start=begin, end=stop, zone=place)), timedelta())

    assert total(start, end) == total(start, middle) + total(middle, end)
