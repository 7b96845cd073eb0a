"""The figures of a check in words: what each is called, and how its value is read.

>>> gate_check(..., figures={"open": _("Open"), "signed_on": Figure(_("Signed on"), a_day), "limit": None})

A label alone is a figure that is read as it is. ``None`` marks one that only repeats a threshold, which is told already.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.text import MARKS, day, listed, number

NOTHING = "–"
#: A fingerprint is compared by its first signs.
SHOWN_OF_A_HASH = 12


def as_it_is(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return listed(f"{name}{MARKS[':']}{as_it_is(item)}" for name, item in value.items()) or NOTHING
    if isinstance(value, list | tuple):
        return listed(as_it_is(item) for item in value) or NOTHING
    return NOTHING if value in ("", None) else str(value)


def a_day(value: str) -> str:
    return str(day(datetime.date.fromisoformat(value)))


def a_number(places: int) -> Callable[[Any], str]:
    return lambda value: str(number(Decimal(str(value)), places))


def a_hash(value: str) -> str:
    return f"{value[:SHOWN_OF_A_HASH]}…"


def each(words: Callable[[Any], Any]) -> Callable[[dict[str, Any]], str]:
    """Values by name, all read in the same way."""
    return lambda values: as_it_is({name: words(value) if value else NOTHING for name, value in values.items()})


def one_of(choices: Iterable[tuple[Any, Any]]) -> Callable[[Any], str]:
    """A code, or a list of codes, by the labels that the code has on the screen."""
    labels = dict(choices)

    def words(value: Any) -> str:
        codes = value if isinstance(value, list | tuple) else [value]
        return listed(labels.get(code, code) for code in codes)

    return words


@dataclass(frozen=True)
class Figure:
    label: Any
    words: Callable[[Any], str] = as_it_is

    def told(self, value: Any) -> str:
        return NOTHING if value in ("", None, [], {}) else self.words(value)


def named(figures: dict[str, Any]) -> dict[str, Figure | None]:
    """Labels alone become figures that are read as they are."""
    return {key: item if isinstance(item, Figure) or item is None else Figure(item) for key, item in figures.items()}
