"""What the apps above tell the register: records a risk may have to do with, and starter risks that fit this programme.

Each app's ``risk_suggestions.py`` is found by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.models import Record
from implementation.programme.models import Programme

Finder = Callable[[Programme], Iterable[Record]]


@dataclass(frozen=True)
class Suggestion:
    """A starter risk by its key, why it fits this programme, and the page that shows it."""

    key: str
    why: Any
    url: str = ""


_linkable: dict[str, Finder] = {}
_suggestions: dict[str, Callable[[Programme], Iterable[Suggestion]]] = {}


def linkable(label: str):
    """Register ``find(programme)``: the records of a kind (``vendors.vendor``) that a risk may be linked to."""

    def register(find: Finder) -> Finder:
        _linkable[label] = find
        return find

    return register


def linkables() -> dict[str, Finder]:
    return dict(sorted(_linkable.items()))


def risk_suggestion(name: str):
    """Register ``function(programme) -> Iterable[Suggestion]``."""

    def register(function):
        if name in _suggestions:
            raise ValueError(f"Suggestion {name} is registered twice")
        _suggestions[name] = function
        return function

    return register


def suggestions(programme: Programme) -> dict[str, list[Suggestion]]:
    """Everything suggested for a programme, by the key of the starter risk."""
    found: dict[str, list[Suggestion]] = {}
    for _name, function in sorted(_suggestions.items()):
        for suggestion in function(programme):
            found.setdefault(suggestion.key, []).append(suggestion)
    return found
