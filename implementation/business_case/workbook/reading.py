"""A file of lines as text: which sheet, which heading is which column, and which cells are formulas."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.sheets import Limits, Sheet, Unreadable, read
from implementation.business_case.workbook.headings import NEEDED, by_heading

LIMITS = Limits(
    file_bytes=5_000_000, unpacked_bytes=30_000_000, rows=1_000, columns=64, cells=30_000, cell_length=5_000
)
HEAD_LINES = 10


@dataclass(frozen=True)
class Brought:
    """A sheet of lines. ``columns`` names the column in each place, "" where its heading says nothing; ``rows`` are
    (line of the sheet, cells as text); ``formulas`` are [line, place] of cells that hold one. Plain, so that a session
    can keep it.
    """

    name: str
    sheet: str
    columns: list[str]
    rows: list[tuple[int, list[str]]]
    formulas: list[list[int]]

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


def read_file(name: str, data: bytes) -> Brought:
    """The first sheet with the headings of an export. Raises ``Unreadable`` with a sentence."""
    for sheet in read(name, data, limits=LIMITS):
        for place, row in enumerate(sheet.rows[:HEAD_LINES]):
            names = _names(row.cells)
            if all(needed in names for needed in NEEDED):
                return _brought(name, sheet, names, place)
    raise Unreadable(
        _("No sheet here has the headings of an export: export the lines, fill that file in, and bring it back.")
    )


def _names(cells: list[Any]) -> list[str]:
    known = by_heading()
    found = [known.get(str(cell).strip().casefold(), "") if cell is not None else "" for cell in cells]
    doubled = next((name for name in found if name and found.count(name) > 1), None)
    if doubled and "title" in found:
        raise Unreadable(_("Two columns have the same heading: keep one of them."))
    return found


def _brought(name: str, sheet: Sheet, names: list[str], head: int) -> Brought:
    rows = [(row.line, [_text(cell) for cell in row.cells[: len(names)]]) for row in sheet.rows[head + 1 :]]
    formulas = sorted([line, place] for line, place in sheet.formulas if place < len(names) and names[place])
    return Brought(name[-120:], sheet.name, names, rows, formulas)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
