"""An upload opened for the first time, and again with other settings."""

import io
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from core import sheets
from core.sheets import Limits, Unreadable
from implementation.data_readiness.profiling import kinds
from implementation.data_readiness.tables.headings import TOP, heading_line, names_of
from implementation.data_readiness.tables.text import (
    LONGEST,
    MOST_COLUMNS,
    Reading,
    lines_in,
    no_table,
    reading_of,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
#: A workbook is unpacked once, and kept as text from then on.
WORKBOOK = Limits(
    file_bytes=40_000_000,
    unpacked_bytes=600_000_000,
    rows=200_000,
    columns=MOST_COLUMNS,
    cells=3_000_000,
    cell_length=LONGEST,
)
SAMPLE_ROWS = 500


@dataclass
class Opened:
    """How an upload is read, and the stream that is kept of it."""

    stream: BinaryIO
    reading: Reading
    sheets: list[dict[str, Any]] = field(default_factory=list)
    sheet: str = ""


def open_table(name: str, stream: BinaryIO, size: int) -> Opened:
    """Guess how a file is read. Raises ``Unreadable`` with a sentence for what is no table."""
    if size > settings.DATA_FILE_MAX_BYTES:
        words = _("This file is larger than %(most)s MB. Split it, or leave out columns that are not needed.")
        raise Unreadable(words % {"most": settings.DATA_FILE_MAX_BYTES // 1_000_000})
    stream.seek(0)
    head = stream.read(8)
    ending = name.lower().rpartition(".")[2]
    if not head:
        raise Unreadable(_("This file holds no cells with anything in them. Choose another one."))
    if head.startswith(b"PK"):
        return _workbook(name, stream, size)
    if head.startswith(OLE) or ending not in ("csv", "tsv", "txt", "tab", "dat"):
        stream.seek(0)
        sheets.read(name, stream.read(2_000_000), limits=WORKBOOK)  # it says what is wrong
        raise no_table()
    return Opened(stream, reading_of(stream))


def _workbook(name: str, stream: BinaryIO, size: int) -> Opened:
    if size > WORKBOOK.file_bytes:
        raise Unreadable(_("This workbook is too large. Save the sheet that matters as CSV and upload that."))
    stream.seek(0)
    found = [sheet for sheet in sheets.read(name, stream.read(), limits=WORKBOOK) if not sheet.hidden]
    if not found:
        raise Unreadable(_("Every sheet of this workbook is hidden. Show the one that matters and save it again."))
    kept: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
    told = [_write(sheet, kept) for sheet in found]
    most = max(told, key=lambda item: item["cells"])
    return Opened(kept, Reading("utf-8", ","), told, most["name"])


def _write(sheet: sheets.Sheet, kept: BinaryIO) -> dict[str, Any]:
    """One sheet as text at the end of the stream; lines keep their numbers."""
    import csv

    offset = kept.seek(0, io.SEEK_END)
    text = io.TextIOWrapper(kept, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    line = cells = 0
    for row in sheet.rows:
        text.write("\n" * (row.line - line - 1))
        writer.writerow([as_text(cell) for cell in row.cells])
        line, cells = row.line, cells + len(row.cells)
    text.detach()
    return {"name": sheet.name[:200], "offset": offset, "lines": line, "cells": cells}


def as_text(value: Any) -> str:
    """A cell of a workbook as one would type it: 3 instead of 3.0, a day without its midnight, no line breaks."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return (
            value.isoformat(sep=" ").removesuffix(" 00:00:00")
            if hasattr(value, "hour") and hasattr(value, "year")
            else value.isoformat()
        )
    return " ".join(str(value).replace("\x00", "").splitlines())


def columns_at(
    lines: Iterable[tuple[int, list[str]]],
    header_row: int | None,
    *,
    region: str,
    known: Mapping[str, Any],
    most: int | None = None,
) -> tuple[int, list[dict[str, Any]], int]:
    """(line of the headings, columns with their kinds, rows below them, of which about ``most`` are counted).

    ``known`` are kinds by heading from earlier files.
    """
    source = iter(lines)
    top = list(islice(source, SAMPLE_ROWS + TOP))
    if not top:
        raise Unreadable(_("This file holds no cells with anything in them. Choose another one."))
    head = heading_line(top) if header_row is None else header_row
    heading = next((cells for line, cells in top if line == head), [])
    body = [cells for line, cells in top if line > head]
    if not body:
        raise Unreadable(_("No row stands below the headings. Check the line of the headings, or choose another file."))
    width = max(len(heading), *(len(cells) for cells in body))
    columns = []
    for place, name in enumerate(names_of(heading, width, _("Column {n}"))):
        values = [cells[place] if place < len(cells) else "" for cells in body[:SAMPLE_ROWS]]
        told = known.get(name) or {}
        kind = told.get("kind") or kinds.guess(name, values, region=region)
        columns.append({"name": name, "kind": kind, "personal": told.get("personal", kinds.is_personal(name, kind))})
    return head, columns, len(body) + sum(1 for _line in islice(source, most))


__all__ = ["Opened", "columns_at", "lines_in", "open_table"]
