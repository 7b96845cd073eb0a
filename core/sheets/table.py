"""What a table is once it is read, how much of it is read, and how a cell is kept from being a formula."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.refusal import Refused


class Unreadable(Refused):
    """The file is refused; the message says why and what to do."""


@dataclass(frozen=True)
class Limits:
    """How much is read. Bytes for the file, characters for a cell; empty rows and cells do not count."""

    file_bytes: int = 10_000_000
    unpacked_bytes: int = 80_000_000
    #: Unpacked by packed; only asked of what is larger than a tenth of ``unpacked_bytes``.
    ratio: int = 250
    members: int = 1_000
    sheets: int = 50
    rows: int = 20_000
    columns: int = 256
    cells: int = 600_000
    cell_length: int = 20_000


LIMITS = Limits()


class Row(NamedTuple):
    """The cells of one line that holds anything. ``line`` counts from 1, as the program that made the file shows it."""

    line: int
    cells: list[Any]


@dataclass
class Sheet:
    """One sheet: rows that hold anything, in order. Cells are text, numbers, booleans, dates, moments or None.

    ``spread`` holds (line, column from 0) of cells that carry the value of a merged cell they are part of, and
    ``without_value`` counts formulas that were saved without their result, ``formulas`` are the cells (as in ``spread``) that
    hold one at all.
    """

    name: str
    rows: list[Row]
    spread: set[tuple[int, int]] = field(default_factory=set)
    without_value: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def letters(column: int) -> str:
    """0 -> A, 26 -> AA"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(line: int, column: int) -> str:
    """The cell as spreadsheets name it: (3, 1) -> B3"""
    return f"{letters(column)}{line}"


#: What a program may take for a formula when a cell begins with it; the wide ones as Chinese keyboards write them.
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
_RISKY = re.compile(f"'*[{re.escape(FORMULA_STARTS)}]")
_NEUTRAL = re.compile(f"'+[{re.escape(FORMULA_STARTS)}]")


def neutral(value: Any) -> Any:
    """Text that would be taken for a formula gets an apostrophe before it. Everything else, blank text too, stays as it is."""
    return f"'{value}" if isinstance(value, str) and value.strip() and _RISKY.match(value) else value


def restored(value: Any) -> Any:
    """Takes back what ``neutral`` did."""
    return value[1:] if isinstance(value, str) and _NEUTRAL.match(value) else value
