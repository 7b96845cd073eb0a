from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.instants import moment
from sla.intake.clock import Clock
from sla.intake.reasons import Reason, Unusable

NINE = datetime(2025, 6, 1, 9, tzinfo=UTC)
SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")


def read(text, zone=SHANGHAI, **options):
    return moment(Clock(zone, **options).read(text))


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01T09:00:00Z",
        "2025-06-01t09:00:00z",
        "2025-06-01T09:00Z",
        "2025-06-01T17:00:00+08:00",
        "2025-06-01T04:30:00-0430",
        "2025-06-01 17:00:00.000",
        "2025-06-01 17:00:00,000",
        "2025/6/1 17:00",
        "2025年6月1日 17时00分00秒",
        "2025年6月1日 下午5:00",
        "２０２５-06-01 17：00",
        "[01/Jun/2025:09:00:00 +0000]",
        "20250601T090000Z",
        "1748768400",
        "1748768400.000",
        "1748768400000",
        "Jun 1, 2025 5:00 PM",
        "1 Jun 2025 09:00:00 UTC",
        "2025-06-01 17:00:00 Asia/Shanghai",
    ],
)
def test_one_moment_in_the_ways_of_many_programs(text):
    assert read(text) == NINE


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("dmy", "01.06.2025 17:00"),
        ("dmy", "1/6/25 17:00"),
        ("mdy", "6/1/25 17:00"),
        ("ymd", "25-06-01 17:00"),
        ("mdy", "06/01/2025 5:00 pm"),
    ],
)
def test_day_and_month_are_read_in_the_order_that_was_chosen(order, text):
    assert read(text, order=order) == NINE


@pytest.mark.parametrize("text", ["01.06.2025 17:00", "25-06-01 17:00"])
def test_without_an_order_day_and_month_are_not_guessed(text):
    with pytest.raises(Unusable) as refused:
        read(text)

    assert refused.value.reason == Reason.BAD_TIMESTAMP


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yesterday", Reason.BAD_TIMESTAMP),
        ("", Reason.BAD_TIMESTAMP),
        ("2025-06-01", Reason.BAD_TIMESTAMP),
        ("2025-02-30T00:00Z", Reason.BAD_TIMESTAMP),
        ("0001-01-01T00:00+14:00", Reason.BAD_TIMESTAMP),
        ("1969-12-31T23:59:59Z", Reason.BAD_TIMESTAMP),
        ("2025-06-01 09:00:00 CST", Reason.UNKNOWN_ZONE),
        ("2025-06-01 09:00:00 Mars/Olympus", Reason.UNKNOWN_ZONE),
        ("2025-06-01T09:00:01Z", Reason.IN_THE_FUTURE),
    ],
)
def test_what_is_no_moment_of_the_past_is_refused(text, reason):
    with pytest.raises(Unusable) as refused:
        read(text, as_of=NINE)

    assert refused.value.reason == reason


def test_a_time_that_clocks_skip_is_refused():
    with pytest.raises(Unusable) as refused:
        read("2025-03-30 02:30", BERLIN)

    assert refused.value.reason == Reason.NO_SUCH_TIME


def test_a_time_that_exists_twice_is_refused():
    with pytest.raises(Unusable) as refused:
        read("2025-10-26 02:30", BERLIN)

    assert refused.value.reason == Reason.TIME_EXISTS_TWICE


def test_times_that_exist_twice_are_told_apart_by_the_order_of_a_monitors_rows():
    clock = Clock(BERLIN, in_order=True)
    texts = ["2025-10-26 01:59", "2025-10-26 02:30", "2025-10-26 02:10", "2025-10-26 02:50", "2025-10-26 03:00"]

    found = [moment(clock.read(text, "shop")) for text in texts]

    assert [f"{at:%H:%M}" for at in found] == ["23:59", "00:30", "01:10", "01:50", "02:00"]
    assert clock.resolved == 3


@given(
    st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2079, 1, 1)),
    st.sampled_from(["UTC", "Asia/Shanghai"]),
)
def test_a_local_time_is_read_as_python_reads_it(wall, name):
    zone = ZoneInfo(name)
    expected = wall.replace(tzinfo=zone)
    exists_once = expected.utcoffset() == expected.replace(fold=1).utcoffset()

    if exists_once:
        assert read(f"{wall:%Y-%m-%d %H:%M:%S}.{wall.microsecond:06}", zone) == expected.astimezone(UTC)


@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text):
    try:
        at = read(text, as_of=NINE)
    except Unusable:
        return
    assert datetime(1970, 1, 1, tzinfo=UTC) - timedelta(0) <= at <= NINE
