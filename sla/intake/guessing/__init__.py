"""The first look at a file: how it is to be read, as far as it says so itself, and what has to be asked."""

import itertools
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from sla.intake.encodings import encoding_of
from sla.intake.formats import HEAD, delimited, first_lines, kind_of, kuma, log, open_table
from sla.intake.guessing import evidence, roles
from sla.intake.headings import in_seconds, says_utc
from sla.intake.mapping import Mapping
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.words import meaning_of, plain

SAMPLE = 2_000
MOST_READ = 400_000
MOST_WORDS = 60


@dataclass
class Guess:
    """``open`` names what the file does not say itself: columns, words, order, zone."""

    mapping: Mapping
    columns: list[str]
    rows: list[tuple[int, list[str] | Unusable]]
    words: dict[str, str | None]
    orders: tuple[str, ...] | None
    open: list[str]

    @property
    def is_sure(self) -> bool:
        return not self.open


def guess(stream: BinaryIO, *, name: str, now: datetime, known: Mapping | None = None) -> Guess:
    """``known`` is how files of this source were read so far. Raises UnusableFile, core.sheets.Unreadable."""
    encoding = encoding_of(stream)
    stream.seek(0)
    head = stream.read(HEAD)
    kind = kind_of(head, encoding)
    if known is not None and known.kind == kind:
        delimiter = known.delimiter if kind != "delimited" else _delimiter(head, encoding)
        return look(stream, replace(known, encoding=encoding, delimiter=delimiter), name=name, now=now, remembered=True)
    base = Mapping(kind=kind, encoding=encoding)
    if kind == "delimited":
        base = replace(base, delimiter=_delimiter(head, encoding))
    if kind == "log":
        base = replace(base, pattern=log.suggested(first_lines(head.decode(encoding, "ignore"))))
    if kind == "kuma":
        base = replace(base, words=dict(kuma.WORDS), zone="UTC")
    return look(stream, _with_header(stream, base, name), name=name, now=now, fresh=True)


def look(
    stream: BinaryIO, mapping: Mapping, *, name: str, now: datetime, fresh: bool = False, remembered: bool = False
) -> Guess:
    """The first rows under a mapping; when it is ``fresh``, columns, order and marks are filled in."""
    table = open_table(stream, mapping, name=name)
    rows = list(itertools.islice(table.rows, SAMPLE))
    if not rows:
        raise UnusableFile(Reason.NO_ROWS)
    cells = [row for _line, row in rows if not isinstance(row, Unusable)]
    if fresh:
        mapping = _filled(mapping, table.columns, cells)
    times = _times(mapping, table.columns, cells)
    if fresh and not any(evidence.looks_like_time(text) for text in times) and not _any_time(cells):
        raise UnusableFile(Reason.MISSING_COLUMN, "time")
    orders = evidence.orders(times, now=now)
    if orders is not None and len(orders) > 1:
        orders = evidence.orders(_every_time(stream, mapping, name, table.columns), now=now) or ()
    if orders is not None and len(orders) == 1 and not mapping.order:
        mapping = replace(mapping, order=orders[0])
    words = _words(mapping, table.columns, cells)
    found = Guess(mapping, table.columns, rows, words, orders, [])
    found.open = list(_open(found, times, remembered=remembered))
    return found


def _delimiter(head: bytes, encoding: str) -> str:
    return delimited.delimiter_of(first_lines(head.decode(encoding, "ignore").lstrip("\ufeff")))[0]


def _with_header(stream: BinaryIO, mapping: Mapping, name: str) -> Mapping:
    """A first line that holds a time is a record and no heading."""
    if mapping.kind not in ("delimited", "workbook"):
        return mapping
    first = open_table(stream, replace(mapping, header=True), name=name).columns
    return replace(mapping, header=not any(evidence.looks_like_time(cell) for cell in first))


def _filled(mapping: Mapping, columns: list[str], cells: list[list[str]]) -> Mapping:
    if mapping.kind == "prometheus":
        return _of_prometheus(mapping, columns, cells)
    about = roles.about_of(columns, cells)
    found = roles.columns_of(about, columns, cells)
    mapping = replace(mapping, about=about, columns=found)
    figures = [found[role] for role in ("response", "value", "total") if role in found]
    texts = [row[columns.index(name)] for name in figures for row in cells]
    seconds = "response" in found and in_seconds(found["response"])
    return replace(
        mapping,
        decimal=evidence.decimal_mark(texts, delimiter=mapping.delimiter),
        unit="s" if seconds else "ms",
    )


def _of_prometheus(mapping: Mapping, columns: list[str], cells: list[list[str]]) -> Mapping:
    """0 and 1 of ``up`` and ``probe_success`` are states; other metrics are values."""
    metrics = {row[columns.index("metric")] for row in cells}
    about = "states" if metrics and metrics <= {"up", "probe_success"} else "values"
    by = next(
        (name for name in ("instance", "target", "job", "series") if _tells_apart(name, columns, cells)), "series"
    )
    role = "status" if about == "states" else "value"
    return replace(mapping, about=about, columns={"time": "time", role: "value", "monitor": by})


def _tells_apart(name: str, columns: list[str], cells: list[list[str]]) -> bool:
    at, series = columns.index(name), columns.index("series")
    pairs = {(row[at], row[series]) for row in cells}
    return all(left for left, _right in pairs) and len({left for left, _right in pairs}) == len(pairs)


def _times(mapping: Mapping, columns: list[str], cells: list[list[str]]) -> list[str]:
    if {"day", "clock"} <= mapping.columns.keys() and "time" not in mapping.columns:
        pair = [mapping.columns["day"], mapping.columns["clock"]]
        if any(name not in columns for name in pair):
            return []
        day, clock = (columns.index(name) for name in pair)
        return [f"{row[day].strip()} {row[clock].strip()}" for row in cells]
    whens = [mapping.columns[role] for role in ("time", "opened", "answered", "solved") if role in mapping.columns]
    return [row[columns.index(name)] for name in whens if name in columns for row in cells if row[columns.index(name)]]


def _any_time(cells: list[list[str]]) -> bool:
    return any(evidence.looks_like_time(cell) for row in cells[:50] for cell in row)


def _every_time(stream: BinaryIO, mapping: Mapping, name: str, columns: list[str]):
    """Distinct days of the whole file, as far as they are needed to tell day and month apart."""
    days: set[str] = set()
    table = open_table(stream, mapping, name=name)
    for _line, row in itertools.islice(table.rows, MOST_READ):
        if isinstance(row, Unusable):
            continue
        for text in _times(mapping, columns, [row]):
            if text[:9] not in days and len(days) < 20_000:
                days.add(text[:9])
                yield text


def _words(mapping: Mapping, columns: list[str], cells: list[list[str]]) -> dict[str, str | None]:
    """The words of the state column, as they stand, with what they mean."""
    name = mapping.columns.get("status")
    if mapping.about != "states" or name not in columns:
        return {}
    place = columns.index(name)
    found: dict[str, str | None] = {}
    for row in cells:
        word = row[place].strip()
        if word and plain(word) not in {plain(other) for other in found} and len(found) < MOST_WORDS:
            found[word] = meaning_of(word, mapping.words)
    return found


def _open(found: Guess, times: list[str], *, remembered: bool):
    mapping = found.mapping
    if mapping.missing or any(name not in found.columns for name in mapping.columns.values()):
        yield "columns"
    if any(meaning is None for meaning in found.words.values()):
        yield "words"
    if found.orders is not None and mapping.order not in found.orders:
        yield "order"
    if remembered:
        return
    utc = "time" in mapping.columns and says_utc(mapping.columns["time"])
    if not utc and not mapping.zone and not all(evidence.names_its_zone(text) for text in times if text.strip()):
        yield "zone"
    if mapping.about == "values" or mapping.kind in ("prometheus", "log"):
        yield "about"
