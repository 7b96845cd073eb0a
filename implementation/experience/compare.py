"""Comparing what two versions hold, item by item and field by field, and three ways with what a programme made of it. No Django.

An item is ``{"key": …, "title": …, "under": …, "fields": {…}}``; keys are unique in a part.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class FieldChange:
    """One field: what it was and what it is; ``mine`` where a programme has its own value beside both."""

    name: str
    was: Any
    now: Any
    mine: Any = None


@dataclass(frozen=True)
class Change:
    """One item added, removed or changed. ``edited`` says that the programme has made its own edits to what would change."""

    kind: str
    key: str
    item: Item
    fields: tuple[FieldChange, ...] = ()
    edited: bool = False


def _by_key(items: Sequence[Item]) -> dict[str, Item]:
    return {item["key"]: item for item in items}


def _differences(was: Item, now: Item) -> list[tuple[str, Any, Any]]:
    before, after = was["fields"], now["fields"]
    names = [*after, *(name for name in before if name not in after)]
    return [(n, before.get(n), after.get(n)) for n in names if before.get(n) != after.get(n)]


def changes(old: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """What is new, gone or different, in the order of the new items, those gone at the end."""
    before, after = _by_key(old), _by_key(new)
    found = []
    for key, item in after.items():
        if key not in before:
            found.append(Change(ADDED, key, item))
        elif differing := _differences(before[key], item):
            fields = tuple(FieldChange(name, was, now) for name, was, now in differing)
            found.append(Change(CHANGED, key, item, fields))
    return found + [Change(REMOVED, key, item) for key, item in before.items() if key not in after]


def upgrades(base: Sequence[Item], mine: Sequence[Item], new: Sequence[Item]) -> list[Change]:
    """What going from ``base`` to ``new`` would change in what the programme has now (``mine``).

    What the programme has already as the new version has it is left out. ``edited`` is true where the programme differs
    from the version it came from in just what would change: taking the change over would lose that edit.
    """
    was, own = _by_key(base), _by_key(mine)
    found = []
    for change in changes(base, new):
        here = own.get(change.key)
        if change.kind == ADDED:
            if here is None:
                found.append(change)
        elif here is None:
            if change.kind == CHANGED:  # the programme did away with it: an edit of its own
                found.append(Change(ADDED, change.key, change.item, (), True))
        elif change.kind == REMOVED:
            edited = bool(_differences(was[change.key], here))
            found.append(Change(REMOVED, change.key, here, (), edited))
        else:
            found += _field_upgrades(change, here)
    return found


def _field_upgrades(change: Change, here: Item) -> list[Change]:
    """One change for the fields that stand as they came, another for those that the programme has edited."""
    mine = here["fields"]
    rest = [
        FieldChange(field.name, field.was, field.now, mine.get(field.name))
        for field in change.fields
        if mine.get(field.name) != field.now
    ]
    untouched = tuple(field for field in rest if field.mine == field.was)
    edited = tuple(field for field in rest if field.mine != field.was)
    found = [Change(CHANGED, change.key, here, untouched)] if untouched else []
    return found + ([Change(CHANGED, change.key, here, edited, True)] if edited else [])
