"""What goals must know of the apps above: the modules that are brought in, and the day of going live.

Both are offered in an app's ``goal_measures.py``.
"""

import datetime
from collections.abc import Callable, Iterable

from implementation.gates.registry import BENEFITS_REVIEW
from implementation.programme.crm_modules import MODULES
from implementation.programme.models import Programme

_modules: list[Callable[[Programme], Iterable[str]]] = []
_live_days: list[Callable[[Programme], datetime.date | None]] = []


def modules_in_use(function: Callable[[Programme], Iterable[str]]):
    """Register ``function(programme) -> keys`` of the modules that are brought in."""
    _modules.append(function)
    return function


def live_day(function: Callable[[Programme], datetime.date | None]):
    """Register ``function(programme) -> day`` on which something went live for good; the earliest counts."""
    _live_days.append(function)
    return function


def modules_of(programme: Programme) -> list[str]:
    """Keys in the order in which modules are rolled out; those wanted at the start until more is known."""
    found = {key for function in _modules for key in function(programme)} or set(programme.modules_wanted)
    return [key for key in MODULES if key in found]


def went_live_on(programme: Programme) -> datetime.date | None:
    """The first day of use after a roll-out; where none is on record, the day the stage of operation began."""
    days = [day for function in _live_days if (day := function(programme))]
    if days:
        return min(days)
    stages = programme.stages.filter(gates__kind=BENEFITS_REVIEW, actual_start__isnull=False)
    return stages.order_by("actual_start").values_list("actual_start", flat=True).first()
