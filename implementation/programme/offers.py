"""What a new programme can start from besides the built-in paths. Apps above offer it by registry, never by import.

>>> @path_offers
... def templates(user):
...     yield PathOffer(key="template-7", …)
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from implementation.programme.models import Organisation
from implementation.programme.paths import STAGES


@dataclass(frozen=True)
class StageOffer:
    """A stage to come: ``days`` as planned, ``lasted`` as it was where that is known."""

    kind: str
    name: Any
    days: int
    lasted: int | None = None

    def lasting(self, as_they_were: bool) -> int:
        return self.lasted if as_they_were and self.lasted else self.days


@dataclass(frozen=True)
class PathOffer:
    """A path to start on. ``fits(organisation)`` says for whom (None: one that is new).

    ``lay(programme, by, as_they_were)`` puts the stages and what is due in them in place; ``settle`` adds the rest when the
    programme has been furnished.
    """

    key: str
    name: Any
    note: Any
    strategy: str
    stages: tuple[StageOffer, ...]
    fits: Callable[[Organisation | None], bool]
    lay: Callable[..., None]
    settle: Callable[..., None]


@dataclass(frozen=True)
class PlannedStage:
    kind: str
    name: Any
    days: int
    start: datetime.date
    end: datetime.date


@dataclass(frozen=True)
class Outlook:
    """What an app above says of a planned path: a template for the preview and what it shows."""

    template: str
    context: dict[str, Any]


_offers: list[Callable[[Any], Iterable[PathOffer]]] = []
_outlooks: list[Callable[..., Outlook | None]] = []


def path_offers(function):
    """Register ``function(user) -> Iterable[PathOffer]``."""
    _offers.append(function)
    return function


def offers_to(user) -> list[PathOffer]:
    return [offer for function in _offers for offer in function(user)]


def outlook(function):
    """Register ``function(user, organisation, stages) -> Outlook | None`` for the preview of a new programme."""
    _outlooks.append(function)
    return function


def outlooks(user, organisation: Organisation | None, stages: list[PlannedStage]) -> list[Outlook]:
    found = [function(user, organisation, stages) for function in _outlooks]
    return [item for item in found if item is not None]


def built_in(strategy: str) -> tuple[StageOffer, ...]:
    return tuple(StageOffer(spec.kind, spec.name, spec.days[strategy]) for spec in STAGES)


def in_dates(stages: Iterable[StageOffer], start: datetime.date, *, as_they_were: bool = False) -> list[PlannedStage]:
    """One after the other from the start day, as they would be laid."""
    found = []
    for stage in stages:
        days = stage.lasting(as_they_were)
        end = start + datetime.timedelta(days=days - 1)
        found.append(PlannedStage(stage.kind, stage.name, days, start, end))
        start = end + datetime.timedelta(days=1)
    return found
