"""What the apps above know about the readiness of a pilot's people. Facts go up by registry, never by import.

>>> @pilot_readiness(order=10)
... def trained(pilot):
...     yield Fact(department=3, tone="ok", what=_("Trained"), text=say(_("**{n}** people"), n=12), url="…")
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from implementation.rollout.models import Pilot


@dataclass(frozen=True)
class Fact:
    """One fact about one department of a pilot: a tone, what it is about, a sentence, and the page where it is mended."""

    department: int
    tone: str
    what: Any
    text: Any
    url: str = ""


_facts: list[tuple[int, Callable[[Pilot], Iterable[Fact]]]] = []


def pilot_readiness(order: int = 50):
    """Register ``function(pilot) -> Iterable[Fact]``; its number of queries must not grow with the departments."""

    def register(function):
        _facts.append((order, function))
        return function

    return register


def facts_about(pilot: Pilot) -> list[Fact]:
    return [fact for _order, function in sorted(_facts, key=lambda item: item[0]) for fact in function(pilot)]
