"""A file of costs looked at against what is on record: what it holds, which cells cannot be used, what is a double."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sheets
from core.evidence import in_every_language
from core.text import minor_units
from implementation.budget.cost_file import rows as reading
from implementation.budget.cost_file.cells import is_day_first, plain
from implementation.budget.cost_file.headings import REQUIRED, find_header, guess_columns
from implementation.budget.cost_file.rows import Known, Line, Reading, read_rows
from implementation.budget.models import CATEGORIES, ActualCost
from implementation.budget.models.amounts import DAYS_BEFORE_START
from implementation.programme.models import Programme

LIMITS = sheets.Limits(file_bytes=5_000_000, rows=20_000, columns=60, cell_length=2_000)

#: What the columns are called, on the page and in an export.
TITLES = {
    "on": _("Date"),
    "category": _("Category"),
    "amount": _("Amount"),
    "supplier": _("Supplier"),
    "reference": _("Reference"),
    "note": _("Note"),
    "package": _("Work package"),
}

#: Why a cell cannot be used; what to do about it.
REASONS = {
    reading.NO_DAY: _("The row names no day."),
    reading.BAD_DAY: _("Write the day like 2026-11-16."),
    reading.IN_THE_FUTURE: _("The day lies in the future: enter what was spent, not what will be."),
    reading.TOO_EARLY: _("The day is more than two years before the programme: look at the year."),
    reading.NO_AMOUNT: _("The row names no amount."),
    reading.BAD_AMOUNT: _("Write the amount as a number, like 1234.50."),
    reading.NOT_POSITIVE: _("Write an amount above 0. What came back is a reversal of its entry, made on its page."),
    reading.TOO_FINE: _("The amount has more decimals than the currency."),
    reading.NO_CATEGORY: _("The row names no category."),
    reading.UNKNOWN_CATEGORY: _("There is no such category: use one of those listed below."),
    reading.UNKNOWN_PACKAGE: _("There is no such work package: use its name, or leave the cell empty."),
}


@dataclass
class Look:
    """What a file holds and what it would add."""

    sheet: sheets.Sheet
    sheet_names: list[str]
    mapping: dict[str, Any]
    reading: Reading
    missing: list[str] = field(default_factory=list)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The columns to choose from, named as spreadsheets do and by their heading."""
        place = self.mapping["header"]
        cells = self.sheet.rows[place].cells if place < len(self.sheet.rows) else []
        found = []
        for column in range(self.sheet.width):
            text = str(cells[column] if column < len(cells) and cells[column] is not None else "")[:60]
            name = sheets.address(1, column)[:-1]
            found.append((column, f"{name}: {text}" if text else name))
        return found

    @property
    def lines(self) -> list[Line]:
        """What would be entered: doubles only where the person wants them."""
        return self.reading.lines if self.mapping["doubles"] else self.reading.new

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def problems(self) -> list[dict[str, Any]]:
        columns = self.mapping["columns"]
        return [
            {
                "line": item.line,
                "column": item.column,
                "cell": sheets.address(item.line, columns[item.column]) if item.column in columns else "",
                "reason": item.reason,
                "value": item.value,
            }
            for item in self.reading.problems
        ]


def own_headings() -> dict[str, set[str]]:
    """What the product itself writes above the columns, in each of its languages."""
    return {name: set(in_every_language(title).values()) for name, title in TITLES.items()}


def look_into(programme: Programme, name: str, data: bytes, mapping: dict[str, Any] | None = None) -> Look:
    """Read a file against what is on record; without a mapping its columns are guessed. Raises ``Unreadable``."""
    found = sheets.read(name, data, limits=LIMITS)
    chosen = mapping or _guess(found)
    sheet = found[min(chosen["sheet"], len(found) - 1)]
    missing = [name for name in REQUIRED if name not in chosen["columns"]]
    read = Reading()
    if not missing:
        read = read_rows(
            sheet.rows[chosen["header"] + 1 :],
            columns=chosen["columns"],
            known=known_to(programme),
            day_first=chosen["order"] != "month",
        )
    return Look(sheet, [item.name for item in found], chosen, read, missing)


def _guess(found: list[sheets.Sheet]) -> dict[str, Any]:
    """The sheet with most known headings, its headings, and how its days are written."""
    own = own_headings()
    heads = [find_header(sheet.rows, own) for sheet in found]
    columns = [
        guess_columns(sheet.rows[head].cells, own) if sheet.rows else {}
        for sheet, head in zip(found, heads, strict=True)
    ]
    best = max(range(len(found)), key=lambda place: (len(columns[place]), -place))
    at = columns[best].get("on")
    days = [row.cells[at] for row in found[best].rows if at is not None and at < len(row.cells)]
    order = "day" if is_day_first(days) else "month"
    return {"sheet": best, "header": heads[best], "columns": columns[best], "order": order, "doubles": False}


def known_to(programme: Programme) -> Known:
    """Categories by their key and their words in each language, work packages by name, and the entries on record."""
    categories = {plain(word): key for key, words in CATEGORIES.items() for word in in_every_language(words).values()}
    entries = ActualCost.objects.counted().filter(programme=programme).exclude(reference="")
    return Known(
        categories=categories | {plain(key): key for key in CATEGORIES},
        packages={plain(name): pk for pk, name in programme.workpackages.values_list("pk", "name")},
        first_day=programme.started_on - datetime.timedelta(days=DAYS_BEFORE_START),
        today=timezone.localdate(),
        places=minor_units(programme.organisation.currency),
        entered=frozenset(
            (plain(reference), on, amount) for reference, on, amount in entries.values_list("reference", "on", "amount")
        ),
    )
