"""A table as it was brought: its headings found, its cells named, and what is wrong with them told."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import sheets
from core.evidence import in_every_language
from implementation.goals.files import cells

LIMITS = sheets.Limits(file_bytes=2_000_000, rows=2_000, columns=60, cell_length=2_000)
#: Lines at the top of a sheet among which the headings are looked for.
TOP = 10

UNKNOWN_GOAL, UNKNOWN_NUMBER, SEVERAL, DROPPED = "unknown_goal", "unknown_number", "several", "dropped"
EMPTY, FUTURE, NOT_A_CHOICE, NOBODY, TWICE, REFUSED = "empty", "future", "not_a_choice", "nobody", "twice", "refused"

#: Why a cell cannot be used; what to do about it.
REASONS = {
    cells.NO_NUMBER: _("Write a number, like 54 or 54.5."),
    cells.TOO_LARGE: _("This number is too large: use a larger unit."),
    cells.NO_DAY: _("Write the day year first, like 2026-11-20."),
    UNKNOWN_GOAL: _("No goal of this programme is called that: write its title or its number."),
    UNKNOWN_NUMBER: _("No goal of this programme has this number. Leave it empty for a new goal."),
    SEVERAL: _("Several goals are called that: write the number instead."),
    DROPPED: _("This goal is dropped: take it up again, or leave the row out."),
    EMPTY: _("The cell is empty: fill it in, or leave the row out."),
    FUTURE: _("This day has not come yet: choose today or a day before."),
    NOT_A_CHOICE: _("Write one of the words that the form of a goal offers."),
    NOBODY: _("Nobody on this programme is called that: write the name or the e-mail address."),
    TWICE: _("This goal stands in the file twice: leave one row out."),
}


@dataclass(frozen=True)
class Column:
    """A column that is read: its heading, other words for it, and whether a file must have it."""

    title: Any
    also: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Problem:
    cell: str
    column: str
    reason: str
    found: str
    #: Words of their own where the reason is ``refused``.
    words: str = ""

    @property
    def as_json(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("cell", "column", "reason", "found", "words")}


@dataclass
class Table:
    """One sheet with a heading in one of its first lines."""

    columns: Mapping[str, Column]
    sheet: sheets.Sheet
    places: dict[str, int]
    head: int
    problems: list[Problem] = field(default_factory=list)

    @property
    def missing(self) -> list:
        return [column.title for name, column in self.columns.items() if column.needed and name not in self.places]

    @property
    def rows(self) -> Iterator["Cells"]:
        for row in self.sheet.rows[self.head + 1 :]:
            yield Cells(self, row)


@dataclass(frozen=True)
class Cells:
    """One row; reading a cell that cannot be used notes the problem and answers None."""

    table: Table
    row: sheets.Row

    def raw(self, name: str) -> Any:
        place = self.table.places.get(name)
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else None

    def text(self, name: str) -> str:
        return cells.text(self.raw(name))

    def read(self, name: str, as_what: Callable[[Any], Any]) -> Any:
        try:
            return as_what(self.raw(name))
        except cells.BadCell as bad:
            self.wrong(name, str(bad))
            return None

    def wrong(self, name: str, reason: str, words: str = "") -> None:
        place = self.table.places.get(name)
        cell = str(self.row.line) if place is None else sheets.address(self.row.line, place)
        self.table.problems.append(Problem(cell, name, reason, self.text(name)[:120], words))


def read_table(columns: Mapping[str, Column], name: str, data: bytes) -> Table:
    """The sheet and the line with the most known headings. Raises ``Unreadable`` for the file as a whole."""
    known = {
        cells.same(word): key
        for key, column in columns.items()
        for word in (*in_every_language(column.title).values(), *column.also, key)
    }
    best = None
    for sheet in sheets.read(name, data, limits=LIMITS):
        for place, row in enumerate(sheet.rows[:TOP]):
            found: dict[str, int] = {}
            for column, cell in enumerate(row.cells):
                if (key := known.get(cells.same(cell))) and key not in found:
                    found[key] = column
            if best is None or len(found) > len(best.places):
                best = Table(columns, sheet, found, place)
    assert best is not None  # a file without rows is refused when it is read
    return best
