"""What becomes of a line when cells come from outside: pasted, or read from a file. Nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.evidence import plain, sha256_of
from core.refusal import Refused
from implementation.business_case import plan
from implementation.business_case.actions.lines import Entry
from implementation.business_case.grid.columns import Column, is_open
from implementation.business_case.grid.rows import entry_of
from implementation.business_case.grid.values import Choices, list_of, plain_number, read
from implementation.business_case.models import Line, Scenario
from implementation.business_case.models.line import FAULTS
from implementation.business_case.worth.reading import Row

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
#: Kind of fate -> (word, tone).
NAMES = {
    NEW: (gettext_lazy("New"), "now"),
    CHANGED: (gettext_lazy("Changed"), "wait"),
    SAME: (gettext_lazy("Unchanged"), "none"),
    REFUSED: (gettext_lazy("Refused"), "bad"),
}


@dataclass(frozen=True)
class Fate:
    """``said`` holds (label, before, after) of each change, ``problems`` (name of the column, sentence)."""

    where: str
    title: str
    kind: str
    scenario: Scenario | None = None
    entry: Entry | None = None
    said: tuple[tuple[Any, str, str], ...] = ()
    problems: tuple[tuple[str, str], ...] = ()

    @property
    def word(self):
        return NAMES[self.kind][0]

    @property
    def tone(self) -> str:
        return NAMES[self.kind][1]


def read_cells(
    cells: Mapping[str, Any], columns: Sequence[Column], *, kind: str, choices: Choices
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values of the cells by column, and (column, sentence) of each that cannot be read."""
    values: dict[str, Any] = {}
    problems = []
    for column in columns:
        if column.name not in cells or (column.name == "shape" and not str(cells["shape"] or "").strip()):
            continue  # When it comes may be left open: by year, or as it was.
        try:
            values[column.name] = read(column, cells[column.name], kind=kind, choices=choices)
        except Refused as refusal:
            problems.append((column.name, str(refusal)))
    return values, problems


def fate_of(row: Row, cells: Mapping[str, Any], columns: Sequence[Column], choices: Choices, *, where: str) -> Fate:
    """A line that is there already."""
    line = row.line
    values, problems = read_cells(cells, columns, kind=line.kind, choices=choices)
    problems += _misplaced(values, columns, values.get("shape", line.shape))
    if problems:
        return Fate(where, line.title, REFUSED, line.scenario, problems=tuple(problems))
    _fill_range(values, cells, values.get("shape", line.shape), row)
    entry = entry_of(row, values, columns)
    if entry is None:
        return Fate(where, line.title, SAME, line.scenario)
    if faults := _faults(line, entry):
        return Fate(where, line.title, REFUSED, line.scenario, problems=tuple(faults))
    return Fate(where, line.title, CHANGED, line.scenario, entry, tuple(_said(row, entry, columns, choices)))


def fate_of_new(
    scenario: Scenario, kind: str, cells: Mapping[str, Any], columns: Sequence[Column], choices: Choices, *, where: str
) -> Fate:
    title = str(cells.get("title") or "").strip()
    values, problems = read_cells(cells, columns, kind=kind, choices=choices)
    if "title" not in cells:
        problems.append(("title", _("Say what is paid for, or gained.")))
    if "category" not in values and not any(name == "category" for name, _why in problems):
        problems.append(("category", _("Choose a category: it says what the amount is for.")))
    shape = values.setdefault("shape", Line.Shape.YEARS)
    problems += _misplaced(values, columns, shape)
    if problems:
        return Fate(where, title, REFUSED, scenario, problems=tuple(problems))
    _fill_range(values, cells, shape, None)
    years = {column.name: column.year for column in columns if column.year is not None}
    fields = {"goal_id" if name == "goal" else name: value for name, value in values.items() if name not in years}
    if shape == Line.Shape.YEARS:
        fields |= {"growth": Decimal(0), "start_month": 0, "end_month": None}
    amounts = {years[name]: value for name, value in values.items() if name in years and value}
    entry = Entry(None, {"kind": kind, **fields}, amounts)
    if faults := _faults(Line(scenario=scenario, kind=kind), entry):
        return Fate(where, title, REFUSED, scenario, problems=tuple(faults))
    return Fate(where, title, NEW, scenario, entry)


def _misplaced(values: dict[str, Any], columns: Sequence[Column], shape: str) -> list[tuple[str, str]]:
    """Amounts by year in a line that has none."""
    words = _("Amounts by year belong to a line “by year”: empty this cell, or change when the line comes.")
    return [
        (column.name, words)
        for column in columns
        if column.year is not None and values.get(column.name) and not is_open(shape, column)
    ]


def _fill_range(values: dict[str, Any], cells: Mapping[str, Any], shape: str, row: Row | None) -> None:
    """Without a low or a high of its own, a line has no range on that side."""
    likely = plan.HUNDRED if shape == Line.Shape.YEARS else values.get("likely", row.line.likely if row else Decimal(0))
    if shape == Line.Shape.YEARS:
        values["likely"] = plan.HUNDRED
    for name in ("low", "high"):
        is_empty = name in cells and not str(cells[name] if cells[name] is not None else "").strip()
        if is_empty or (row is None and name not in cells):
            values[name] = likely


def _faults(line: Line, entry: Entry) -> list[tuple[str, str]]:
    was = {
        name: getattr(line, name) for name in ("shape", "low", "likely", "high", "growth", "start_month", "end_month")
    }
    now = was | {name: value for name, value in entry.fields.items() if name in was}
    planned = plan.PlannedLine(kind=line.kind, category="", title="", places=2, **now)
    return [(FAULTS[fault][0], str(FAULTS[fault][1])) for fault in plan.faults(planned)]


def _said(row: Row, entry: Entry, columns: Sequence[Column], choices: Choices):
    for column in columns:
        if column.year is not None:
            before = row.planned.by_year.get(column.year, Decimal(0))
            after = before if entry.amounts is None else entry.amounts.get(column.year, Decimal(0))
        else:
            name = "goal_id" if column.name == "goal" else column.name
            before, after = getattr(row.line, name), entry.fields.get(name, getattr(row.line, name))
        if before != after:
            yield (
                column.label,
                _words(column, before, row.line.kind, choices),
                _words(column, after, row.line.kind, choices),
            )


def _words(column: Column, value: Any, kind: str, choices: Choices) -> str:
    if column.name == "goal":
        return choices.goals.get(value, "–")
    if column.kind == "choice":
        return str(choices.lists[list_of(column, kind)].get(value, value))
    if value is None:
        return "–"
    return plain_number(value) if isinstance(value, Decimal) else str(value)


def digest(fates: Sequence[Fate]) -> str:
    """Marks what a preview showed."""
    return sha256_of([[item.where, item.kind, _entry(item.entry)] for item in fates])


def _entry(entry: Entry | None) -> Any:
    if entry is None:
        return None
    amounts = {str(year): str(amount) for year, amount in sorted((entry.amounts or {}).items())}
    return plain([entry.line, entry.fields, amounts])


def counts(fates: Sequence[Fate]) -> list[tuple[str, Any, str, int]]:
    """(kind, word, tone, how many) of each."""
    return [(kind, word, tone, sum(item.kind == kind for item in fates)) for kind, (word, tone) in NAMES.items()]
