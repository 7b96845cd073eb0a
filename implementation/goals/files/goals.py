"""A table of goals: what it would set and change, and the same table to take away."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.evidence import in_every_language, plain
from core.roles import INSIDERS
from core.sheets import Column as Wide
from core.sheets import Page, write_csv, write_xlsx
from core.text import listed
from implementation.goals.files import cells
from implementation.goals.files.table import (
    EMPTY,
    NOBODY,
    NOT_A_CHOICE,
    REFUSED,
    SEVERAL,
    TWICE,
    UNKNOWN_NUMBER,
    Cells,
    Column,
    Table,
    read_table,
)
from implementation.goals.models import Goal
from implementation.programme.actions import people_on
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme


def _title(name: str) -> Any:
    return Goal._meta.get_field(name).verbose_name


COLUMNS = {
    "number": Column(_title("number"), ("no", "no.", "#")),
    "title": Column(_title("title"), ("title", "indicator", "kpi"), needed=True),
    **{
        name: Column(_title(name))
        for name in (
            *("layer", "activity", "value_for", "modules", "owner", "measurer", "baseline", "target"),
            *("direction", "unit", "tolerance", "begins_on", "due"),
        )
    },
}
CHOICES = {
    "layer": Goal.Layer,
    "activity": Goal.Activity,
    "value_for": Goal.ValueFor,
    "direction": Goal.Direction,
}
WIDTHS = {"title": 44, "modules": 28, "owner": 20, "measurer": 20, "number": 8}
#: What an export adds for people; it is not read back.
FOR_PEOPLE = (gettext_lazy("Latest"), gettext_lazy("Measured on"), gettext_lazy("Progress, %"), gettext_lazy("State"))


@dataclass(frozen=True)
class Line:
    """One row: a goal that is new (``goal`` is None) or changes, with the fields that differ."""

    line: int
    goal: Goal | None
    title: str
    values: dict[str, Any]
    changes: list[tuple[Any, Any, Any]] = field(default_factory=list)


@dataclass
class Look:
    table: Table
    new: list[Line] = field(default_factory=list)
    changed: list[Line] = field(default_factory=list)
    known: list[Line] = field(default_factory=list)
    rows: int = 0

    @property
    def counts(self) -> dict[str, int]:
        found = {"added": self.new, "changed": self.changed, "unchanged": self.known}
        return {"rows": self.rows} | {name: len(lines) for name, lines in found.items()}


@dataclass(frozen=True)
class Known:
    """What the words of a row are looked up in."""

    programme: Programme
    goals: dict[int, Goal]
    people: dict[str, list[Any]]
    words: dict[str, dict[str, str]]


def look_into(programme: Programme, name: str, data: bytes) -> Look:
    look = Look(read_table(COLUMNS, name, data))
    if look.table.missing:
        return look
    known = _known(programme)
    seen: set[int | str] = set()
    for row in look.table.rows:
        look.rows += 1
        line = _line(row, known)
        if line is None:
            continue
        key = line.goal.pk if line.goal else cells.same(line.title)
        if key in seen:
            row.wrong("title", TWICE)
            continue
        seen.add(key)
        (look.new if line.goal is None else look.changed if line.changes else look.known).append(line)
    return look


def _known(programme: Programme) -> Known:
    people: dict[str, list[Any]] = {}
    for person in people_on(programme, *INSIDERS):
        for word in {cells.same(person.name), cells.same(person.email)}:
            people.setdefault(word, []).append(person)
    words = {name: _words(choices.choices) for name, choices in CHOICES.items()}
    words["modules"] = _words([(key, module.name) for key, module in MODULES.items()])
    goals = {goal.number: goal for goal in programme.goals.select_related("owner", "measurer", "programme")}
    return Known(programme, goals, people, words)


def _words(choices) -> dict[str, str]:
    """Every word for a choice, in each language, and its key."""
    return {cells.same(word): key for key, label in choices for word in (*in_every_language(label).values(), key)}


def _line(row: Cells, known: Known) -> Line | None:
    before = len(row.table.problems)
    goal = _goal(row, known)
    values = {name: _value(row, name, known, goal) for name in row.table.places if name != "number"}
    if not values.get("title"):
        row.wrong("title", EMPTY)
    if len(row.table.problems) > before:
        return None
    _try(row, known, goal, values)
    if len(row.table.problems) > before:
        return None
    return Line(row.row.line, goal, values["title"], values, _changes(goal, values) if goal else [])


def _goal(row: Cells, known: Known) -> Goal | None:
    """By its number; without one, by its title where one goal is called that."""
    word = cells.same(row.raw("number"))
    if word:
        found = known.goals.get(int(word)) if word.isascii() and word.isdigit() and len(word) < 8 else None
        if found is None:
            row.wrong("number", UNKNOWN_NUMBER)
        return found
    title = cells.same(row.raw("title"))
    same = [goal for goal in known.goals.values() if cells.same(goal.title) == title]
    if len(same) > 1:
        row.wrong("title", SEVERAL)
    return same[0] if len(same) == 1 else None


def _value(row: Cells, name: str, known: Known, goal: Goal | None) -> Any:
    if name in ("baseline", "target"):
        return row.read(name, cells.number)
    if name in ("begins_on", "due"):
        return row.read(name, cells.day)
    if name == "tolerance":
        found = row.read(name, cells.number)
        return int(found) if found is not None else Goal._meta.get_field(name).get_default()
    if name in ("owner", "measurer"):
        return _person(row, name, known)
    if name == "modules":
        return _modules(row, known)
    if name in CHOICES:
        return _choice(row, name, known, goal)
    return row.text(name)


def _person(row: Cells, name: str, known: Known) -> Any:
    word = cells.same(row.raw(name))
    found = known.people.get(word, [])
    if word and len(found) != 1:
        row.wrong(name, NOBODY)
    return found[0] if len(found) == 1 else None


def _modules(row: Cells, known: Known) -> list[str]:
    found = []
    for word in filter(
        None, (cells.same(part) for part in row.text("modules").replace("、", ",").replace(";", ",").split(","))
    ):
        key = known.words["modules"].get(word)
        if key is None:
            row.wrong("modules", NOT_A_CHOICE)
        elif key not in found:
            found.append(key)
    return [key for key in MODULES if key in found]


def _choice(row: Cells, name: str, known: Known, goal: Goal | None) -> str:
    """Left empty, what the goal has or a new one begins with; a direction may be empty."""
    word = cells.same(row.raw(name))
    if not word:
        usual = "" if name == "direction" else Goal._meta.get_field(name).get_default()
        return getattr(goal, name) if goal and name != "direction" else usual
    if word not in known.words[name]:
        row.wrong(name, NOT_A_CHOICE)
    return known.words[name].get(word, "")


def _try(row: Cells, known: Known, goal: Goal | None, values: dict[str, Any]) -> None:
    """What the form would refuse is refused here, with the same words."""
    tried = Goal(programme=known.programme)
    if goal is not None:
        for item in Goal._meta.concrete_fields:
            if item.name not in ("state", "id"):
                setattr(tried, item.attname, getattr(goal, item.attname))
    for name, value in values.items():
        setattr(tried, name, value)
    try:
        tried.full_clean(exclude=["number"], validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            column = name if name in row.table.places else "title"
            row.wrong(column, REFUSED, " ".join(messages)[:300])


def _changes(goal: Goal, values: dict[str, Any]) -> list[tuple[Any, Any, Any]]:
    found = []
    for name, value in values.items():
        was = getattr(goal, name)
        if plain(was) != plain(value) if not hasattr(was or value, "pk") else was != value:
            found.append((_title(name), told(goal, name, was), told(goal, name, value)))
    return found


def told(goal: Goal, name: str, value: Any) -> Any:
    """A value as a reader knows it."""
    if value in (None, "", []):
        return "–"
    if name in CHOICES:
        return CHOICES[name](value).label
    if name == "modules":
        return listed(MODULES[key].name for key in value if key in MODULES)
    return goal.shown(value) if name in ("baseline", "target") else value


def rows_of(goals: Iterable[Goal]) -> Iterable[list[Any]]:
    """The columns that are read back, then those for people."""
    for goal in goals:
        cells_ = [_written(goal, name) for name in COLUMNS]
        latest = None if goal.newest is None else float(goal.newest)
        yield [*cells_, latest, getattr(goal, "latest_on", None), goal.percent, goal.get_state_display()]


def _written(goal: Goal, name: str) -> Any:
    value = getattr(goal, name)
    if name in CHOICES:
        return str(CHOICES[name](value).label) if value else None
    if name == "modules":
        return ", ".join(str(name) for name in goal.module_names) or None
    if name in ("owner", "measurer"):
        return value.email if value else None
    return float(value) if name in ("baseline", "target") and value is not None else value


def as_xlsx(goals: Iterable[Goal]) -> bytes:
    columns = [Wide(column.title, WIDTHS.get(name, 14)) for name, column in COLUMNS.items()]
    return write_xlsx([Page(_("Goals"), [*columns, *(Wide(title) for title in FOR_PEOPLE)], rows_of(goals), frozen=2)])


def as_csv(goals: Iterable[Goal]) -> bytes:
    return write_csv([*(column.title for column in COLUMNS.values()), *FOR_PEOPLE], rows_of(goals))
