"""The row of a sheet that looks most like the asked-for headings, and whether anything stands under it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

from implementation.programme.formats.archives import BROKEN, open_archive
from implementation.programme.formats.texts import decoded
from implementation.programme.formats.what import Unreadable
from implementation.programme.formats.words import says

#: The headings stand in one of the first rows; something stands in one of those below.
HEAD_ROWS, LOOKED_AT, MOST_COLUMNS, MOST_SHEETS = 20, 200, 200, 30


@dataclass(frozen=True)
class Head:
    """The best row found. ``row`` is 0 where none holds any of the headings."""

    sheet: str
    row: int
    missing: tuple[str, ...]
    has_rows: bool


def best_head(kind: str, content: bytes, columns: Sequence[str]) -> Head:
    """Raises ``Unreadable``."""
    sheets = _workbook(content) if kind == "xlsx" else iter([("", _lines(kind, content))])
    heads = [_head(name, rows, columns) for name, rows in sheets]
    return min(heads, key=lambda head: len(head.missing), default=Head("", 0, tuple(columns), False))


def _head(sheet: str, rows: Iterable[Sequence[str]], columns: Sequence[str]) -> Head:
    table = [list(row) for row in islice(rows, LOOKED_AT)]
    missing_of = [tuple(c for c in columns if not any(says(cell, c) for cell in row)) for row in table[:HEAD_ROWS]]
    if not missing_of:
        return Head(sheet, 0, tuple(columns), False)
    place = min(range(len(missing_of)), key=lambda number: len(missing_of[number]))
    if len(missing_of[place]) == len(columns):
        return Head(sheet, 0, tuple(columns), False)
    below = any(any(cell.strip() for cell in row) for row in table[place + 1 :])
    return Head(sheet, place + 1, missing_of[place], below)


def _lines(kind: str, content: bytes) -> list[list[str]]:
    text = decoded(content)
    first = text[:10_000].partition("\n")[0]
    mark = "\t" if kind == "tsv" else max(",;\t", key=first.count)
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=mark), LOOKED_AT))
    except csv.Error:
        raise Unreadable("unreadable") from None


def _workbook(content: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    with open_archive(content, needs="xl/workbook.xml"):
        pass
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets[:MOST_SHEETS]:
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_row=LOOKED_AT, max_col=MOST_COLUMNS, values_only=True)
                yield sheet.title, [["" if cell is None else str(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except (*BROKEN, InvalidFileException):
        raise Unreadable("unreadable") from None
