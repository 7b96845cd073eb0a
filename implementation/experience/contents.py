"""What a version holds, and how two differ, made ready for a page: every value in words."""

from dataclasses import dataclass
from typing import Any

from implementation.experience import compare
from implementation.experience.registry import Part, shown

#: The field that says the same as the title.
TITLE = "name"


@dataclass(frozen=True)
class Row:
    title: str
    under: str
    #: As many as the part has columns, in their order.
    cells: list[tuple[Any, str]]


@dataclass(frozen=True)
class Contents:
    part: Part
    rows: list[Row]

    @property
    def columns(self) -> list:
        return [words for name, words in self.part.fields.items() if name != TITLE]


@dataclass(frozen=True)
class ChangeRow:
    kind: str
    title: str
    under: str
    #: (field, before, after)
    fields: list[tuple[Any, str, str]]


@dataclass(frozen=True)
class Differences:
    part: Part
    rows: list[ChangeRow]

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)

    @property
    def added(self) -> int:
        return self.count(compare.ADDED)

    @property
    def removed(self) -> int:
        return self.count(compare.REMOVED)

    @property
    def changed(self) -> int:
        return self.count(compare.CHANGED)


def cells_of(part: Part, item) -> list[tuple[Any, str]]:
    """The fields in words; a name stands beside them as the title already."""
    told = ((name, words) for name, words in part.fields.items() if name != TITLE)
    return [(words, part.shown(name, item["fields"].get(name))) for name, words in told]


def contents_of(facts: dict, parts: list[Part]) -> list[Contents]:
    """Every part that the reader may read, empty ones too: that nothing is there is said."""
    kept = facts["parts"]
    return [
        Contents(part, [Row(shown(one["title"]), one["under"], cells_of(part, one)) for one in kept.get(part.name, [])])
        for part in parts
    ]


def differences_of(old: dict, new: dict, parts: list[Part]) -> list[Differences]:
    """Part by part, field by field, from one version's facts to another's; parts without a difference are left out."""
    found = []
    for part in parts:
        before, after = (_told(part, facts["parts"].get(part.name, [])) for facts in (old, new))
        if rows := [_change(part, change) for change in compare.changes(before, after)]:
            found.append(Differences(part, rows))
    return found


def _told(part: Part, items) -> list:
    """The items with the fields that have words; the others only help to make things."""
    return [one | {"fields": {name: one["fields"].get(name) for name in part.fields}} for one in items]


def _change(part: Part, change: compare.Change) -> ChangeRow:
    fields = [
        (part.fields[field.name], part.shown(field.name, field.was), part.shown(field.name, field.now))
        for field in change.fields
    ]
    return ChangeRow(change.kind, shown(change.item["title"]), change.item["under"], fields)
