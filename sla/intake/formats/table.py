"""What every kind of file comes to: named columns, and rows of text with their line."""

from collections.abc import Iterator
from dataclasses import dataclass

from sla.intake.reasons import MAX_CELL, Reason, Unusable

MAX_COLUMNS = 256

#: The cells of a row, or why it has none that can be used.
Cells = list[str] | Unusable


@dataclass
class Table:
    """``rows`` is read once, from the first to the last; ``line`` counts from 1 (for JSON: the record)."""

    columns: list[str]
    rows: Iterator[tuple[int, Cells]]


def names(cells: list[str]) -> list[str]:
    """Headings as columns are called: small letters, nothing around them, a number where there is none."""
    if len(cells) > MAX_COLUMNS:
        raise Unusable(Reason.TOO_MANY_COLUMNS, str(len(cells)))
    return [cell.strip().lower()[:MAX_CELL] or str(place) for place, cell in enumerate(cells, start=1)]


def checked(cells: list[str], width: int) -> Cells:
    """Whether there are as many as there should be, none too long."""
    if len(cells) != width:
        return Unusable(Reason.WRONG_NUMBER_OF_CELLS, str(len(cells)))
    if too_long := next((cell for cell in cells if len(cell) > MAX_CELL), None):
        return Unusable(Reason.CELL_TOO_LONG, too_long)
    return cells
