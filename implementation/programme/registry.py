"""What the apps above offer to the path page, to dashboards and to reports. Facts go up by registry, never by import."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from core.models import Record
from implementation.programme.models import Programme, Stage
from implementation.programme.tolerances import AT_RISK, NO_DATA, OFF_TRACK, ON_TRACK, ORDER, Limits, worst

__all__ = [
    "AT_RISK",
    "NO_DATA",
    "OFF_TRACK",
    "ON_TRACK",
    "ORDER",
    "Bounds",
    "Dimension",
    "Event",
    "Limits",
    "Move",
    "Panel",
    "Status",
]


@dataclass(frozen=True)
class Status:
    """One dimension of a programme's status: a level and the sentence with its figures (``**bold**`` allowed)."""

    level: str
    reason: Any = ""
    url: str = ""


@dataclass(frozen=True)
class Bounds:
    """What a dimension measures and how far it may go: up to ``inner`` on track, up to ``outer`` at risk.

    Where ``graver`` names a second figure, ``inner`` is for the first (``measure``) and ``outer`` for the second.
    """

    inner: int
    outer: int
    measure: Any
    graver: Any = ""

    @property
    def limits(self) -> Limits:
        return Limits(self.inner, self.outer)


@dataclass(frozen=True)
class Dimension:
    """One dimension of the status. ``records`` are the kinds whose changes keep it fresh (``risks.risk``)."""

    name: str
    label: Any
    order: int
    compute: Callable[[Programme, Limits], Status]
    bounds: Bounds
    records: tuple[str, ...]


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


@dataclass(frozen=True)
class Move:
    """Dates of a record that move along when a stage is moved, and the permission it takes."""

    record: Record
    fields: tuple[str, ...]
    permission: str


_panels: dict[str, Panel] = {}
_dimensions: dict[str, Dimension] = {}
_starters: list[tuple[int, Callable]] = []
_counts: dict[str, Callable[[Programme], int]] = {}
_events: list[Callable[[Programme, datetime.date, datetime.date], Iterable[Event]]] = []
_guide: list[Callable] = []
_followers: list[Callable[[list[Stage], datetime.date], Iterable["Move"]]] = []


def panel(name: str, *, title, order: int, detail: str, brief: str = ""):
    def register(facts):
        if name in _panels:
            raise ValueError(f"Panel {name} is registered twice")
        _panels[name] = Panel(name, title, order, facts, detail, brief)
        return facts

    return register


def panels() -> list[Panel]:
    return sorted(_panels.values(), key=lambda item: item.order)


def dimension(name: str, *, label, order: int, bounds: Bounds, records: Iterable[str]):
    """Register ``function(programme, limits) -> Status`` for one dimension of the programme's status.

    ``bounds`` are the tolerances that hold where the programme's manager has set none.
    """

    def register(function):
        _dimensions[name] = Dimension(name, label, order, function, bounds, tuple(records))
        return function

    return register


def dimensions() -> list[Dimension]:
    return sorted(_dimensions.values(), key=lambda item: item.order)


def label_of(name: str):
    """What a dimension is called; its bare name when the app that brought it is gone."""
    return _dimensions[name].label if name in _dimensions else name


def limits_on(programme: Programme) -> dict[str, Limits]:
    """The tolerances of every dimension: the manager's, else the product's."""
    own = {item.dimension: Limits(item.inner, item.outer) for item in programme.tolerances.all()}
    return {item.name: own.get(item.name, item.bounds.limits) for item in dimensions()}


def statuses(programme: Programme) -> list[tuple[str, Any, Status]]:
    """(name, label, status) of every dimension as computed, in their order, without overrides."""
    limits = limits_on(programme)
    return [(item.name, item.label, item.compute(programme, limits[item.name])) for item in dimensions()]


def overall(found: list[tuple[str, Any, Status]]) -> str:
    """The worst dimension wins."""
    return worst(status.level for _name, _label, status in found)


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


def moves_along(function):
    """Register ``function(stages, since) -> Iterable[Move]``: what of these stages that is due on ``since`` or later
    moves when they move."""
    _followers.append(function)
    return function


def followers(stages: list[Stage], since: datetime.date) -> list[Move]:
    return [move for function in _followers for move in function(stages, since)]
