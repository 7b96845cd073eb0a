"""Rows of a table as values of risks, each with what is wrong with it and what was left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.sheets import address
from core.text import say
from risks.imports import dates
from risks.imports.fields import DATES, FIELDS, RATED, TEXTS, kind_of
from risks.imports.plan import Plan, mark_columns, used
from risks.imports.tables import Table
from risks.imports.value_words import TOTALS
from risks.imports.words import normal
from risks.models import Risk, Treatment, TreatmentAction
from risks.models.risk import RATINGS

LENGTHS = {name: Risk._meta.get_field(name).max_length for name in TEXTS} | {
    "treatment": Treatment._meta.get_field("text").max_length,
    "actions": TreatmentAction._meta.get_field("text").max_length,
}
_SUM = re.compile(r"[\d\s:.,()-]*$")


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: the cell, what stands in it, the reason."""

    cell: str
    found: str
    reason: Any


@dataclass
class Line:
    """One row of the file. ``skip`` says why it is no risk; ``notes`` say what was left out or settled."""

    sheet: str
    position: int
    line: int
    source: str
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    skip: Any = None
    problems: list[Problem] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)

    def refuse(self, name: str, found: str, reason: Any) -> None:
        place = self.places.get(name, self.places.get("more", 0))
        self.problems.append(Problem(address(self.line, place), found[:60], reason))


def lines(plan: Plan, tables: list[Table]) -> Iterator[Line]:
    """Every row below the headings of every sheet that is used."""
    for sheet, table in used(plan, tables):
        reader = Reader(sheet, table, plan)
        for line, cells in table.below(sheet["header"]):
            yield reader.read(line, cells)


class Reader:
    """Reads the rows of one sheet by a plan."""

    def __init__(self, sheet: Plan, table: Table, plan: Plan):
        self.sheet, self.table, self.plan = sheet, table, plan
        self.headings = table.headings(sheet["header"])
        self.marks = mark_columns(sheet, table)
        self.columns = [(column, name) for column, name in enumerate(sheet["fields"]) if name]
        self.places = {name: column for column, name in reversed(self.columns)}
        self.values = plan["values"]

    def read(self, number: int, cells: list[str]) -> Line:
        line = Line(self.table.name, self.table.position, number, self.sheet["source"], places=self.places)
        gathered = self._gather(cells)
        line.title = gathered.get("title", "")
        line.skip = self._why_skipped(line, cells, gathered)
        if line.skip is None:
            self._understand(line, gathered)
        return line

    def _gather(self, cells: list[str]) -> dict[str, str]:
        """Field -> text; several columns of one field are joined, each later one after its heading."""
        found: dict[str, str] = {}
        for column, name in self.columns:
            text = cells[column]
            if not text:
                continue
            if column in self.marks:
                text = self.marks[column]
            if name == "more" or (name in found and name not in RATED):
                text = f"{self.headings[column]}: {text}"
            found[name] = f"{found[name]}\n{text}" if name in found and kind_of(name) == "" else found.get(name) or text
        return found

    def _why_skipped(self, line: Line, cells: list[str], found: dict[str, str]) -> Any:
        filled = [(column, text) for column, text in enumerate(cells) if text]
        different = {text for _column, text in filled}
        if not found:
            return _("Nothing in the columns that are read")
        if "uuid" in found:
            return None
        if [text for _column, text in filled] == [self.headings[column] for column, _text in filled]:
            return _("The headings again")
        if len(different) == 1 and len(self.columns) > 2 and (len(filled) > 1 or "title" not in found):
            return _("A title between rows")
        if is_total(filled[0][1], line.title, found):
            return _("A row of totals")
        return None

    def _understand(self, line: Line, found: dict[str, str]) -> None:
        for name, text in found.items():
            if name in ("key", "uuid"):
                line.values[name] = text[:200]
            elif name in DATES:
                self._date(line, name, text)
            elif name == "cost":
                self._cost(line, text)
            elif kind := kind_of(name):
                self._choice(line, name, kind, text)
        self._texts(line, found)
        self._ratings(line, found)

    def _choice(self, line: Line, name: str, kind: str, text: str) -> None:
        value = self.values.get(kind, {}).get(text, "")
        if value in ("", None):
            if kind in RATED:
                line.refuse(name, text, _("Says no rating that is known. Give it a meaning under “Values”."))
            elif kind == "owner":
                line.notes.append(say(_("“{found}” is nobody on this programme, so nobody owns it."), found=text[:60]))
            else:
                line.notes.append(
                    say(_("{field} “{found}” has no meaning yet and is left out."), field=FIELDS[name], found=text[:60])
                )
            return
        line.values[name] = value

    def _date(self, line: Line, name: str, text: str) -> None:
        found = dates.parse(text, dates.Order(self.plan["orders"].get(name, "dmy")))
        if found is None:
            line.notes.append(
                say(_("{field} “{found}” is no date and is left out."), field=FIELDS[name], found=text[:60])
            )
        else:
            line.values[name] = found

    def _cost(self, line: Line, text: str) -> None:
        bare = re.sub(r"[^\d.,-]", "", text)
        whole = re.sub(r"[.,](?=\d{3}(\D|$))", "", bare).replace(",", ".")
        try:
            cost = Decimal(whole).quantize(Decimal("0.01"))
        except InvalidOperation:
            cost = Decimal(-1)
        if 0 <= cost < Decimal(10) ** 12:
            line.values["cost"] = cost
        else:
            line.notes.append(
                say(_("{field} “{found}” is no amount and is left out."), field=FIELDS["cost"], found=text[:60])
            )

    def _texts(self, line: Line, found: dict[str, str]) -> None:
        texts = {name: found[name] for name in (*TEXTS, "treatment", "actions") if name in found}
        if len(texts.get("title", "")) > LENGTHS["title"] and "event" not in texts:
            texts["event"] = texts["title"]
            texts["title"] = texts["title"][: LENGTHS["title"] - 1].rstrip() + "…"
        if "more" in found:
            texts["event"] = "\n".join(text for text in (texts.get("event", ""), found["more"]) if text)
        if not texts.get("title"):
            line.refuse("title", "", _("Has no title. Write one, or choose another column as the risk."))
        for name, text in texts.items():
            if len(text) > LENGTHS[name] and name != "actions":
                reason = _("Holds {n} characters; {most} fit. Shorten it, or choose another field for its column.")
                line.refuse(name, text, say(reason, n=len(text), most=LENGTHS[name]))
        line.title = texts.get("title", "")
        line.values |= texts

    def _ratings(self, line: Line, found: dict[str, str]) -> None:
        """A level alone rates both sides of it: the diagonal of the grid."""
        for rating in RATINGS:
            likelihood, impact, level = (f"{rating}_{part}" for part in ("likelihood", "impact", "level"))
            only = line.values.pop(level, None)
            if only is not None and likelihood not in found and impact not in found:
                line.values[likelihood] = line.values[impact] = only
            if (likelihood in found) != (impact in found):
                here = likelihood if likelihood in found else impact
                line.refuse(here, found[here], _("Rate both likelihood and impact, or neither."))


def is_total(first: str, title: str, found: dict[str, str]) -> bool:
    """Whether a row adds up the others: it begins with such a word and has hardly anything else to say."""
    for text in {first, title}:
        words = normal(text)
        for total in TOTALS:
            if words == total or (words.startswith(total) and _SUM.match(words[len(total) :]) and len(found) <= 4):
                return True
    return False
