from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A criterion from the library: what to look at, what deserves a 1, a 3 and a 5, what to ask for, what to ask."""

    key: str
    group: str
    title: Any
    help: Any
    one: Any
    three: Any
    five: Any
    evidence: Any
    questions: tuple[Any, ...] = ()

    @property
    def scale(self) -> list[tuple[int, Any]]:
        return [(1, self.one), (3, self.three), (5, self.five)]


@dataclass(frozen=True)
class Demand:
    """A knock-out from the library: a demand and what counts as met."""

    key: str
    title: Any
    help: Any


#: Groups of criteria by key, in their order.
GROUPS = {
    "value": _("Cost and value"),
    "start": _("Help and start"),
    "safety": _("Security and independence"),
    "fit": _("Fit with our work"),
    "firm": _("The firm behind it"),
}
