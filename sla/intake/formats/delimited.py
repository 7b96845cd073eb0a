"""Tables as text, whatever parts their cells.

Each line is one record, so a quotation mark left open spoils its own line and not the rest of the file.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from sla.intake.formats.table import Cells, Table, checked, names
from sla.intake.reasons import MAX_CELL, Reason, Unusable, UnusableFile

DELIMITERS = (",", ";", "\t", "|")
Lines = Iterable[tuple[int, str | Unusable]]


def read(lines: Lines, *, delimiter: str = ",", header: bool = True) -> Table:
    """Raises UnusableFile where there is no line, or the first cannot be read."""
    numbered = _filled(lines)
    number, first = next(numbered, (0, None))
    if first is None:
        raise UnusableFile(Reason.EMPTY)
    if isinstance(first, str) and first.lower().startswith("sep="):
        number, first = next(numbered, (number, ""))
    cells = first if isinstance(first, Unusable) else parted(first, delimiter)
    if isinstance(cells, Unusable):
        if header:
            raise UnusableFile(cells.reason, cells.value)
        cells = []
    try:
        columns = names(cells if header else [""] * len(cells))
    except Unusable as refused:
        raise UnusableFile(refused.reason, refused.value) from None
    return Table(columns, _rows(numbered, delimiter, len(columns), None if header else (number, cells)))


def _filled(lines: Lines) -> Iterator[tuple[int, str | Unusable]]:
    return ((number, line) for number, line in lines if isinstance(line, Unusable) or line.strip())


def _rows(lines: Lines, delimiter: str, width: int, first: tuple[int, list[str]] | None) -> Iterator[tuple[int, Cells]]:
    if first:
        yield first[0], checked(first[1], width)
    for number, line in lines:
        if isinstance(line, Unusable):
            yield number, line
            continue
        if '"' in line:
            cells = parted(line, delimiter)
            yield number, cells if isinstance(cells, Unusable) else checked(cells, width)
            continue
        plain = line.split(delimiter)
        if len(plain) == width and len(line) <= MAX_CELL:
            yield number, plain
        else:
            yield number, checked(plain, width)


def parted(line: str, delimiter: str) -> Cells:
    """The cells of one line."""
    if '"' not in line:
        return line.split(delimiter)
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return Unusable(Reason.BAD_QUOTING, line)


def delimiter_of(lines: list[str]) -> tuple[str, int]:
    """What parts most lines into the same number of cells, more than one; and that number (1 where nothing does)."""
    told = lines[0].lower() if lines else ""
    if told.startswith("sep=") and told[4:5] in DELIMITERS:
        lines = lines[1:]
    best, width, most = ",", 1, 0.0
    for mark in DELIMITERS:
        cells = [parted(line, mark) for line in lines[:60]]
        widths = Counter(len(found) for found in cells if not isinstance(found, Unusable) and len(found) > 1)
        if not widths:
            continue
        usual, times = widths.most_common(1)[0]
        score = times / len(cells) + min(usual, 50) / 1000
        if times * 2 > len(cells) and score > most:
            best, width, most = mark, usual, score
    return best, width


def written(cells: list[str]) -> str:
    """A row as text, for what shows it."""
    stream = io.StringIO()
    csv.writer(stream).writerow(cells)
    return stream.getvalue().rstrip("\r\n")
