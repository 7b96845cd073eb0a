"""The uploaded sheets as text: rows, headings over columns, the mark by which a source is known again."""

import datetime
import hashlib
from collections.abc import Iterable
from typing import Any

from core.sheets import Sheet
from risks.imports.fields import own_in
from risks.imports.headings import header_line, profile
from risks.imports.value_words import MARKS
from risks.imports.words import normal
from risks.models import ImportSheet

SAMPLE = 200


def kept(sheet: Sheet) -> dict[str, Any]:
    """A sheet as its row in the database keeps it."""
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": [[row.line, [_plain(cell) for cell in row.cells]] for row in sheet.rows],
        "spread": sorted(sheet.spread),
        "without_value": sheet.without_value,
    }


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


def text_of(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float):
        return repr(round(cell, 10))
    return str(cell)


class Table:
    """One sheet, every cell as text, every row as wide as the widest."""

    def __init__(self, sheet: ImportSheet):
        self.position, self.name, self.hidden = sheet.position, sheet.name, sheet.hidden
        self.without_value = sheet.without_value
        self.width = max((len(cells) for _line, cells in sheet.rows), default=0)
        self.rows: list[tuple[int, list[str]]] = [
            (line, [text_of(cell) for cell in cells] + [""] * (self.width - len(cells))) for line, cells in sheet.rows
        ]
        self.spread = {tuple(place) for place in sheet.spread}

    def lines(self) -> list[int]:
        return [line for line, _cells in self.rows]

    def row(self, line: int) -> list[str]:
        return next((cells for found, cells in self.rows if found == line), [""] * self.width)

    def headings(self, line: int) -> list[str]:
        """What stands over each column; a merged heading in the line above comes before its parts."""
        own, above = self.row(line), self.row(line - 1)
        groups = [self._group(line - 1, column, above) for column in range(self.width)]
        return [
            f"{group} / {words}" if group and words and group != words else words or group
            for group, words in zip(groups, own, strict=True)
        ]

    def _group(self, line: int, column: int, above: list[str]) -> str:
        """The merged heading that spreads sideways over this column."""
        spreads = (line, column) in self.spread
        begins = (line, column + 1) in self.spread and column + 1 < self.width and above[column + 1] == above[column]
        if not (spreads or begins) or len({words for words in above if words}) < 2:
            return ""
        return above[column]

    def found_header(self) -> int:
        """The line of the headings, as it seems."""
        head = [(line, self.headings(line)) for line, _cells in self.rows[:40]]
        ours = next((line for line, headings in head if own_in(headings)), None)
        found = ours or header_line(head)
        return found + 1 if self._has_parts_below(found) else found

    def _has_parts_below(self, line: int) -> bool:
        """Whether merged headings of a line have their parts in the next: different words, and no marks."""
        above, below = self.row(line), self.row(line + 1)
        places = [(self._group(line, column, above), below[column]) for column in range(self.width)]
        parts = [place for place in places if all(place) and place[0] != place[1]]
        return len(parts) > 1 and len(set(parts)) == len(parts) and not any(w.casefold() in MARKS for _g, w in parts)

    def below(self, line: int) -> list[tuple[int, list[str]]]:
        return [row for row in self.rows if row[0] > line]

    def profiles(self, line: int):
        rows = [cells for _line, cells in self.below(line)[:SAMPLE]]
        return [profile([cells[column] for cells in rows]) for column in range(self.width)]


def mark_of(headings: Iterable[str]) -> str:
    """The same for files with the same headings in the same order."""
    return hashlib.sha256("|".join(normal(heading) for heading in headings).encode()).hexdigest()
