"""What the apps above offer to the path page, to dashboards and to reports. Facts go up by registry, never by import."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from implementation.programme.models import Programme

ON_TRACK, AT_RISK, OFF_TRACK, NO_DATA = "on_track", "at_risk", "off_track", "no_data"
#: Worst last: the worst dimension is the programme's status.
ORDER = [NO_DATA, ON_TRACK, AT_RISK, OFF_TRACK]


@dataclass(frozen=True)
class Status:
    """One dimension of a programme's status: a level and the sentence with its figures (``**bold**`` allowed)."""

    level: str
    reason: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A block of a dashboard and of the report.

    ``facts(programme)`` returns plain values (numbers, codes, typed text, and sentences in every language): they are frozen
    into the report and rendered in any language. ``brief`` is the template for page 1, ``detail`` for the pages after it.
    """

    name: str
    title: Any
    order: int
    facts: Callable[[Programme], dict]
    detail: str
    brief: str


@dataclass(frozen=True)
class Event:
    """Something that happened, for “what changed since the last report”."""

    on: datetime.date
    what: Any


_panels: dict[str, Panel] = {}
_dimensions: dict[str, tuple[int, Any, Callable[[Programme], Status]]] = {}
_starters: list[tuple[int, Callable]] = []
_counts: dict[str, Callable[[Programme], int]] = {}
_events: list[Callable[[Programme, datetime.date, datetime.date], Iterable[Event]]] = []
_guide: list[Callable] = []


def panel(name: str, *, title, order: int, detail: str, brief: str = ""):
    def register(facts):
        if name in _panels:
            raise ValueError(f"Panel {name} is registered twice")
        _panels[name] = Panel(name, title, order, facts, detail, brief)
        return facts

    return register


def panels() -> list[Panel]:
    return sorted(_panels.values(), key=lambda item: item.order)


def dimension(name: str, *, label, order: int):
    """Register ``function(programme) -> Status`` for one dimension of the programme's status."""

    def register(function):
        _dimensions[name] = (order, label, function)
        return function

    return register


def statuses(programme: Programme) -> list[tuple[str, Any, Status]]:
    """(name, label, status) of every dimension, in their order."""
    found = sorted(_dimensions.items(), key=lambda item: item[1][0])
    return [(name, label, function(programme)) for name, (_order, label, function) in found]


def overall(found: list[tuple[str, Any, Status]]) -> str:
    """The worst dimension wins."""
    return max((status.level for _name, _label, status in found), key=ORDER.index, default=NO_DATA)


def on_start(order: int):
    """Register ``function(programme, by)`` that furnishes a new programme, in the same transaction."""

    def register(function):
        _starters.append((order, function))
        return function

    return register


def furnish(programme: Programme, by) -> None:
    for _order, function in sorted(_starters, key=lambda item: item[0]):
        function(programme, by)


def nav_count(name: str):
    """Register ``function(programme) -> int`` for the number beside an entry of the menu."""

    def register(function):
        _counts[name] = function
        return function

    return register


def nav_counts(programme: Programme) -> dict[str, int]:
    return {name: function(programme) for name, function in _counts.items()}


def events(function):
    """Register ``function(programme, since, until) -> Iterable[Event]``, days included."""
    _events.append(function)
    return function


def happened(programme: Programme, since: datetime.date, until: datetime.date) -> list[Event]:
    found = [event for function in _events for event in function(programme, since, until)]
    return sorted(found, key=lambda event: event.on, reverse=True)


def guide(function):
    """Register the one ``function(programme, user)`` that gives the path page its next gate."""
    _guide[:] = [function]
    return function


def guide_for(programme: Programme, user):
    return _guide[0](programme, user) if _guide else None
