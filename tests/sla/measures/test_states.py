import csv
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.availability import State, month_window
from sla.instants import SECOND, instant
from sla.measures import spans
from sla.measures.hours import Hours, open_spans
from sla.measures.states import by_day, times
from tests.shared_data import shared, shared_json
from tests.sla.measures import plain as slow

DAY = 86_400 * SECOND
ZONES = some.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
RECORDS = some.lists(
    some.tuples(some.integers(min_value=0, max_value=70 * 24 * 60), some.sampled_from(list(State))), max_size=30
)
GAPS = some.lists(
    some.tuples(some.integers(min_value=0, max_value=70 * 24 * 60), some.integers(min_value=0, max_value=4000)),
    max_size=4,
)


def minutes(number: int) -> datetime:
    return datetime(2025, 3, 1, tzinfo=UTC) + timedelta(minutes=number)


def found(records, *, start, end, silence=26 * 3600 * SECOND, gaps=(), hours=None):
    ordered = sorted(records, key=lambda record: record[0])
    at = np.array([instant(moment) for moment, _state in ordered], dtype=np.int64)
    down = np.array([state == State.DOWN for _moment, state in ordered], dtype=bool)
    excluded = spans.spans_of((instant(a), instant(b)) for a, b in gaps)
    return times(at, down, start=instant(start), end=instant(end), silence=silence, excluded=excluded, hours=hours)


def test_an_hour_down_of_a_month():
    start, end = month_window(2025, 1, zone=ZoneInfo("UTC"))
    records = [
        (start - timedelta(hours=1), State.UP),
        (start + timedelta(days=9), State.DOWN),
        (start + timedelta(days=9, hours=1), State.UP),
    ]

    month = found(records, start=start, end=end, silence=31 * DAY)

    assert (month.down, month.unknown, month.excluded) == (3600 * SECOND, 0, 0)
    assert month.adjusted == 100 - Fraction(100 * 60, 44_640)


def test_no_data_is_not_up():
    start, end = month_window(2025, 1, zone=ZoneInfo("UTC"))

    month = found([], start=start, end=end)

    assert (month.up, month.unknown, month.adjusted, month.coverage) == (0, 31 * DAY, None, 0)


def test_outside_the_hours_of_service_time_is_no_part_of_the_total():
    start, end = month_window(2025, 1, zone=ZoneInfo("UTC"))
    calendar = Hours(zone=ZoneInfo("UTC"), week=(((540, 1080),),) * 5 + ((), ()))
    night = datetime(2025, 1, 7, 2, tzinfo=UTC)
    records = [
        (start, State.UP),
        (night, State.DOWN),
        (night + timedelta(hours=8), State.UP),
    ]

    month = found(
        records, start=start, end=end, silence=31 * DAY, hours=open_spans(calendar, instant(start), instant(end))
    )

    assert month.total == 23 * 9 * 3600 * SECOND  # January 2025 has 23 weekdays
    assert month.down == 3600 * SECOND  # of 2:00 to 10:00 only 9:00 to 10:00


@given(records=RECORDS, gaps=GAPS, zone=ZONES, month=some.sampled_from([3, 4]))
def test_the_quick_way_counts_as_the_plain_one(records, gaps, zone, month):
    start, end = month_window(2025, month, zone=ZoneInfo(zone))
    known = [(minutes(number), state) for number, state in records]
    excluded = [(minutes(number), minutes(number + length)) for number, length in gaps]

    quick = found(known, start=start, end=end, gaps=excluded)
    plain = slow.availability(known, start=start, end=end, exclusions=excluded, max_silence=timedelta(hours=26))

    assert [Fraction(part, SECOND) for part in (quick.up, quick.down, quick.excluded, quick.unknown)] == [
        Fraction(part) for part in (plain.up, plain.down, plain.excluded, plain.unknown)
    ]
    assert (quick.raw, quick.adjusted, quick.coverage) == (plain.raw, plain.adjusted, plain.coverage)


@given(records=RECORDS, gaps=GAPS, zone=ZONES, month=some.integers(min_value=1, max_value=12), business=some.booleans())
def test_up_down_excluded_and_unknown_add_up_to_the_month(records, gaps, zone, month, business):
    start, end = month_window(2025, month, zone=ZoneInfo(zone))
    known = [(start + timedelta(minutes=number - 1440), state) for number, state in records]
    excluded = [
        (start + timedelta(minutes=number), start + timedelta(minutes=number + length)) for number, length in gaps
    ]
    calendar = Hours(zone=ZoneInfo(zone), week=(((540, 720), (780, 1080)),) * 5 + ((), ()))
    hours = open_spans(calendar, instant(start), instant(end)) if business else None

    quick = found(known, start=start, end=end, gaps=excluded, hours=hours)

    whole = instant(end) - instant(start) if hours is None else spans.length(hours)
    assert quick.total == whole
    assert min(quick.up, quick.down, quick.excluded, quick.unknown) >= 0


@given(records=RECORDS, data=some.data())
def test_the_order_of_records_does_not_matter(records, data):
    once = dict(records)
    start, end = month_window(2025, 3, zone=ZoneInfo("UTC"))
    known = [(minutes(number), state) for number, state in once.items()]

    shuffled = data.draw(some.permutations(known))

    one, other = found(known, start=start, end=end), found(shuffled, start=start, end=end)
    assert (one.up, one.down, one.unknown) == (other.up, other.down, other.unknown)


@given(records=RECORDS)
def test_days_add_up_to_the_month(records):
    start, end = month_window(2025, 3, zone=ZoneInfo("Europe/Berlin"))
    month = found([(minutes(number), state) for number, state in records], start=start, end=end)
    edges = np.linspace(instant(start), instant(end), 32).astype(np.int64)

    days = by_day(edges, month.bad, month.known)

    assert (sum(bad for bad, _all in days), sum(whole for _bad, whole in days)) == (month.down, month.up + month.down)


def test_a_window_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="end after it starts"):
        found([], start=minutes(10), end=minutes(10))


UPPTIME = "sla/upptime_matbenfield"


def log_of(monitor: str) -> list[tuple[datetime, State]]:
    with shared(f"{UPPTIME}/measurements.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["monitor"] == monitor]
    return [(datetime.fromisoformat(row["timestamp_utc"]), State(row["status"])) for row in rows]


@pytest.mark.parametrize(
    "monitor", shared_json(f"{UPPTIME}/expected.json")["monitors"], ids=lambda item: item["monitor"]
)
def test_real_logs_have_the_published_availability_as_a_whole_and_by_month(monitor):
    # github.com/MatBenfield/up, history/summary.json at 082560fca9 (ODbL); tolerance 0.02 points, as its README says.
    log, computed = log_of(monitor["monitor"]), monitor["computed"]
    whole = found(log, start=log[0][0], end=log[-1][0], silence=400 * DAY)
    assert float(whole.raw) == pytest.approx(float(monitor["published"]["uptime"].rstrip("%")), abs=0.02)
    assert float(whole.raw) == pytest.approx(computed["availability_pct"], abs=0.000005)
    assert (whole.total, whole.down) == (computed["total_seconds"] * SECOND, computed["down_seconds"] * SECOND)

    for month, figures in computed["by_month_utc"].items():
        start, end = month_window(int(month[:4]), int(month[5:]), zone=ZoneInfo("UTC"))
        result = found(log, start=start, end=min(end, log[-1][0]), silence=400 * DAY)
        assert result.up + result.down == figures["covered_seconds"] * SECOND, month
        assert result.down == figures["down_seconds"] * SECOND, month
        assert float(result.raw) == pytest.approx(figures["availability_pct"], abs=0.000005), month
