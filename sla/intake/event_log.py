"""Reading a monitor's event log: a CSV with the columns monitor, timestamp_utc, status and perhaps
http_code and response_ms. Other columns are ignored.

Nothing in a file raises. Good rows are kept, and every bad one is named with its line and the reason. Each
line of the file is one record, so a quotation mark left open spoils its own line and not the rest of the
file.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sla.availability import State

REQUIRED = ("monitor", "timestamp_utc", "status")
MAX_BYTES = 10 * 1024 * 1024
MAX_CELL = 200
MAX_PROBLEMS = 1000
MAX_RESPONSE_MS = 24 * 60 * 60 * 1000
WHOLE_FILE = 0

# Words of Upptime (up, degraded, down) and of Statuspage (operational, degraded_performance, major_outage).
STATES = {
    "up": State.UP,
    "operational": State.UP,
    "degraded": State.DEGRADED,
    "degraded_performance": State.DEGRADED,
    "down": State.DOWN,
    "major_outage": State.DOWN,
}
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z|[+-][0-9:]+)?", re.IGNORECASE)
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Reason(StrEnum):
    """Why a file or a row was refused. The first group concerns the whole file."""

    EMPTY = "empty"
    NOT_TEXT = "not_text"
    TOO_LARGE = "too_large"
    MISSING_COLUMN = "missing_column"
    REPEATED_COLUMN = "repeated_column"
    NO_ROWS = "no_rows"
    TOO_MANY_PROBLEMS = "too_many_problems"

    NUL_BYTE = "nul_byte"
    BAD_QUOTING = "bad_quoting"
    WRONG_NUMBER_OF_CELLS = "wrong_number_of_cells"
    CELL_TOO_LONG = "cell_too_long"
    NO_MONITOR = "no_monitor"
    BAD_TIMESTAMP = "bad_timestamp"
    IN_THE_FUTURE = "in_the_future"
    UNKNOWN_STATUS = "unknown_status"
    BAD_HTTP_CODE = "bad_http_code"
    BAD_RESPONSE = "bad_response"
    NEGATIVE_RESPONSE = "negative_response"


@dataclass(frozen=True)
class Problem:
    """A reason with the line it concerns (WHOLE_FILE for none) and the offending value, cut to MAX_CELL."""

    line: int
    reason: Reason
    value: str = ""


@dataclass(frozen=True)
class Row:
    """One record: who was watched, when (UTC), in what state; HTTP 0 or None means that nothing answered."""

    line: int
    monitor: str
    at: datetime
    state: State
    http_code: int | None
    response_ms: float | None


@dataclass(frozen=True)
class EventLog:
    """The rows that can be used, in the order of the file, and everything that is wrong with the rest."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


class _Refused(Exception):
    def __init__(self, reason: Reason, value: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value[:MAX_CELL]


def parse(content: bytes, *, as_of: datetime, max_bytes: int = MAX_BYTES) -> EventLog:
    """Read a file. Rows later than `as_of` (with a zone) are refused; a timestamp without an offset is UTC.

    Text is UTF-8, with or without a byte order mark. Reading stops after MAX_PROBLEMS bad rows. The only
    error raised is a ValueError for an `as_of` without a zone.
    """
    if as_of.tzinfo is None:
        raise ValueError("The time of reading needs a time zone.")
    try:
        lines = _lines(content, max_bytes=max_bytes)
        columns = _header(lines[0])
    except _Refused as refused:
        return EventLog((), (Problem(WHOLE_FILE, refused.reason, refused.value),))
    return _read(lines, columns=columns, as_of=as_of)


def _lines(content: bytes, *, max_bytes: int) -> list[str]:
    if len(content) > max_bytes:
        raise _Refused(Reason.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _Refused(Reason.NOT_TEXT) from error
    if not text.strip("\ufeff\0 \t\r\n"):
        raise _Refused(Reason.EMPTY)
    return list(io.StringIO(text, newline=None))


def _header(line: str) -> list[str]:
    columns = [name.strip().lower() for name in _cells(line)]
    for name in REQUIRED:
        if name not in columns:
            raise _Refused(Reason.MISSING_COLUMN, name)
    for name in (*REQUIRED, "http_code", "response_ms"):
        if columns.count(name) > 1:
            raise _Refused(Reason.REPEATED_COLUMN, name)
    return columns


def _read(lines: list[str], *, columns: list[str], as_of: datetime) -> EventLog:
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        if len(problems) == MAX_PROBLEMS:
            problems.append(Problem(number, Reason.TOO_MANY_PROBLEMS))
            break
        try:
            rows.append(_row(number, line, columns=columns, as_of=as_of))
        except _Refused as refused:
            problems.append(Problem(number, refused.reason, refused.value))
    if not rows and not problems:
        problems.append(Problem(WHOLE_FILE, Reason.NO_ROWS))
    return EventLog(tuple(rows), tuple(problems))


def _row(number: int, line: str, *, columns: list[str], as_of: datetime) -> Row:
    cells = _cells(line)
    if len(cells) != len(columns):
        raise _Refused(Reason.WRONG_NUMBER_OF_CELLS, str(len(cells)))
    record = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
    if not record["monitor"]:
        raise _Refused(Reason.NO_MONITOR)
    return Row(
        line=number,
        monitor=record["monitor"],
        at=_moment(record["timestamp_utc"], as_of=as_of),
        state=_state(record["status"]),
        http_code=_http_code(record.get("http_code", "")),
        response_ms=_response(record.get("response_ms", "")),
    )


def _cells(line: str) -> list[str]:
    if "\0" in line:
        raise _Refused(Reason.NUL_BYTE)
    try:
        cells = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        raise _Refused(Reason.BAD_QUOTING, line) from error
    if too_long := next((cell for cell in cells if len(cell) > MAX_CELL), None):
        raise _Refused(Reason.CELL_TOO_LONG, too_long)
    return cells


def _moment(text: str, *, as_of: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text.upper()) if MOMENT.fullmatch(text) else None
        if moment is not None:
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _Refused(Reason.BAD_TIMESTAMP, text) from error
    if moment is None:
        raise _Refused(Reason.BAD_TIMESTAMP, text)
    if moment > as_of:
        raise _Refused(Reason.IN_THE_FUTURE, text)
    return moment


def _state(text: str) -> State:
    state = STATES.get(text.lower())
    if state is None:
        raise _Refused(Reason.UNKNOWN_STATUS, text)
    return state


def _http_code(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"0|[1-9][0-9]{2}", text):
        raise _Refused(Reason.BAD_HTTP_CODE, text)
    return int(text)


def _response(text: str) -> float | None:
    if not text:
        return None
    if not NUMBER.fullmatch(text) or float(text) > MAX_RESPONSE_MS:
        raise _Refused(Reason.BAD_RESPONSE, text)
    if float(text) < 0:
        raise _Refused(Reason.NEGATIVE_RESPONSE, text)
    return float(text)
