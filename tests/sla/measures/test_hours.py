import datetime
from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.instants import SECOND, instant
from sla.measures.hours import Hours, business_seconds, open_spans

HOUR = 3600
WORK = (((540, 1080),),) * 5 + ((), ())
NATIONAL_DAY = frozenset(datetime.date(2026, 10, day) for day in range(1, 8))


def hours(zone="Asia/Shanghai", week=WORK, **days) -> Hours:
    return Hours(zone=ZoneInfo(zone), week=week, **days)


def at(text: str, zone="Asia/Shanghai") -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-20T10:00", "2026-11-20T12:00", 2),  # within a Friday
        ("2026-11-20T17:00", "2026-11-23T10:00", 2),  # over the weekend
        ("2026-11-21T00:00", "2026-11-23T00:00", 0),  # the weekend itself
        ("2026-11-20T06:00", "2026-11-20T22:00", 9),  # a whole working day
        ("2026-11-20T12:00", "2026-11-20T10:00", 0),  # the wrong way round
    ],
)
def test_working_hours_between_two_moments(start, end, expected):
    assert business_seconds(at(start), at(end), hours()) == expected * HOUR


def test_holidays_have_no_hours_and_days_worked_in_exchange_have():
    # China 2026: 1 to 7 October off; Saturday 10 October is worked in exchange.
    calendar = hours(holidays=NATIONAL_DAY, extra_days=frozenset({datetime.date(2026, 10, 10)}))

    assert business_seconds(at("2026-10-01T00:00"), at("2026-10-08T00:00"), calendar) == 0
    assert business_seconds(at("2026-10-10T00:00"), at("2026-10-11T00:00"), calendar) == 9 * HOUR
    assert business_seconds(at("2026-10-01T00:00"), at("2026-11-01T00:00"), calendar) == (22 - 5 + 1) * 9 * HOUR


def test_several_spans_a_day_leave_out_the_break():
    calendar = hours(week=(((540, 720), (780, 1080)),) * 7)

    assert business_seconds(at("2026-11-20T11:00"), at("2026-11-20T14:00"), calendar) == 2 * HOUR


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-29", 23),  # clocks go forward in Berlin: the day has 23 hours
        ("2026-10-25", 25),  # and back: 25
        ("2026-06-01", 24),
    ],
)
def test_a_day_round_the_clock_is_as_long_as_it_is(day, expected):
    calendar = hours("Europe/Berlin", week=(((0, 1440),),) * 7)
    start = datetime.datetime.fromisoformat(day)

    found = business_seconds(
        start.replace(tzinfo=ZoneInfo("Europe/Berlin")),
        (start + datetime.timedelta(days=1)).replace(tzinfo=ZoneInfo("Europe/Berlin")),
        calendar,
    )

    assert found == expected * HOUR


@pytest.mark.parametrize(
    ("day", "span", "expected"),
    [
        ("2026-03-29", (120, 180), 0),  # 2 to 3 is leapt over
        ("2026-03-29", (150, 210), HOUR / 2),  # only 3:00 to 3:30 is shown
        ("2026-10-25", (120, 180), 2 * HOUR),  # 2 to 3 is shown twice
        ("2026-10-25", (60, 150), 2 * HOUR),  # 1:00 to 2:30, half an hour of it twice
    ],
)
def test_hours_at_night_follow_the_clock_on_the_wall(day, span, expected):
    calendar = hours("Europe/Berlin", week=((span,),) * 7)
    start = datetime.datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Europe/Berlin"))

    assert business_seconds(start, (start + datetime.timedelta(days=1)).replace(hour=0), calendar) == expected


ZONES = some.sampled_from(
    ["Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"]
)
SPANS = some.sampled_from([(), ((540, 1080),), ((0, 1440),), ((120, 150),), ((60, 90), (100, 200), (1380, 1440))])


@given(
    zone=ZONES,
    week=some.tuples(*[SPANS] * 7),
    start=some.datetimes(min_value=datetime.datetime(2024, 1, 1), max_value=datetime.datetime(2026, 12, 1)),
    length=some.integers(min_value=1, max_value=3 * 24 * 60),
)
def test_a_minute_is_open_when_the_clock_on_the_wall_says_so(zone, week, start, length):
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    calendar = hours(zone, week=week)
    expected = 0
    for minute in range(0, length, 7):
        moment = begin + datetime.timedelta(minutes=minute)
        shown = moment.astimezone(ZoneInfo(zone))
        clock = shown.hour * 60 + shown.minute
        expected = any(a <= clock < b for a, b in week[shown.weekday()])
        found = open_spans(calendar, instant(moment), instant(moment) + 60 * SECOND)
        assert int((found[:, 1] - found[:, 0]).sum()) == 60 * SECOND * expected


@given(
    zone=ZONES,
    week=some.tuples(*[SPANS] * 7),
    edges=some.lists(some.integers(min_value=0, max_value=60 * 24 * 400), min_size=3, max_size=3),
)
def test_hours_of_two_parts_add_up(zone, week, edges):
    calendar = hours(zone, week=week)
    first, middle, last = (
        datetime.datetime(2025, 1, 1, tzinfo=UTC) + datetime.timedelta(minutes=n) for n in sorted(edges)
    )

    parts = business_seconds(first, middle, calendar) + business_seconds(middle, last, calendar)

    assert parts == business_seconds(first, last, calendar)
