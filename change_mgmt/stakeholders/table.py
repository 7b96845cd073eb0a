"""The register for one person: which rows the address asks for, and what their cells hold."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.columns import IN_THE_ROW, Choices, Column
from change_mgmt.stakeholders.marks import mark
from change_mgmt.stakeholders.standing import BACK_TO, Standing, standings, with_facts
from core.charts import Markup
from core.charts.pen import element
from core.models import User
from implementation.programme.models import Programme

SORTS = {
    "influence": ("-influence", "-interest", "name", "pk"),
    "name": ("name", "pk"),
    "gap": ("-apart", "-influence", "name", "pk"),
    "due": (F("next_step_due").asc(nulls_last=True), "name", "pk"),
}
EARLIEST = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it says wrongly counts as not said."""

    group: str = ""
    words: str = ""
    check: bool = False
    sort: str = "influence"
    since: datetime.date = field(default_factory=lambda: timezone.localdate() - BACK_TO)

    @classmethod
    def of(cls, params) -> "Asked":
        group, sort = params.get("group", ""), params.get("sort", "")
        return cls(
            group if group in Stakeholder.Group.values else "",
            params.get("q", "").replace("\0", "").strip()[:120],
            bool(params.get("check")),
            sort if sort in SORTS else "influence",
            _day(params.get("since", "")) or timezone.localdate() - BACK_TO,
        )

    @property
    def narrows(self) -> bool:
        return bool(self.group or self.words or self.check)


def _day(text: str) -> datetime.date | None:
    try:
        found = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if EARLIEST <= found <= timezone.localdate() else None


@dataclass(frozen=True)
class Cell:
    """``raw`` is what an editor begins with; ``picture`` stands before the words."""

    column: Column
    value: Any
    words: str
    raw: str
    picture: Markup | str = ""


@dataclass(frozen=True)
class Row:
    stakeholder: Stakeholder
    standing: Standing
    cells: list[Cell]
    problem: str = ""
    conflict: tuple = ()


@dataclass(frozen=True)
class Table:
    programme: Programme
    user: User
    asked: Asked

    @cached_property
    def choices(self) -> Choices:
        return Choices.on(self.programme)

    @cached_property
    def seen(self) -> QuerySet:
        return Stakeholder.objects.seen_by(self.user, self.programme)

    @cached_property
    def counts(self) -> Counter:
        return Counter(self.seen.order_by().values_list("group", flat=True))

    def found(self) -> QuerySet:
        found = with_facts(self.seen, self.seen)
        if self.asked.group:
            found = found.filter(group=self.asked.group)
        if self.asked.words:
            found = found.filter(name__icontains=self.asked.words)
        return found.order_by(*SORTS[self.asked.sort])

    def standings(self) -> list[Standing]:
        """All that the address asks for; the pages cut them up."""
        found = standings(self.found(), since=self.asked.since)
        return [each for each in found if each.hints] if self.asked.check else found

    def rows(self, found: list[Standing], **more: Any) -> list[Row]:
        return [Row(each.stakeholder, each, self._cells(each.stakeholder), **more) for each in found]

    def row_of(self, pk: int, **more: Any) -> Row:
        return self.rows(standings(with_facts(self.seen.filter(pk=pk), self.seen), since=self.asked.since), **more)[0]

    def _cells(self, stakeholder: Stakeholder) -> list[Cell]:
        return [self._cell(column, getattr(stakeholder, column.name)) for column in IN_THE_ROW]

    def _cell(self, column: Column, value: Any) -> Cell:
        raw = "" if value is None else str(getattr(value, "pk", value))
        picture = mark_of(value) if column.name.startswith("attitude") else ""
        return Cell(column, value, self.choices.words(column, value), raw, picture)

    @property
    def options(self) -> dict[str, list[tuple[str, str]]]:
        """What the editors of the cells offer, once for the page."""
        return {column.name: self.choices.of(column) for column in IN_THE_ROW}


def mark_of(attitude: int) -> Markup:
    drawn = mark(attitude, 8, 8, size=6)
    return Markup(element("svg", drawn, viewBox="0 0 16 16", width=16, height=16, class_="at-mark", aria_hidden="true"))
