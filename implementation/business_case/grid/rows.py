"""The rows of the grid, and what becomes of cells that were written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from implementation.business_case import plan
from implementation.business_case.actions.lines import Entry
from implementation.business_case.grid.columns import Column, columns, is_open
from implementation.business_case.grid.values import Choices, list_of, shown, value_of, words
from implementation.business_case.models import Line
from implementation.business_case.worth import Worth
from implementation.business_case.worth.reading import Row

RANGE = ("low", "likely", "high")


@dataclass(frozen=True)
class Cell:
    """``raw`` is what an editor begins with, ``list`` the name of the choices where there are any."""

    column: Column
    words: str
    raw: str
    list: str
    is_open: bool


@dataclass(frozen=True)
class GridRow:
    number: int
    row: Row
    cells: list[Cell]

    @property
    def line(self) -> Line:
        return self.row.line


def grid_rows(worth: Worth, choices: Choices) -> list[GridRow]:
    found = columns(worth.case)
    return [
        GridRow(number, row, [_cell(column, row, choices) for column in found])
        for number, row in enumerate([*worth.costs, *worth.benefits], start=1)
    ]


def _cell(column: Column, row: Row, choices: Choices) -> Cell:
    line = row.line
    name = list_of(column, line.kind) if column.kind == "choice" else ""
    opens = is_open(line.shape, column)
    raw = str(value_of(column, row) or "") if name else shown(column, row)
    empty = not opens and column.year is None and column.name != "likely"
    return Cell(column, "" if empty else words(column, row, choices), raw, name, opens)


def entry_of(row: Row, values: Mapping[str, Any], case_columns: Iterable[Column]) -> Entry | None:
    """What becomes of a line when these cells are written; None where nothing differs.

    A cell that the line's shape has no use for is left out; another shape takes over what the line comes to.
    """
    line = row.line
    shape = values.get("shape", line.shape)
    fields, amounts = _reshaped(row, shape)
    changed = bool(fields)
    for column in case_columns:
        if column.name not in values or not is_open(shape, column):
            continue
        value = values[column.name]
        if column.year is not None:
            if value != amounts.get(column.year, Decimal(0)):
                amounts, changed = {**amounts, column.year: value}, True
        elif value != fields.get(_field(column), getattr(line, _field(column))):
            fields[_field(column)], changed = value, True
    if not changed:
        return None
    return Entry(line.pk, fields, amounts if shape == Line.Shape.YEARS else None)


def make_room(line: Line, values: Mapping[str, Any]) -> dict[str, Any]:
    """One of low, likely and high as it was written, and with it the others that stand in its way.

    Who fills a row from the left writes low before there is any likely. An amount gives way only while it has no range of
    its own: a line still without amounts takes the first for all three, and a low or high that was the same as likely goes
    along with it. An amount that somebody wrote stays, and the line then says what is wrong.
    """
    given = [name for name in RANGE if name in values]
    if len(given) != 1 or "shape" in values or line.shape == Line.Shape.YEARS:
        return dict(values)
    name, amount = given[0], values[given[0]]
    if not line.high:
        in_the_way = [other for other in RANGE[RANGE.index(name) :] if getattr(line, other) < amount]
    elif name == "likely":
        same = [other for other in ("low", "high") if getattr(line, other) == line.likely]
        in_the_way = [other for other in same if (amount < line.low if other == "low" else amount > line.high)]
    else:
        in_the_way = []
    return {**values, **dict.fromkeys(in_the_way, amount)}


def _field(column: Column) -> str:
    return "goal_id" if column.name == "goal" else column.name


def _reshaped(row: Row, shape: str) -> tuple[dict[str, Any], dict[int, Decimal]]:
    if shape == row.line.shape:
        return {}, dict(row.planned.by_year)
    new = plan.reshaped(row.planned, shape, len(row.amounts) - 1)
    names = ("shape", "low", "likely", "high", "growth", "start_month", "end_month")
    return {name: getattr(new, name) for name in names}, dict(new.by_year)
