import csv
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.availability import State, month_window
from tests.shared_data import shared, shared_case, shared_json
from tests.sla.measures.plain import (
    Availability,
    Run,
    availability,
    error_budget,
    percentile,
    runs,
    share_within,
    shown,
)

UP, DEGRADED, DOWN = State.UP, State.DEGRADED, State.DOWN
UPPTIME = "sla/upptime_matbenfield"


def at(hour, minute=0, *, day=1):
    return datetime(2025, 3, day, hour, minute, tzinfo=UTC)


def seconds(*, up=0, down=0, excluded=0, unknown=0, excluded_up=0, excluded_down=0):
    return Availability(
        up=Decimal(up),
        down=Decimal(down),
        excluded=Decimal(excluded),
        unknown=Decimal(unknown),
        excluded_up=Decimal(excluded_up),
        excluded_down=Decimal(excluded_down),
    )


WINDOW = {"start": at(0), "end": at(10)}
LOG = [(at(0), UP), (at(4), DOWN), (at(5), UP)]
HOUR = 3600


@pytest.mark.parametrize(
    ("records", "options", "expected"),
    [
        ([], {}, seconds(unknown=10 * HOUR)),
        (LOG, {}, seconds(up=9 * HOUR, down=HOUR)),
        (list(reversed(LOG)), {}, seconds(up=9 * HOUR, down=HOUR)),
        ([(at(0, day=1) - timedelta(days=9), DOWN)], {}, seconds(down=10 * HOUR)),
        ([(at(3), UP)], {}, seconds(up=7 * HOUR, unknown=3 * HOUR)),
        ([(at(11), DOWN)], {}, seconds(unknown=10 * HOUR)),
        (LOG, {"as_of": at(6)}, seconds(up=5 * HOUR, down=HOUR, unknown=4 * HOUR)),
        (LOG, {"as_of": at(23)}, seconds(up=9 * HOUR, down=HOUR)),
        (LOG, {"max_silence": timedelta(hours=2)}, seconds(up=4 * HOUR, down=HOUR, unknown=5 * HOUR)),
        ([(at(0), UP), (at(9), DEGRADED)], {}, seconds(up=10 * HOUR)),
        ([(at(0), UP), (at(9), DEGRADED)], {"down_states": {DOWN, DEGRADED}}, seconds(up=9 * HOUR, down=HOUR)),
        ([(at(0), UP), (at(2), UP), (at(2), DOWN)], {}, seconds(up=2 * HOUR, down=8 * HOUR)),
        (
            LOG,
            {"exclusions": [(at(4, 30), at(5, 30))]},
            seconds(up=8.5 * HOUR, down=0.5 * HOUR, excluded=HOUR, excluded_up=0.5 * HOUR, excluded_down=0.5 * HOUR),
        ),
        (
            LOG,
            {"exclusions": [(at(4), at(5)), (at(4, 15), at(4, 45)), (at(23), at(23, 30))]},
            seconds(up=9 * HOUR, excluded=HOUR, excluded_down=HOUR),
        ),
        (
            LOG[1:],
            {"exclusions": [(at(2), at(4))]},
            seconds(up=5 * HOUR, down=HOUR, excluded=2 * HOUR, unknown=2 * HOUR),
        ),
        ([], {"exclusions": [(at(0), at(10))]}, seconds(excluded=10 * HOUR)),
    ],
)
def test_time_is_up_down_excluded_or_unknown(records, options, expected):
    assert availability(records, **WINDOW, **options) == expected


def test_raw_adjusted_and_coverage_are_exact():
    result = availability(LOG, **WINDOW, exclusions=[(at(4), at(4, 40))], as_of=at(9))

    assert result.raw == Fraction(800, 9)
    assert result.adjusted == Fraction(100 * 480, 500)
    assert result.coverage == Fraction(100 * 500, 560)


def test_without_data_there_is_no_percentage():
    nothing = availability([], **WINDOW)
    excluded = availability(LOG, **WINDOW, exclusions=[(at(0), at(10))])

    assert (nothing.raw, nothing.adjusted, nothing.coverage) == (None, None, 0)
    assert (excluded.raw, excluded.adjusted, excluded.coverage) == (90, None, None)


def test_runs_join_equal_neighbours_and_are_cut_to_the_window():
    records = [(at(0) - timedelta(hours=1), UP), (at(2), UP), (at(4), DOWN), (at(5), DOWN), (at(6), UP)]

    assert runs(records, **WINDOW) == [Run(at(0), at(4), UP), Run(at(4), at(6), DOWN), Run(at(6), at(10), UP)]


def upptime_records():
    records = {}
    with shared(f"{UPPTIME}/measurements.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            records.setdefault(row["monitor"], []).append(
                (datetime.fromisoformat(row["timestamp_utc"]), State(row["status"]), int(row["response_ms"]))
            )
    return records


def test_real_logs_give_the_published_availability():
    # github.com/MatBenfield/up, history/summary.json at 082560fca9 (ODbL); tolerance 0.02 points, as its
    # README says.
    expected = shared_json(f"{UPPTIME}/expected.json")["monitors"]
    logs = upptime_records()

    for monitor in expected:
        log = [(moment, state) for moment, state, _ in logs[monitor["monitor"]]]
        result = availability(log, start=log[0][0], end=log[-1][0])
        outages = [
            [f"{run.start:%Y-%m-%dT%H:%M:%SZ}", f"{run.end:%Y-%m-%dT%H:%M:%SZ}"]
            for run in runs(log, start=log[0][0], end=log[-1][0])
            if run.state == DOWN
        ]

        assert float(result.raw) == pytest.approx(float(monitor["published"]["uptime"].rstrip("%")), abs=0.02)
        assert float(result.raw) == pytest.approx(monitor["computed"]["availability_pct"], abs=0.000005)
        assert result.total == monitor["computed"]["total_seconds"]
        assert result.down == monitor["computed"]["down_seconds"]
        assert outages == monitor["computed"]["down_intervals"]


def test_real_logs_give_the_published_months():
    expected = shared_json(f"{UPPTIME}/expected.json")["monitors"]
    logs = upptime_records()

    for monitor in expected:
        log = logs[monitor["monitor"]]
        for month, figures in monitor["computed"]["by_month_utc"].items():
            start, end = month_window(int(month[:4]), int(month[5:]), zone=ZoneInfo("UTC"))
            end = min(end, log[-1][0])
            result = availability([row[:2] for row in log], start=start, end=end)
            millis = [ms for moment, state, ms in log if start <= moment < end and state == UP and ms > 0]

            assert result.up + result.down == figures["covered_seconds"]
            assert result.down == figures["down_seconds"]
            assert float(result.raw) == pytest.approx(figures["availability_pct"], abs=0.000005)
            assert percentile(millis, 95) == pytest.approx(figures["p95_ms_linear"], abs=0.001)


def test_real_logs_give_the_published_percentiles():
    for monitor in shared_json(f"{UPPTIME}/expected.json")["monitors"]:
        millis = [ms for _, state, ms in upptime_records()[monitor["monitor"]] if state == UP and ms > 0]

        for percent in (50, 95, 99):
            published = monitor["computed"][f"p{percent}_ms_linear"]
            assert percentile(millis, percent) == pytest.approx(published, abs=0.001)


@pytest.mark.parametrize(
    ("zone", "year", "month", "start", "hours"),
    [
        ("UTC", 2025, 2, "2025-02-01T00:00+00:00", 28 * 24),
        ("Asia/Shanghai", 2025, 1, "2024-12-31T16:00+00:00", 31 * 24),
        ("Asia/Taipei", 2024, 2, "2024-01-31T16:00+00:00", 29 * 24),
        ("Europe/Berlin", 2025, 3, "2025-02-28T23:00+00:00", 31 * 24 - 1),
        ("Europe/Berlin", 2025, 10, "2025-09-30T22:00+00:00", 31 * 24 + 1),
        ("America/New_York", 2024, 12, "2024-12-01T05:00+00:00", 31 * 24),
    ],
)
def test_a_month_begins_and_ends_at_midnight_in_its_zone(zone, year, month, start, hours):
    window = month_window(year, month, zone=ZoneInfo(zone))

    assert window[0] == datetime.fromisoformat(start)
    assert window[1] - window[0] == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("objective", "minutes", "down", "allowed", "left"),
    [
        ("99", 720 * 60, 0, 432, 432),  # azureguru downtime table: 99 % of 720 h
        ("99.9", 30 * 24 * 60, 47, Fraction(432, 10), Fraction(-38, 10)),  # courseiva.com: 43.2, over by 3.8
        ("95", 14 * 24 * 60, 0, 1008, 1008),  # OpenSLO timeslices: 16 h 48 min
        ("99.95", 7 * 24 * 60, 0, Fraction(504, 100), Fraction(504, 100)),  # OpenSLO low traffic: 5 min 2.4 s
        ("100", 60, 0, 0, 0),
    ],
)
def test_the_error_budget_is_what_the_objective_leaves(objective, minutes, down, allowed, left):
    budget = error_budget(Decimal(objective), total_seconds=Decimal(minutes * 60), down_seconds=Decimal(down * 60))

    assert (budget.allowed, budget.left, budget.is_breached) == (allowed, left, left < 0)


def test_ten_minutes_down_in_thirty_days_are_99_98_percent():
    # desibanjara.com: 43,200 minutes, 10 down -> 99.98 (two decimals).
    test = shared_case("sla/credit_cases.json", "thirty_day_downtime_blog")["tests"][0]
    start = at(0)
    log = [(start, DOWN), (start + timedelta(minutes=test["downtime_minutes"]), UP)]

    result = availability(log, start=start, end=start + timedelta(minutes=test["total_minutes"]))

    assert round(float(result.raw), 2) == test["expected_availability_2dp"]


@pytest.mark.parametrize(
    ("percentage", "places", "expected"),
    [(Fraction(998999, 10000), 2, "99.89"), (Fraction(100), 4, "100.0000"), (Fraction(200, 3), 3, "66.666")],
)
def test_a_percentage_is_cut_and_never_rounded_up(percentage, places, expected):
    assert str(shown(percentage, places=places)) == expected


def test_percentile_and_share_need_values():
    assert percentile([], 95) is None
    assert share_within([], 500) is None
    assert share_within([100, 500, 501], 500) == Fraction(200, 3)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: runs([], start=at(1), end=at(1)), "must end after it starts"),
        (lambda: runs([], start=datetime(2025, 1, 1), end=at(1)), "need a time zone"),
        (lambda: runs([(datetime(2025, 1, 1), UP)], start=at(0), end=at(1)), "need a time zone"),
        (lambda: availability([], start=at(0), end=at(1), exclusions=[(at(1), at(0))]), "must not end before"),
        (lambda: error_budget(Decimal(101), total_seconds=Decimal(1), down_seconds=Decimal(0)), "from 0 to 100"),
        (lambda: percentile([1], 101), "between 0 and 100"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
moments = st.datetimes(datetime(2023, 12, 1), datetime(2025, 2, 1), timezones=st.just(UTC))
pieces = st.lists(st.tuples(moments, st.timedeltas(timedelta(0), timedelta(days=40))), max_size=5)


@given(
    zone=zones,
    month=st.integers(1, 12),
    records=st.lists(st.tuples(moments, st.sampled_from(State)), max_size=20),
    exclusions=pieces,
    silence=st.none() | st.timedeltas(timedelta(0), timedelta(days=60)),
)
def test_the_seconds_add_up_to_the_month_in_any_zone(zone, month, records, exclusions, silence):
    start, end = month_window(2024, month, zone=zone)
    closed = [(begin, begin + length) for begin, length in exclusions]

    result = availability(records, start=start, end=end, exclusions=closed, max_silence=silence)

    assert result.total == Decimal((end - start) // timedelta(seconds=1))
    assert min(result.up, result.down, result.excluded, result.unknown) >= 0
    assert result.excluded_up + result.excluded_down <= result.excluded


@given(zone=zones, year=st.integers(1990, 2035), month=st.integers(1, 12))
def test_months_follow_one_another_without_gap(zone, year, month):
    following = (year + 1, 1) if month == 12 else (year, month + 1)

    assert month_window(year, month, zone=zone)[1] == month_window(*following, zone=zone)[0]


@given(offset=st.integers(-14, 14), records=st.lists(st.tuples(moments, st.sampled_from(State)), max_size=8))
def test_the_zone_a_time_is_written_in_does_not_matter(offset, records):
    start, end = month_window(2024, 6, zone=ZoneInfo("UTC"))
    zone = timezone(timedelta(hours=offset))
    moved = [(moment.astimezone(zone), state) for moment, state in records]

    assert availability(moved, start=start, end=end) == availability(records, start=start, end=end)
