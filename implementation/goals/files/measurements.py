"""A table of measurements: goal, day, value, note; what it would add to what is on record."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.sheets import Column as Wide
from core.sheets import Page, write_csv, write_xlsx
from implementation.goals.files import cells
from implementation.goals.files.table import (
    DROPPED,
    EMPTY,
    FUTURE,
    SEVERAL,
    UNKNOWN_GOAL,
    Cells,
    Column,
    Table,
    read_table,
)
from implementation.goals.models import Goal, Measurement
from implementation.programme.models import Programme

COLUMNS = {
    "goal": Column(gettext_lazy("Goal"), ("indicator", "title", "number", "kpi", "指标", "編號", "编号"), needed=True),
    "on": Column(gettext_lazy("Measured on"), ("date", "day", "日期"), needed=True),
    "value": Column(gettext_lazy("Value"), ("figure", "result", "数值", "數值"), needed=True),
    "note": Column(gettext_lazy("Note"), ("source", "remark", "备注", "備註")),
}


@dataclass(frozen=True)
class Line:
    """One row that can be used. ``replaces`` is the value of that day that it corrects."""

    line: int
    goal: Goal
    on: datetime.date
    value: Decimal
    note: str
    replaces: Decimal | None = None

    @property
    def shown(self):
        return self.goal.shown(self.value)

    @property
    def shown_before(self):
        return self.goal.shown(self.replaces)


@dataclass
class Look:
    """What a file of measurements holds and would change."""

    table: Table
    new: list[Line] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)
    #: (line, line that counts instead)
    doubles: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0

    @property
    def counts(self) -> dict[str, int]:
        replaced = sum(line.replaces is not None for line in self.new)
        return {"rows": self.rows, "added": len(self.new) - replaced, "changed": replaced, "unchanged": len(self.known)}


def look_into(programme: Programme, name: str, data: bytes) -> Look:
    look = Look(read_table(COLUMNS, name, data))
    if look.table.missing:
        return look
    goals, names = _goals(programme)
    kept: dict[tuple[int, datetime.date], Line] = {}
    for row in look.table.rows:
        look.rows += 1
        line = _line(row, goals, names)
        if line is None:
            continue
        key = (line.goal.pk, line.on)
        if earlier := kept.get(key):
            look.doubles.append((earlier.line, line.line))
        kept[key] = line
    on_record = _on_record(kept.values())
    for key, line in kept.items():
        there = on_record.get(key)
        if there == line.value:
            look.known.append(line)
        else:
            look.new.append(Line(line.line, line.goal, line.on, line.value, line.note, there))
    return look


def _goals(programme: Programme) -> tuple[dict[int, Goal], dict[str, list[Goal]]]:
    goals = list(programme.goals.all())
    names: dict[str, list[Goal]] = {}
    for goal in goals:
        names.setdefault(cells.same(goal.title), []).append(goal)
    return {goal.number: goal for goal in goals}, names


def _line(row: Cells, goals: dict[int, Goal], names: dict[str, list[Goal]]) -> Line | None:
    before = len(row.table.problems)
    goal = _goal(row, goals, names)
    on, value = row.read("on", cells.day), row.read("value", cells.number)
    if len(row.table.problems) == before:
        for name, found in (("on", on), ("value", value)):
            if found is None:
                row.wrong(name, EMPTY)
        if on and on > timezone.localdate():
            row.wrong("on", FUTURE)
    if len(row.table.problems) > before:
        return None
    return Line(row.row.line, goal, on, value, row.text("note")[:300])


def _goal(row: Cells, goals: dict[int, Goal], names: dict[str, list[Goal]]) -> Goal | None:
    """By its title; a number that is no title is the goal's number."""
    word = cells.same(row.raw("goal"))
    found = names.get(word, [])
    if not found and word.isascii() and word.isdigit() and len(word) < 8 and int(word) in goals:
        found = [goals[int(word)]]
    if len(found) > 1:
        found = [goal for goal in found if goal.state == Goal.State.PURSUED] or found
    if len(found) == 1 and found[0].state == Goal.State.PURSUED:
        return found[0]
    reason = EMPTY if not word else UNKNOWN_GOAL if not found else SEVERAL if len(found) > 1 else DROPPED
    row.wrong("goal", reason)
    return None


def _on_record(lines: Iterable[Line]) -> dict[tuple[int, datetime.date], Decimal]:
    """The value that counts for each goal and day; one query."""
    wanted = list(lines)
    goals, days = {line.goal.pk for line in wanted}, {line.on for line in wanted}
    if not wanted:
        return {}
    found = Measurement.objects.filter(goal__in=goals, on__gte=min(days), on__lte=max(days)).order_by("pk")
    return {(goal, on): value for goal, on, value in found.values_list("goal_id", "on", "value")}


def rows_of(programme: Programme) -> Iterable[list[Any]]:
    found = Measurement.objects.filter(goal__programme=programme).select_related("goal")
    for item in found.order_by("goal__number", "on", "pk"):
        yield [item.goal.title, item.on, float(item.value), item.note, item.goal.unit]


def as_xlsx(programme: Programme) -> bytes:
    """Every measurement; brought back, it changes nothing."""
    wide = {"goal": 44, "note": 44}
    columns = [Wide(column.title, wide.get(name, 14)) for name, column in COLUMNS.items()]
    return write_xlsx([Page(_("Measurements"), [*columns, Wide(_("Unit"), 10)], rows_of(programme), frozen=1)])


def as_csv(programme: Programme) -> bytes:
    return write_csv([*(column.title for column in COLUMNS.values()), _("Unit")], rows_of(programme))
