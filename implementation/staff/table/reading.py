"""A file or a pasted table as rows of text by field."""

from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Limits, Unreadable, read
from implementation.staff.table.columns import FIELDS, folded, heading, headings

LIMITS = Limits(file_bytes=5_000_000, unpacked_bytes=60_000_000, rows=10_001, columns=60, cell_length=2_000)
#: Lines above the headings: a title, a date.
HEAD_LINES = 10


def rows_of(name: str, data: bytes) -> list[list[Any]]:
    """[line, {field: text}] of the first sheet that names its columns. Raises ``Unreadable`` with a sentence."""
    for sheet in read(name, data, limits=LIMITS):
        for place, row in enumerate(sheet.rows[:HEAD_LINES]):
            columns = _columns(row.cells)
            if "name" in columns:
                return _below(sheet.rows[place + 1 :], columns)
    words = _("No column is called “%(name)s”. Name the columns in the first row, as the exported list does.")
    raise Unreadable(words % {"name": heading("name")})


def _columns(cells: list[Any]) -> list[str | None]:
    """The field of every column; of two that mean the same, the first."""
    found: list[str | None] = []
    for cell in cells:
        name = headings().get(folded(cell))
        found.append(None if name in found else name)
    return found


def _below(rows: list, columns: list[str | None]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for row in rows:
        values = {key: _text(cell) for key, cell in zip(columns, row.cells, strict=False) if key}
        if any(values.values()):
            found.append([row.line, {key: value for key, value in values.items() if value}])
    if not found:
        raise Unreadable(_("The file has no rows under its headings."))
    return found


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split())


__all__ = ["FIELDS", "LIMITS", "rows_of"]
