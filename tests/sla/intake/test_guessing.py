import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets import Unreadable
from sla.intake.formats import open_table
from sla.intake.guessing import guess
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.records import Reader

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PROMETHEUS = (
    b'{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"probe_success",'
    b'"instance":"shop"},"values":[[1763629200.5,"1"],[1763629260.5,"0"]]}]}}'
)
KUMA = (
    b'{"heartbeatList":{"1":[{"status":1,"time":"2025-11-20 09:00:00.000","ping":12},'
    b'{"status":0,"time":"2025-11-20 09:05:00.000","ping":null}]},"monitorList":[{"id":1,"name":"shop"}]}'
)
HISTORY = (
    b"url: https://example.org\nstatus: down\ncode: 503\nresponseTime: 12\nlastUpdated: 2025-11-20T09:00:00.000Z\n"
)
PATCH = (
    b"commit 3f2a11\ndiff --git a/history/shop.yml b/history/shop.yml\n url: https://example.org\n-status: up\n"
    b"+status: down\n+code: 503\n+responseTime: 12\n+lastUpdated: 2025-11-20T09:00:00.000Z\n"
)


def look(data, name="log.csv"):
    return guess(io.BytesIO(data), name=name, now=NOW)


def rows(data, name="log.csv", zone="Asia/Shanghai", **changes):
    from dataclasses import replace

    found = replace(look(data, name).mapping, **changes)
    table = open_table(io.BytesIO(data), found, name=name)
    reader = Reader(found, table.columns, zone=ZoneInfo(zone), as_of=NOW)
    read = []
    for line, cells in table.rows:
        try:
            if isinstance(cells, Unusable):
                raise cells
            read.append(reader.read(cells))
        except Unusable as refused:
            read.append((line, refused.reason))
    return read


def states(read):
    return [(row.monitor, row.at // 1_000_000, row.state, row.http_code, row.value) for row in read]


NINE = 1763629200  # 2025-11-20 09:00 UTC


@pytest.mark.parametrize(
    ("data", "encoding", "delimiter"),
    [
        ("监控项;时间;状态;响应时间（毫秒）\n商店;2025/11/20 17:00;正常;183,5\n", "gb18030", ";"),
        ("監控項,時間,狀態,響應時間\n商店,2025/11/20 17:00,正常,183.5\n", "big5", ","),
        ("monitor\ttime\tstatus\tresponse_ms\n商店\t2025-11-20 17:00\tUP\t183.5\n", "utf-16", "\t"),
        ("monitor|time|status|response_ms\n商店|2025-11-20 17:00|ok|183.5\n", "utf-8-sig", "|"),
        ("sep=;\nmonitor;time;status;response_ms\n商店;2025-11-20 17:00;1;183,5\n", "utf-8", ";"),
    ],
)
def test_tables_of_every_encoding_and_delimiter_are_read(data, encoding, delimiter):
    found = look(data.encode(encoding))

    assert found.mapping.delimiter == delimiter
    assert found.open == ["zone"]
    assert states(rows(data.encode(encoding))) == [("商店", NINE, 0, None, 183.5)]


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("2025-11-20 17:00:00 shop DOWN 503 no answer", "{time} {monitor} {status} {http_code} {rest}"),
        ("[2025-11-20T09:00:00Z] [shop] status=DOWN code=503", "[{time}] [{monitor}] status={status} code={http_code}"),
        ("2025-11-20 17:00:00,000 ERROR shop DOWN 503", "{time} {level} {monitor} {status} {http_code}"),
    ],
)
def test_a_plain_log_is_read_by_a_pattern_that_is_suggested(line, pattern):
    found = look(f"{line}\n{line}\n".encode(), "monitor.log")

    assert (found.mapping.kind, found.mapping.pattern) == ("log", pattern)
    assert states(rows(f"{line}\n".encode(), "monitor.log")) == [("shop", NINE, 2, 503, None)]


@pytest.mark.parametrize(
    ("data", "name", "kind", "expected"),
    [
        (PROMETHEUS, "q.json", "prometheus", [("shop", NINE, 0, None, None), ("shop", NINE + 60, 2, None, None)]),
        (KUMA, "kuma.json", "kuma", [("shop", NINE, 0, None, 12.0), ("shop", NINE + 300, 2, None, None)]),
        (HISTORY, "shop.yml", "upptime", [("shop", NINE, 2, 503, 12.0)]),
        (PATCH, "history.txt", "upptime", [("shop", NINE, 2, 503, 12.0)]),
    ],
)
def test_exports_of_monitoring_tools_are_read(data, name, kind, expected):
    assert look(data, name).mapping.kind == kind
    assert states(rows(data, name, zone="UTC")) == expected


def test_a_workbook_is_read():
    book = openpyxl.Workbook()
    for row in (["Monitor", "Time", "Status", "Code"], ["shop", datetime(2025, 11, 20, 17), "up", 200]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)

    assert states(rows(stream.getvalue(), "log.xlsx")) == [("shop", NINE, 0, 200, None)]


def test_tickets_are_read_with_their_pauses():
    data = (
        b"Ticket,Priority,Opened,First response,Resolved,Paused\n"
        b"T-1,high,2025-11-20T09:00Z,2025-11-20T09:10Z,2025-11-20T12:00Z,2025-11-20T10:00Z .. 2025-11-20T11:00Z\n"
        b"T-2,low,2025-11-20T09:00Z,,,\nT-3,low,2025-11-20T09:00Z,2025-11-20T08:00Z,,\n"
    )

    first, second, third = rows(data, monitor="desk")

    assert (first.key, first.priority, first.answered - first.opened) == ("T-1", "high", 600_000_000)
    assert [stop - start for start, stop in first.pauses] == [3_600_000_000]
    assert (second.answered, second.solved, second.pauses) == (None, None, ())
    assert third == (4, Reason.WRONG_ORDER)


def test_values_have_a_total():
    data = b"metric,timestamp,value,total\nerrors,2025-11-20T09:00:00Z,5,1000\nerrors,2025-11-20T10:00:00Z,many,1000\n"

    read = rows(data)

    assert (read[0].value, read[0].total, read[0].state) == (5.0, 1000.0, None)
    assert read[1] == (3, Reason.BAD_VALUE)


@pytest.mark.parametrize(
    ("times", "order", "asked"),
    [
        (["03/04/2026 09:00"], "", True),
        (["03/04/2026 09:00", "25/04/2026 09:00"], "dmy", False),
        (["03/04/2026 09:00", "04/25/2026 09:00"], "mdy", False),
        (["03/12/2026 09:00"], "mdy", False),  # 3 December lies in the future
        (["25/04/2026 09:00", "04/25/2026 09:00"], "", True),
        (["2026-03-04 09:00"], "", False),
    ],
)
def test_the_order_of_day_and_month_is_proved_or_asked(times, order, asked):
    found = look("\n".join(["monitor,time,status", *(f"shop,{at},up" for at in times)]).encode())

    assert found.mapping.order == order
    assert ("order" in found.open) is asked


def test_evidence_far_down_in_the_file_decides_too():
    lines = [f"shop,03/{day:02}/2026 {n % 24:02}:{n // 24 % 60:02},up" for day in (4, 5) for n in range(1100)]
    data = "\n".join(["monitor,time,status", *lines, "shop,03/25/2026 09:00,up"]).encode()

    assert look(data).mapping.order == "mdy"


def test_words_that_are_not_known_are_asked():
    found = look(b"monitor,timestamp_utc,status\nshop,2025-11-20T09:00Z,sideways\n")

    assert (found.words, found.open) == ({"sideways": None}, ["words"])
    assert rows(b"monitor,timestamp_utc,status\nshop,2025-11-20T09:00Z,sideways\n") == [(2, Reason.UNKNOWN_STATUS)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf \r\n", Reason.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\xff\xfe\x00\x03\x04", Reason.NOT_TEXT),
        (b"a,b\n1,2\n", Reason.MISSING_COLUMN),
        (b"monitor,timestamp_utc,status\n", Reason.NO_ROWS),
        (b",".join(b"c%d" % n for n in range(10_000)) + b"\n1\n", Reason.TOO_MANY_COLUMNS),
        (b'{"data":{"result":' + b"[" * 10_000, Reason.TOO_DEEP),
        (b"[" * 10_000, Reason.WRONG_SHAPE),
        (b'{"data":{"result":[{"metric":{"instance":"shop"},"values":[[1,"1"]', Reason.WRONG_SHAPE),
        (b'{"status":"error","error":"bad query","data":{"result":[]}}', Reason.WRONG_SHAPE),
    ],
)
def test_what_is_no_log_is_refused_whole(data, reason):
    with pytest.raises(UnusableFile) as refused:
        look(data)

    assert refused.value.reason == reason


def test_a_packed_bomb_is_refused():
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("xl/workbook.xml", b"0" * 90_000_000)

    with pytest.raises(Unreadable):
        look(stream.getvalue(), "bomb.xlsx")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"shop," + b"x" * 1_000_000 + b",up", Reason.CELL_TOO_LONG),
        (b"sh\0op,2025-11-20T09:00Z,up", Reason.NUL_BYTE),
        (b"sh\xff\xfeop,2025-11-20T09:00Z,up", Reason.BROKEN_CHARACTER),
        (b'"shop,2025-11-20T09:00Z,up', Reason.BAD_QUOTING),
        (b"shop,2025-11-20T09:00Z", Reason.WRONG_NUMBER_OF_CELLS),
        (b"shop,2027-01-01T00:00Z,up", Reason.IN_THE_FUTURE),
        (b" ,2025-11-20T09:00Z,up", Reason.NO_MONITOR),
    ],
)
def test_a_bad_row_is_named_and_its_neighbours_are_kept(line, reason):
    good = b"shop,2025-11-20T09:00Z,up"
    data = b"\n".join([b"monitor,timestamp_utc,status", good, line, good, b""])

    first, second, third = rows(data, encoding="utf-8")

    assert second == (3, reason)
    assert first == third


@given(st.binary(max_size=300))
def test_no_file_does_more_than_be_refused(data):
    try:
        read = rows(data)
    except (UnusableFile, Unreadable):
        return
    assert isinstance(read, list)
