"""Kinds of record that a rule may give to somebody. Each app's ``assignments.py`` names its own; it is found by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.models import Record
from implementation.programme.models import Programme


@dataclass(frozen=True)
class Assignable:
    """``category(record)`` gives a code; ``choices(programme)`` gives every code with its words.

    ``owner`` names the field that a rule fills; without one a rule only asks for a task.
    """

    label: str
    words: Any
    category: Callable[[Any], str]
    choices: Callable[[Programme], Iterable[tuple[str, Any]]]
    owner: str = ""

    def is_free(self, record: Record) -> bool:
        return not self.owner or getattr(record, f"{self.owner}_id") is None


_kinds: dict[str, Assignable] = {}


def assignable(label: str, *, words, category, choices, owner: str = "") -> None:
    """Register a kind of record (``risks.risk``)."""
    if label in _kinds:
        raise ValueError(f"{label} is registered twice")
    _kinds[label] = Assignable(label, words, category, choices, owner)


def assignables() -> list[Assignable]:
    return sorted(_kinds.values(), key=lambda kind: kind.label)


def kind_of(label: str) -> Assignable | None:
    return _kinds.get(label)
