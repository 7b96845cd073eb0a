"""Each kind of file as a table: what it is, told by its first bytes, and its rows one after the other."""

import re
from typing import BinaryIO

from sla.intake.formats import delimited, kuma, log, prometheus, upptime, workbook
from sla.intake.formats.lines import lines, pieces
from sla.intake.formats.table import Table
from sla.intake.mapping import Mapping
from sla.intake.reasons import Reason, Unusable, UnusableFile

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
HEAD = 64 * 1024
FIRST_LINES = 60
_UPPTIME = re.compile(
    r"\s*(---\s*\n)?(diff --git |commit [0-9a-f]{4,40}\b|(url|status|code|responseTime|lastUpdated): )"
)


def kind_of(head: bytes, encoding: str) -> str:
    """Raises UnusableFile for what no kind is read from."""
    if head.startswith((b"PK", OLE)):
        return "workbook"
    text = head.decode(encoding, "ignore").lstrip("\ufeff")
    if not text.strip("\0 \t\r\n"):
        raise UnusableFile(Reason.EMPTY)
    if _is_binary(text):
        raise UnusableFile(Reason.NOT_TEXT)
    start = text.lstrip()
    if start[:1] in "{[" and re.match(r'[{\[]\s*(["{}\[\]]|$)', start):
        return _json_kind(start)
    if _UPPTIME.match(text) and "lastUpdated:" in text:
        return "upptime"
    first = first_lines(text)
    _delimiter, width = delimited.delimiter_of(first)
    return "delimited" if width > 1 and not _looks_like_log(first) else "log" if log.suggested(first) else "delimited"


def _is_binary(text: str) -> bool:
    strange = sum(char < " " and char not in "\t\r\n\f\x1b" for char in text[:4000])
    return strange * 10 > len(text[:4000])


def _json_kind(start: str) -> str:
    if re.search(r'"heartbeat|"monitor_?I[dD]"|"monitorList"', start):
        return "kuma"
    if re.search(r'"resultType"|"result"|"metric"', start):
        return "prometheus"
    if '"status"' in start and '"time"' in start:
        return "kuma"
    raise UnusableFile(Reason.WRONG_SHAPE)


def _looks_like_log(first: list[str]) -> bool:
    """A comma in 09:14:00,123 parts no cells."""
    return sum(bool(re.match(r"\S+ \d\d:\d\d:\d\d,\d{3} ", line)) for line in first) * 2 > len(first)


def first_lines(text: str) -> list[str]:
    found = [line for line in text.splitlines()[: FIRST_LINES * 2] if line.strip()]
    return found[:FIRST_LINES]


def open_table(stream: BinaryIO, mapping: Mapping, *, name: str = "") -> Table:
    """The table of a file, from its beginning. Raises UnusableFile now or on the way, core.sheets.Unreadable for a workbook."""
    stream.seek(0)
    if mapping.kind == "workbook":
        return workbook.read(stream, name=name, header=mapping.header)
    if mapping.kind == "prometheus":
        return prometheus.read(pieces(stream, mapping.encoding))
    if mapping.kind == "kuma":
        names = kuma.monitor_names(pieces(stream, mapping.encoding))
        stream.seek(0)
        return kuma.read(pieces(stream, mapping.encoding), names=names)
    numbered = lines(stream, mapping.encoding)
    if mapping.kind == "upptime":
        return upptime.read(numbered, name=name)
    if mapping.kind == "log":
        return log.read(numbered, pattern=mapping.pattern)
    return delimited.read(numbered, delimiter=mapping.delimiter, header=mapping.header)


__all__ = ["HEAD", "Table", "Unusable", "first_lines", "kind_of", "open_table"]
