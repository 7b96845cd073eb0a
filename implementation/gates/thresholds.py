"""The thresholds of a computed criterion: whether somebody can meet them at all, and what they are in words."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from core.text import listed
from implementation.gates.figures import NOTHING, as_it_is
from implementation.gates.models import Criterion
from implementation.gates.registry import Parameter


def refuse_thresholds(criterion: Criterion, values: dict[str, Any]) -> dict[str, str]:
    """By name: the sentence for a threshold that nobody can meet or that the check does not know."""
    check = criterion.computed_by
    known = check.thresholds if check else {}
    found = {name: _("This check has no such threshold.") for name in values if name not in known}
    for name, parameter in known.items():
        if name in values and (sentence := refuse(parameter, values[name])):
            found[name] = sentence
    return found


def refuse(parameter: Parameter, value: Any) -> str:
    """Why this value makes no sense for the threshold; empty when it does."""
    if isinstance(parameter.default, list | tuple):
        known = {choice for choice, _words in parameter.choices}
        return "" if value and set(value) <= known else _("Choose at least one from the list.")
    if parameter.choices:
        return "" if value in dict(parameter.choices) else _("Choose one from the list.")
    if isinstance(parameter.default, str):
        return "" if str(value).strip() else _("Write something, or the check finds nothing.")
    lowest, highest = parameter.minimum, parameter.maximum
    if value is None or (lowest is not None and value < lowest) or (highest is not None and value > highest):
        return _bounds(lowest, highest)
    return ""


def _bounds(lowest, highest) -> str:
    if lowest is None and highest is None:
        return _("Give a number.")
    if highest is None:
        return _("Nobody can meet this: give %(lowest)s or more.") % {"lowest": lowest}
    if lowest is None:
        return _("Nobody can meet this: give %(highest)s or less.") % {"highest": highest}
    return _("Nobody can meet this: give a number from %(lowest)s to %(highest)s.") % {
        "lowest": lowest,
        "highest": highest,
    }


def in_words(parameter: Parameter | None, value: Any) -> str:
    """A threshold as people read it."""
    words = dict(parameter.choices) if parameter else {}
    if isinstance(value, list | tuple):
        return listed(words.get(item, item) for item in value) or NOTHING
    return as_it_is(words.get(value, value))


def plain_value(value: Any) -> Any:
    """As JSON keeps it: a decimal as a number, so that the check may compare with it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
