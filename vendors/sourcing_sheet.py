"""The costs of a way as a table that people take away, fill in and bring back."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.evidence import in_every_language
from core.sheets import Column, Limits, Page, Row, Sheet, Unreadable, address, read, write_xlsx
from core.text import say
from vendors.actions.sourcing_option import MOST_LINES, LineEntry
from vendors.costs import OptionCosts
from vendors.models import SourcingLine
from vendors.models.sourcing_option import YEARS

LIMITS = Limits(file_bytes=2_000_000, rows=500, columns=40, cell_length=500)
#: Where a heading is looked for.
TOP = 20
TITLES = {
    "category": gettext_lazy("Category"),
    "title": gettext_lazy("What is paid for"),
    "per_user": gettext_lazy("Per user"),
    "rises": gettext_lazy("Price may rise"),
} | {f"year_{year}": say(gettext_lazy("Year {n}"), n=year) for year in YEARS}
EXIT = gettext_lazy("Exit cost")
YES, NO = gettext_lazy("yes"), gettext_lazy("no")
MOST_AMOUNT = Decimal(10) ** 12
#: Digits, with commas between thousands or none, and two decimals at most; “12,5” is not guessed at.
NUMBER = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2}0*)?")
TINY = 1e-6


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be used, and what to do about it."""

    cell: str
    value: str
    reason: Any


@dataclass
class Look:
    """What a file holds: lines and an exit cost, or the cells to mend."""

    lines: list[LineEntry] = field(default_factory=list)
    exit_cost: Decimal = Decimal(0)
    faults: list[Fault] = field(default_factory=list)


def workbook(item: OptionCosts) -> bytes:
    """The lines of a way, one for each row, with what leaving costs in the last year of the last row."""
    widths = {"category": 30, "title": 36, "per_user": 12, "rises": 14}
    columns = [Column(title, widths.get(name, 14)) for name, title in TITLES.items()]
    return write_xlsx([Page(item.option.title, columns, list(_rows(item)), frozen=2)])


def _rows(item: OptionCosts):
    for line in item.lines:
        marks = [str(YES if mark else NO) for mark in (line.line.per_user, line.line.rises)]
        yield [str(line.line.get_category_display()), line.line.title, *marks, *(a or None for a in line.amounts)]
    yield [str(EXIT), "", str(NO), str(NO), *([None] * (len(YEARS) - 1)), item.exit or None]


def look_into(name: str, data: bytes) -> Look:
    """Read a file and write nothing. Raises ``Unreadable`` for one that is no such table."""
    sheet, at, columns = _head(read(name, data, limits=LIMITS))
    look, reader = Look(), _Reader(columns)
    seen: dict[tuple[str, str], int] = {}
    for row in sheet.rows[at + 1 :]:
        entry = reader.line(row, look)
        if entry is None:
            continue
        if seen.setdefault((entry.category, entry.title), row.line) != row.line:
            where = address(row.line, columns["title"] if "title" in columns else columns["category"])
            look.faults.append(Fault(where, entry.title, _("Give two lines of one category different names.")))
        look.lines.append(entry)
    if len(look.lines) > MOST_LINES:
        raise Unreadable(_("A way has at most %(most)d lines: put small ones together.") % {"most": MOST_LINES})
    if not look.lines and not look.exit_cost and not look.faults:
        raise Unreadable(_("This file holds no costs below its headings. Fill it in and upload it again."))
    return look


def _head(sheets: list[Sheet]) -> tuple[Sheet, int, dict[str, int]]:
    """The first row that names the category and a year, in any language of the product."""
    own = {_key(words): name for name, title in TITLES.items() for words in in_every_language(title).values()}
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:TOP]):
            found = {own[_key(cell)]: place for place, cell in enumerate(row.cells) if _key(cell) in own}
            if "category" in found and any(name.startswith("year_") for name in found):
                return sheet, at, found
    raise Unreadable(_("No headings were found. Export the costs first, fill that table in and upload it again."))


def _key(cell: Any) -> str:
    return " ".join(str(cell).casefold().split()) if cell is not None else ""


class _Reader:
    """Rows to lines, by the columns that were found."""

    def __init__(self, columns: dict[str, int]):
        self.columns = columns
        self.categories = _words({category.value: category.label for category in SourcingLine.Category})
        self.exit = {_key(words) for words in in_every_language(EXIT).values()}
        self.marks = _words({"1": YES, "": NO}) | {"1": "1", "0": "", "true": "1", "false": "", "": ""}

    def line(self, row: Row, look: Look) -> LineEntry | None:
        if not any(_key(self._cell(row, name)) for name in self.columns):
            return None
        amounts = self._amounts(row, look)
        word = _key(self._cell(row, "category"))
        if word in self.exit:
            look.exit_cost += sum(amounts.values(), Decimal(0))
            return None
        if word not in self.categories:
            names = [str(category.label) for category in SourcingLine.Category]
            self._fault(row, "category", look, _("Write one of: %(names)s.") % {"names": "; ".join(names)})
            return None
        title = " ".join(str(self._cell(row, "title") or "").split())
        if len(title) > 120:
            self._fault(row, "title", look, _("Shorten the name to 120 characters."))
        marks = [self._mark(row, name, look) for name in ("per_user", "rises")]
        return LineEntry(self.categories[word], title, *marks, amounts) if title or amounts else None

    def _cell(self, row: Row, name: str) -> Any:
        place = self.columns.get(name)
        return row.cells[place] if place is not None and place < len(row.cells) else None

    def _mark(self, row: Row, name: str, look: Look) -> bool:
        word = _key(self._cell(row, name))
        if word not in self.marks:
            self._fault(row, name, look, _("Write yes or no."))
        return bool(self.marks.get(word))

    def _amounts(self, row: Row, look: Look) -> dict[int, Decimal]:
        found = {}
        for year in YEARS:
            cell = self._cell(row, f"year_{year}")
            amount = _amount(cell)
            if amount is None:
                self._fault(row, f"year_{year}", look, _("Write an amount of 0 or more, with two decimals at most."))
            elif amount:
                found[year] = amount
        return found

    def _fault(self, row: Row, name: str, look: Look, reason: str) -> None:
        value = str(self._cell(row, name) if self._cell(row, name) is not None else "")
        look.faults.append(Fault(address(row.line, self.columns[name]), value[:60], reason))


def _words(labels: dict[str, Any]) -> dict[str, str]:
    """The value behind each word, in every language, and behind itself."""
    found = {_key(words): value for value, label in labels.items() for words in in_every_language(label).values()}
    return {_key(value): value for value in labels} | found


def _amount(cell: Any) -> Decimal | None:
    """A number, or text that is one (12,500.50); None for everything else."""
    if cell is None or str(cell).strip() == "":
        return Decimal(0)
    if isinstance(cell, float) and abs(cell) < MOST_AMOUNT and abs(cell - round(cell, 2)) < TINY:
        cell = round(cell, 2)  # what a program reckoned: 0.1 + 0.2
    text = str(cell).strip()
    if isinstance(cell, bool) or not NUMBER.fullmatch(text):
        return None
    amount = Decimal(text.replace(",", ""))
    return amount if amount < MOST_AMOUNT else None
