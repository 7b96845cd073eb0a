"""What becomes of every row of a file; nothing is written here."""

from typing import Any

from django.utils.translation import gettext as _

from core.refusal import Refused
from core.sheets import address
from core.text import whole
from implementation.business_case.grid.columns import columns
from implementation.business_case.grid.fates import REFUSED, Fate, fate_of, fate_of_new
from implementation.business_case.grid.values import Choices
from implementation.business_case.models import BusinessCase, Scenario
from implementation.business_case.workbook.reading import Brought
from implementation.business_case.worth import Worth, side_by_side
from implementation.business_case.worth.reading import Row


class Reader:
    """Holds what the rows are compared with, read once."""

    def __init__(self, case: BusinessCase, brought: Brought):
        self.brought, self.choices, self.columns = brought, Choices(case), columns(case)
        self.worths: list[Worth] = [item.worth for item in side_by_side(case)]
        rows = [row for worth in self.worths for row in worth.rows]
        #: A file of the version before still knows its lines by their old numbers.
        self.rows: dict[int, Row] = {row.line.previous_id: row for row in rows if row.line.previous_id}
        self.rows |= {row.line.pk: row for row in rows}
        self.formulas = {(line, place) for line, place in brought.formulas}
        self.seen: set[int] = set()

    def fate(self, line: int, cells: list[str]) -> Fate:
        named = dict(zip(self.brought.columns, cells, strict=False))
        named.pop("", None)
        if formulas := self._formulas(line):
            return Fate(self._where(line), named.get("title", ""), REFUSED, problems=formulas)
        try:
            found = self._line(line, named)
        except Refused as refusal:
            name = refusal.column if hasattr(refusal, "column") else "number"
            return Fate(
                self._where(line), named.get("title", ""), REFUSED, problems=(self._bad(line, name, str(refusal)),)
            )
        bad = tuple(self._bad(line, name, why) for name, why in found.problems)
        return Fate(found.where, found.title, found.kind, found.scenario, found.entry, found.said, bad)

    def _line(self, line: int, named: dict[str, str]) -> Fate:
        kind = self._kind(named)
        where = self._where(line)
        number = named.get("number", "").strip()
        if not number:
            return fate_of_new(self._scenario(named), kind, named, self.columns, self.choices, where=where)
        row = self.rows.get(whole(number.removesuffix(".0")) or 0)
        if row is None:
            raise Bad("number", _("No line of this version has this number: leave it empty for a new line."))
        if row.line.pk in self.seen:
            raise Bad("number", _("This line stands in the file twice: keep one of the rows."))
        self.seen.add(row.line.pk)
        if row.line.kind != kind:
            raise Bad("kind", _("A cost does not become a benefit: add a new line instead."))
        return fate_of(row, named, self.columns, self.choices, where=where)

    def _kind(self, named: dict[str, str]) -> str:
        try:
            return self.choices.pick("kind", named.get("kind", ""))
        except Refused as refusal:
            raise Bad("kind", str(refusal)) from None

    def _scenario(self, named: dict[str, str]) -> Scenario:
        wanted = named.get("scenario", "").strip().casefold()
        for worth in self.worths:
            if wanted == worth.scenario.title.casefold() or (not wanted and worth.scenario.is_chosen):
                return worth.scenario
        raise Bad("scenario", _("This version has no scenario of this name: add it first, or write one that there is."))

    def _formulas(self, line: int) -> tuple[tuple[str, str], ...]:
        words = _("A formula is not read: write its result as a number.")
        return tuple((self._cell(line, place), words) for at, place in sorted(self.formulas) if at == line)

    def _where(self, line: int) -> str:
        return f"{self.brought.sheet}, {line}"

    def _cell(self, line: int, place: int) -> str:
        return f"{self.brought.sheet}!{address(line, place)}"

    def _bad(self, line: int, name: str, why: str) -> tuple[str, str]:
        """A problem with the address of its cell; of the row where the file has no such column."""
        names = self.brought.columns
        return (self._cell(line, names.index(name)) if name in names else self._where(line), why)


class Bad(Refused):
    """A row that cannot be read, because of one column."""

    def __init__(self, column: str, sentence: Any):
        super().__init__(sentence)
        self.column = column


def fates(case: BusinessCase, brought: Brought) -> list[Fate]:
    reader = Reader(case, brought)
    empty = {line for line, _place in reader.formulas} - {line for line, _cells in brought.rows}
    return [reader.fate(line, cells) for line, cells in [*brought.rows, *((line, []) for line in sorted(empty))]]
