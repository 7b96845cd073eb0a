"""Tables as files that are safe to open and come back unchanged."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.sheets.table import neutral

_TITLE = re.compile(r"[\\/*?:\[\]]")
#: Control characters, and what already looks like an escaped one.
_ESCAPE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Column:
    heading: Any
    width: int = 16


@dataclass(frozen=True)
class Page:
    """One sheet to write. ``frozen`` columns stay in sight."""

    title: Any
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    frozen: int = 0


def write_xlsx(pages: Sequence[Page]) -> bytes:
    """A workbook; every text is neutral. Cells are text, numbers, booleans, dates (without a zone) or None."""
    book = Workbook(write_only=True)
    for page in pages:
        sheet = book.create_sheet(_TITLE.sub(" ", str(page.title))[:31])
        sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}2"
        for number, column in enumerate(page.columns, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = column.width
        bold = Font(bold=True)
        sheet.append([_styled(sheet, str(column.heading), font=bold) for column in page.columns])
        wrapped = Alignment(wrap_text=True, vertical="top")
        count = 1
        for row in page.rows:
            sheet.append([_styled(sheet, value, alignment=wrapped) for value in row])
            count += 1
        if page.columns:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.columns))}{count}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styled(sheet, value: Any, **style: Any) -> WriteOnlyCell:
    if isinstance(value, str):
        value = _ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", neutral(value))
    cell = WriteOnlyCell(sheet, value=value)
    for name, chosen in style.items():
        setattr(cell, name, chosen)
    return cell


def write_csv(headings: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with the mark that Excel needs, commas, every text neutral; dates as 2026-11-20, None as nothing."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([neutral(str(heading)) for heading in headings])
    for row in rows:
        writer.writerow([neutral(_plain(value)) for value in row])
    return stream.getvalue().encode("utf-8-sig", "replace")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
