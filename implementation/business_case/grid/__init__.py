"""The lines of a scenario as cells: what each shows, how it is written, and what becomes of it."""

from implementation.business_case.grid.columns import Column, columns, is_open
from implementation.business_case.grid.rows import GridRow, entry_of, grid_rows, make_room
from implementation.business_case.grid.values import Choices, read, shown, words

__all__ = [
    "Choices",
    "Column",
    "GridRow",
    "columns",
    "entry_of",
    "grid_rows",
    "is_open",
    "make_room",
    "read",
    "shown",
    "words",
]
