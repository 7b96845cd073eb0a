"""One row of the table: its cells, the steps its reader may take, hints, trend, and what went wrong when it was saved."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from core.models import User
from core.workflow import state_words
from risks.hints import hints
from risks.models import Risk
from risks.register.columns import Column
from risks.register.values import Choices, plain_steps, shown, target, value_of
from risks.trend import Trend, trend


@dataclass(frozen=True)
class Cell:
    """``raw`` is what an editor begins with, ``copied`` what the clipboard gets where it is not the words."""

    column: Column
    value: Any
    words: Any
    raw: str
    copied: str
    editable: bool


@dataclass(frozen=True)
class Row:
    risk: Risk
    cells: list[Cell]
    steps: list[tuple[str, str]]
    hints: list[Any]
    trend: Trend
    conflict: list[Any] = field(default_factory=list)
    problem: str = ""
    changed_by: str = ""

    @property
    def steps_json(self) -> str:
        return json.dumps(self.steps, ensure_ascii=False)


def with_parts(risks: QuerySet) -> QuerySet:
    """Everything that rows, hints and trends read, in a constant number of queries."""
    return risks.select_related("owner", "programme").prefetch_related("treatments__actions", "ratings")


def row(risk: Risk, user: User, columns: Sequence[Column], choices: Choices, **more: Any) -> Row:
    may_edit = user.has_perm("risks.edit_risk", risk)
    steps = [(name, str(state_words(risk, target(risk, name)))) for name in plain_steps(risk, user)]
    cells = [_cell(column, risk, choices, may_edit=may_edit, steps=steps) for column in columns]
    return Row(risk, cells, steps, list(hints(risk)), trend(risk), **more)


def _cell(column: Column, risk: Risk, choices: Choices, *, may_edit: bool, steps: list) -> Cell:
    value = value_of(column, risk)
    words, copied = choices.words(column, value), shown(choices, column, risk)
    editable = bool(may_edit and column.editable and risk.is_open and (column.kind != "step" or steps))
    raw = "" if value is None else str(getattr(value, "pk", value))
    return Cell(column, value, words, raw, "" if copied == str(words) else copied, editable)
