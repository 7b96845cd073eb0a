"""Figures that the product's own records hold and a goal may be measured by. Facts go up by registry, never by import.

An app's ``goal_measures.py`` registers functions; a goal names one as its source, and each day on which the figure changed
it is recorded as a measurement.

>>> @goal_measure("change_mgmt.training_coverage", label=_("People trained"), unit="%")
... def trained(programme, day):
...     return coverage(programme).total.share

With ``per_module`` the function also takes ``module``, the key of a CRM module or "" for all together.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.text import bracketed, rounded
from implementation.programme.crm_modules import MODULES


@dataclass(frozen=True)
class Measure:
    """``unit`` may be a function of the programme (a currency); ``function`` answers None where nothing is known."""

    name: str
    label: Any
    unit: str | Callable[[Any], str]
    per_module: bool
    function: Callable[..., Decimal | None]


_measures: dict[str, Measure] = {}


def goal_measure(name: str, *, label: Any, unit: str | Callable[[Any], str] = "", per_module: bool = False):
    """Register ``function(programme, day) -> Decimal | None``."""

    def register(function):
        if name in _measures:
            raise ValueError(f"Goal measure {name} is registered twice")
        _measures[name] = Measure(name, label, unit, per_module, function)
        return function

    return register


def measures() -> list[Measure]:
    return [item for _name, item in sorted(_measures.items())]


def find(source: str) -> tuple[Measure, str] | None:
    """The measure that a source names, and the module it is asked for (``rollout.adoption:sales``)."""
    name, _colon, module = source.partition(":")
    found = _measures.get(name)
    if found is None or (module and not (found.per_module and module in MODULES)):
        return None
    return found, module


def words(source: str) -> str:
    """What a source is called; its own name where nobody offers it any more."""
    found = find(source)
    if found is None:
        return source
    measure, module = found
    return bracketed(measure.label, MODULES[module].name) if module else str(measure.label)


def unit_of(source: str, programme) -> str:
    found = find(source)
    if found is None:
        return ""
    unit = found[0].unit
    return unit(programme) if callable(unit) else unit


def offered(modules) -> list[tuple[str, str]]:
    """Every source with its words; measures of modules once for all and once for each of these."""
    found = []
    for measure in measures():
        sources = [measure.name, *(f"{measure.name}:{key}" for key in modules if measure.per_module)]
        found += [(source, words(source)) for source in sources]
    return found


def take(source: str, programme, day: datetime.date) -> Decimal | None:
    """The figure on a day; None where the records do not hold it."""
    found = find(source)
    if found is None:
        return None
    measure, module = found
    value = measure.function(programme, day, module=module) if measure.per_module else measure.function(programme, day)
    return None if value is None else rounded(value, 2)
