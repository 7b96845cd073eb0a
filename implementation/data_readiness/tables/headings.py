"""Where the headings are: below titles and remarks, above the first row."""

from collections import Counter
from collections.abc import Sequence

from implementation.data_readiness.profiling.dates import day
from implementation.data_readiness.profiling.numbers import number

TOP = 30
NAME_LENGTH = 120
#: How wide headings are, beside the usual row, and which share of them are words of their own.
WIDE = 0.8


def heading_line(lines: Sequence[tuple[int, list[str]]]) -> int:
    """The line of the headings among the first lines of a table; 0 where there seem to be none."""
    if not lines:
        return 0
    widths = Counter(_reach(cells) for _line, cells in lines)
    usual = max(widths, key=lambda width: (widths[width], width))
    for line, cells in lines[:TOP]:
        filled = [cell for cell in cells if cell]
        if _reach(cells) < WIDE * usual or 2 * len(filled) < usual or _reach(cells) > 2 * usual:
            continue
        named = [cell for cell in filled if number(cell) is None and day(cell) is None and "@" not in cell]
        return line if len(named) >= WIDE * len(filled) and len(set(filled)) >= WIDE * len(filled) else 0
    return lines[0][0]


def _reach(cells: Sequence[str]) -> int:
    """Cells up to the last that holds anything."""
    return max((place for place, cell in enumerate(cells, start=1) if cell), default=0)


def names_of(cells: Sequence[str], width: int, unnamed: str) -> list[str]:
    """A name for each column, none of them twice; ``unnamed`` is what a column without one is called (“Column {n}”)."""
    found: list[str] = []
    for place in range(width):
        cell = " ".join(cells[place].split())[:NAME_LENGTH] if place < len(cells) else ""
        name = base = cell or unnamed.format(n=place + 1)
        again = 2
        while name in found:
            name, again = f"{base[: NAME_LENGTH - 6]} ({again})", again + 1
        found.append(name)
    return found
