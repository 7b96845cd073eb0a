import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.refusal import Refused
from sla.calendars.written import read_days, read_ics, read_spans, write_spans

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261001\r
DTEND;VALUE=DATE:20261003\r
SUMMARY:国庆节（休）\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261010\r
SUMMARY:国庆节（班）\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART:20261011T090000Z\r
SUMMARY:A meeting\r
END:VEVENT\r
END:VCALENDAR\r
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("09:00-17:30", [[540, 1050]]),
        ("13:00–18:00, 9:00–12:00", [[540, 720], [780, 1080]]),
        ("9：00至12：00；13:00~18:00", [[540, 720], [780, 1080]]),
        ("00:00-24:00", [[0, 1440]]),
    ],
)
def test_hours_are_read_as_people_write_them(text, expected):
    assert read_spans(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nine to five", "is no span of time"),
        ("22:00-06:00", "ends before it begins"),
        ("09:00-25:00", "ends at 24:00"),
        ("09:70-10:00", "ends at 24:00"),
        ("09:00-12:00, 11:00-13:00", "overlap"),
        (",".join(["09:00-09:01"] * 7), "six spans"),
    ],
)
def test_what_is_no_span_is_refused(text, words):
    with pytest.raises(Refused, match=words):
        read_spans(text)


@given(edges=some.lists(some.integers(min_value=0, max_value=1440), unique=True, max_size=12))
def test_hours_come_back_as_they_were_written(edges):
    ordered = sorted(edges)
    spans = [[begin, end] for begin, end in zip(ordered[::2], ordered[1::2], strict=False)]

    assert read_spans(write_spans(spans)) == spans


def test_days_and_runs_of_days_with_names():
    found = read_days(
        "2026-12-25 Christmas\n\n2026-10-01..2026-10-02 National Day\n2026年1月1日 元旦\n2026/5/1 to 2026/5/2, May"
    )

    assert [(day.isoformat(), name) for day, name in found] == [
        ("2026-12-25", "Christmas"),
        ("2026-10-01", "National Day"),
        ("2026-10-02", "National Day"),
        ("2026-01-01", "元旦"),
        ("2026-05-01", "May"),
        ("2026-05-02", "May"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Christmas", "Line 1 names no day"),
        ("2026-12-25 ok\n2026-13-01 bad", "Line 2 names no day"),
        ("1026-12-25 long ago", "Line 1 names no day"),
        ("2026-10-07..2026-10-01 backwards", "Line 1: the last day"),
        ("2026-01-01..2026-12-31 a year", "Line 1: the last day"),
    ],
)
def test_lines_without_a_day_are_named(text, words):
    with pytest.raises(Refused, match=words):
        read_days(text)


def test_a_calendar_file_holds_days_off_and_days_worked_in_exchange():
    holidays, worked = read_ics(ICS.encode())

    assert [day for day, _name in holidays] == [datetime.date(2026, 10, 1), datetime.date(2026, 10, 2)]
    assert worked == [(datetime.date(2026, 10, 10), "国庆节（班）")]


@pytest.mark.parametrize(
    "data",
    [b"", b"no calendar", b"\xff\xfe\x00", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", b"BEGIN:VEVENT\r\nDTSTART:x"],
)
def test_what_is_no_calendar_file_is_refused(data):
    with pytest.raises(Refused):
        read_ics(data)
