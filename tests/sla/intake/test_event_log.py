from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.availability import State, availability
from sla.intake import event_log
from sla.intake.event_log import WHOLE_FILE, EventLog, Problem, Reason, Row, parse
from tests.shared_data import shared, shared_json

HEADER = "monitor,timestamp_utc,status,http_code,response_ms\n"
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
NINE = datetime(2025, 6, 1, 9, tzinfo=UTC)


def read(body, *, header=HEADER):
    return parse((header + body).encode(), as_of=NOW)


def test_a_good_row_is_read():
    log = read("shop,2025-06-01T09:00:00Z,up,200,183\n")

    assert log == EventLog((Row(2, "shop", NINE, State.UP, 200, 183.0),), ())


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-01T09:00:00Z",
        "2025-06-01t09:00:00z",
        "2025-06-01T09:00Z",
        "2025-06-01T17:00:00+08:00",
        "2025-06-01T04:30:00-0430",
        "2025-06-01 09:00:00.000",
        "2025-06-01T09:00:00",
    ],
)
def test_a_timestamp_has_an_offset_or_is_utc(text):
    assert read(f"shop,{text},up,,\n").rows[0].at == NINE


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("up", State.UP),
        ("UP", State.UP),
        ("operational", State.UP),
        ("degraded", State.DEGRADED),
        ("degraded_performance", State.DEGRADED),
        ("down", State.DOWN),
        ("major_outage", State.DOWN),
    ],
)
def test_a_status_is_up_degraded_or_down(status, state):
    assert read(f"shop,2025-06-01T09:00Z,{status},,\n").rows[0].state == state


@pytest.mark.parametrize(
    ("line", "reason", "value"),
    [
        ("shop,yesterday,up,200,1", Reason.BAD_TIMESTAMP, "yesterday"),
        ("shop,,up,200,1", Reason.BAD_TIMESTAMP, ""),
        ("shop,2025-06-01,up,200,1", Reason.BAD_TIMESTAMP, "2025-06-01"),
        ("shop,2025-02-30T00:00Z,up,200,1", Reason.BAD_TIMESTAMP, "2025-02-30T00:00Z"),
        ("shop,0001-01-01T00:00+14:00,up,200,1", Reason.BAD_TIMESTAMP, "0001-01-01T00:00+14:00"),
        ("shop,2025-06-01T12:00:01Z,up,200,1", Reason.IN_THE_FUTURE, "2025-06-01T12:00:01Z"),
        ("shop,2025-06-01T09:00Z,resting,200,1", Reason.UNKNOWN_STATUS, "resting"),
        ("shop,2025-06-01T09:00Z,,200,1", Reason.UNKNOWN_STATUS, ""),
        ("shop,2025-06-01T09:00Z,up,OK,1", Reason.BAD_HTTP_CODE, "OK"),
        ("shop,2025-06-01T09:00Z,up,200,-1", Reason.NEGATIVE_RESPONSE, "-1"),
        ("shop,2025-06-01T09:00Z,up,200,fast", Reason.BAD_RESPONSE, "fast"),
        ("shop,2025-06-01T09:00Z,up,200,NaN", Reason.BAD_RESPONSE, "NaN"),
        ("shop,2025-06-01T09:00Z,up,200,86400001", Reason.BAD_RESPONSE, "86400001"),
        (" ,2025-06-01T09:00Z,up,200,1", Reason.NO_MONITOR, ""),
        ("shop,2025-06-01T09:00Z,up,200", Reason.WRONG_NUMBER_OF_CELLS, "4"),
        ("shop,2025-06-01T09:00Z,up,200,1,", Reason.WRONG_NUMBER_OF_CELLS, "6"),
        ("s\0hop,2025-06-01T09:00Z,up,200,1", Reason.NUL_BYTE, ""),
        ("x" * 201 + ",2025-06-01T09:00Z,up,200,1", Reason.CELL_TOO_LONG, "x" * 200),
        ('"shop,2025-06-01T09:00Z,up,200,1', Reason.BAD_QUOTING, '"shop,2025-06-01T09:00Z,up,200,1\n'),
    ],
)
def test_a_bad_row_is_named_and_its_neighbours_are_kept(line, reason, value):
    good = "shop,2025-06-01T09:00:00Z,up,200,183\n"

    log = read(f"{good}{line}\n{good}")

    assert [row.line for row in log.rows] == [2, 4]
    assert log.problems == (Problem(3, reason, value),)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", Problem(WHOLE_FILE, Reason.EMPTY)),
        (b"\xef\xbb\xbf \r\n", Problem(WHOLE_FILE, Reason.EMPTY)),
        (b"PK\x03\x04\xff\xfe\x00", Problem(WHOLE_FILE, Reason.NOT_TEXT)),
        (HEADER.encode("utf-16"), Problem(WHOLE_FILE, Reason.NOT_TEXT)),
        (b"x" * 2001, Problem(WHOLE_FILE, Reason.TOO_LARGE)),
        (b"monitor,status\nshop,up\n", Problem(WHOLE_FILE, Reason.MISSING_COLUMN, "timestamp_utc")),
        (b"monitor;timestamp_utc;status\n", Problem(WHOLE_FILE, Reason.MISSING_COLUMN, "monitor")),
        (b"monitor,timestamp_utc,status,status\n", Problem(WHOLE_FILE, Reason.REPEATED_COLUMN, "status")),
        (HEADER.encode(), Problem(WHOLE_FILE, Reason.NO_ROWS)),
    ],
)
def test_a_file_that_cannot_be_read_has_one_problem_and_no_rows(content, problem):
    assert parse(content, as_of=NOW, max_bytes=2000) == EventLog((), (problem,))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_byte_order_mark_line_ends_and_blank_lines_do_not_matter(mark, newline):
    text = "Status, Monitor ,timestamp_utc,note\n\nup,商店,2025-06-01T09:00Z,\n".replace("\n", newline)

    log = parse(mark + text.encode(), as_of=NOW)

    assert log == EventLog((Row(3, "商店", NINE, State.UP, None, None),), ())


def test_reading_stops_when_nearly_everything_is_wrong(monkeypatch):
    monkeypatch.setattr(event_log, "MAX_PROBLEMS", 2)

    log = read("a\nb\nc\nd\n")

    assert log.problems[-1] == Problem(4, Reason.TOO_MANY_PROBLEMS)
    assert len(log.problems) == 3


def test_the_time_of_reading_needs_a_zone():
    with pytest.raises(ValueError, match="needs a time zone"):
        parse(b"", as_of=datetime(2025, 6, 1))


def test_a_real_log_is_read_whole_and_gives_the_published_availability():
    # github.com/MatBenfield/up, history/summary.json at 082560fca9 (history data: ODbL).
    content = shared("sla/upptime_matbenfield/measurements.csv").read_bytes()
    monitors = shared_json("sla/upptime_matbenfield/expected.json")["monitors"]

    log = parse(content, as_of=NOW)

    assert log.problems == ()
    assert Counter(row.monitor for row in log.rows) == {m["monitor"]: m["computed"]["records"] for m in monitors}
    for monitor in monitors:
        records = [(row.at, row.state) for row in log.rows if row.monitor == monitor["monitor"]]
        result = availability(records, start=records[0][0], end=records[-1][0])
        assert float(result.raw) == pytest.approx(float(monitor["published"]["uptime"].rstrip("%")), abs=0.02)


@given(st.binary(max_size=300))
def test_no_file_raises(content):
    parse(content, as_of=NOW)


cells = st.sampled_from(["shop", "up", "down", "2025-06-01T09:00Z", "-1", "200", '"', "", "٣", "\u2028", "1e5"])


@given(st.lists(st.lists(cells | st.text(max_size=5), max_size=6), max_size=8))
def test_no_row_raises_and_every_usable_row_is_in_the_past(rows):
    log = read("\n".join(",".join(row) for row in rows))

    assert all(row.at <= NOW and row.at.utcoffset() == timedelta(0) for row in log.rows)
