"""What stands beside a record: core's own files and remarks, and what the apps add in their ``beside.py``.

``@extra``       ``function(record, request) -> Extra | None``: a part of the page below or above files and remarks
``@note_links``  ``function(record, request) -> function(note) -> NoteLink | None``: a link behind each file and remark
``@readers_in``  ``function(record) -> list[User]`` for records of a kind of scope: who may see the record
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.models import Record, User


@dataclass(frozen=True)
class Extra:
    """A template part with what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class NoteLink:
    """A link behind a file or a remark; ``about`` says what it is for to those who only hear it."""

    label: Any
    about: Any
    url: str


_extras: list[tuple[int, Callable[[Record, Any], Extra | None]]] = []
_links: list[Callable[[Record, Any], Callable[[Record], NoteLink | None]]] = []
_readers: dict[str, Callable[[Record], Iterable[User]]] = {}


def extra(order: int):
    """Register a part; those below 50 stand above files and remarks, the others below them."""

    def register(function):
        _extras.append((order, function))
        return function

    return register


def extras(record: Record, request) -> tuple[list[Extra], list[Extra]]:
    """The parts above and below files and remarks."""
    above: list[Extra] = []
    below: list[Extra] = []
    for order, function in sorted(_extras, key=lambda item: item[0]):
        if part := function(record, request):
            (above if order < 50 else below).append(part)
    return above, below


def note_links(function):
    _links.append(function)
    return function


def give_links(record: Record, notes: Iterable[Any], request) -> None:
    """Set ``links`` on each note: what the apps offer to do with it."""
    makers = [function(record, request) for function in _links]
    for note in notes:
        note.links = [link for make in makers if (link := make(note))]


def readers_in(scope: str):
    """Register who may see records whose roles are held in this kind of scope (``programme``)."""

    def register(function):
        _readers[scope] = function
        return function

    return register


def readers(record: Record) -> list[User]:
    """The people who may see this record, by name; only they can be named or told beside it."""
    function = _readers.get(record.scope_key.partition(":")[0])
    return list(function(record)) if function else []
