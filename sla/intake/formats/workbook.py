"""Excel workbooks: the first sheet that holds anything, its cells as text."""

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from core import sheets
from sla.intake.formats.table import Cells, Table, checked, names
from sla.intake.reasons import Reason, Unusable, UnusableFile

LIMITS = sheets.Limits(rows=100_000, cells=1_200_000, cell_length=32_767)


def read(stream: BinaryIO, *, name: str, header: bool = True) -> Table:
    """Raises core.sheets.Unreadable with a sentence, UnusableFile."""
    data = stream.read(LIMITS.file_bytes + 1)
    sheet = sheets.read(name or "table.xlsx", data, limits=LIMITS)[0]
    rows = sheet.rows
    width = sheet.width
    first = [as_text(cell) for cell in rows[0].cells]
    try:
        columns = names(first if header else [""] * width)
    except Unusable as refused:
        raise UnusableFile(refused.reason, refused.value) from None
    columns += [str(place) for place in range(len(columns) + 1, width + 1)]
    return Table(columns, _rows(rows[1:] if header else rows, width))


def _rows(rows: list[sheets.Row], width: int) -> Iterator[tuple[int, Cells]]:
    for row in rows:
        cells = [as_text(cell) for cell in row.cells]
        cells += [""] * (width - len(cells))
        broken = next((cell for cell in cells if "\0" in cell), None)
        yield row.line, Unusable(Reason.NUL_BYTE) if broken else checked(cells, width)


def as_text(value: Any) -> str:
    """Moments as 2026-11-20 09:14:00, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
