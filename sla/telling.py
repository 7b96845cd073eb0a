"""Levels of service in words: a number with its unit and its side of the target, never rounded over it."""

import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import formats
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.text import bracketed, rounded
from sla.measures.values import cut
from sla.models import MonthlyResult, Objective
from sla.models.objective import UNITS

DIGITS = (2, 4, 6, 10)


def number(value, digits: int = 2) -> str:
    """With separators and a proper minus, without idle noughts behind the point."""
    shown = rounded(value, digits).normalize()
    kept = max(0, -shown.as_tuple().exponent)
    return formats.number_format(rounded(shown, kept), decimal_pos=kept, force_grouping=True).replace("-", "−")


def figure(value: Decimal | None, objective: Objective, target: Decimal | None = None) -> str:
    """A result for the eye: as few decimals as keep it on its side of the target."""
    if value is None:
        return "–"
    target = objective.target if target is None else target
    less = objective.direction == Objective.Direction.AT_MOST
    for digits in DIGITS:
        shown = rounded(value, digits)
        if value == target or ((shown < target) == (value < target) and (shown > target) == (value > target)):
            break
    else:
        shown = cut(Fraction(value), places=10, up=less)
    if not objective.is_percentage and shown == shown.to_integral_value():
        digits = 0
    return formats.number_format(rounded(shown, digits), decimal_pos=digits, force_grouping=True)


def target_figure(objective: Objective, target: Decimal | None = None) -> str:
    """Without idle noughts, but a percentage with two decimals at least."""
    target = objective.target if target is None else target
    digits = max(2 if objective.is_percentage else 0, -target.normalize().as_tuple().exponent)
    return formats.number_format(target, decimal_pos=digits, force_grouping=True)


def unit_of(objective: Objective) -> str:
    return str(UNITS.get(objective.unit, objective.unit))


def with_unit(figure: str, objective: Objective) -> str:
    """“99.71 %”, “4 h”, “2” where nothing stands behind."""
    if figure == "–" or not objective.unit:
        return figure
    if objective.unit == "%":
        return _("%(figure)s %%") % {"figure": figure}
    return _("%(figure)s %(unit)s") % {"figure": figure, "unit": unit_of(objective)}


def level(value: Decimal | None, objective: Objective, target: Decimal | None = None) -> str:
    return with_unit(figure(value, objective, target), objective)


def target_level(objective: Objective, target: Decimal | None = None) -> str:
    return with_unit(target_figure(objective, target), objective)


#: The same, put into words when they are read.
level_read, target_read = lazy(level, str), lazy(target_level, str)


def promise(objective: Objective, target: Decimal | None = None) -> str:
    """“at least 99.9 %”, “at most 800 ms”."""
    words = {"level": target_level(objective, target)}
    if objective.direction == Objective.Direction.AT_LEAST:
        return _("at least %(level)s") % words
    return _("at most %(level)s") % words


def how(objective: Objective) -> str:
    """What is worked out: the statistic, with its percentile and method."""
    words = objective.get_statistic_display()
    if objective.statistic == Objective.Statistic.PERCENTILE:
        named = _("%(p)s, %(method)s") % {"p": number(objective.percent, 4), "method": objective.get_method_display()}
        return bracketed(words, named)
    if objective.statistic == Objective.Statistic.WITHIN:
        limit = (
            _("%(n)s h") % {"n": number(objective.limit_hours, 4)}
            if objective.of_tickets
            else _("%(n)s ms") % {"n": number(objective.limit_ms)}
        )
        return bracketed(words, limit)
    return words


def verdict(result: MonthlyResult) -> tuple[str, str]:
    """(tone, words) of a month."""
    if result.attained is None:
        return "none", _("No data")
    if result.provisional:
        return ("now", _("So far reached")) if result.attained else ("warn", _("So far missed"))
    return ("ok", _("Reached")) if result.attained else ("bad", pgettext("a target", "Missed"))


def month_words(month: datetime.date) -> str:
    return formats.date_format(month, "YEAR_MONTH_FORMAT")


def amount_of(value, unit: str) -> str:
    """Seconds as minutes or hours; events as they are."""
    if value is None:
        return "–"
    found = Fraction(value)
    if unit != "s":
        return number(Decimal(found.numerator) / Decimal(found.denominator))
    minutes = Decimal(found.numerator) / Decimal(found.denominator) / 60
    if abs(minutes) < 600:
        return _("%(n)s min") % {"n": _one_decimal(minutes)}
    return _("%(n)s h") % {"n": _one_decimal(minutes / 60)}


def _one_decimal(value: Decimal) -> str:
    return formats.number_format(rounded(value, 1), decimal_pos=1, force_grouping=True).replace("-", "−")


def with_percent(value: Decimal) -> str:
    """A percentage beside a result: two decimals at most."""
    return _("%(figure)s %%") % {"figure": number(value, 2)}


def plain_with_unit(value: Decimal, unit: str) -> str:
    """A recorded value; milliseconds and hours with what they are."""
    shown = number(value, 2)
    return _("%(figure)s %(unit)s") % {"figure": shown, "unit": UNITS.get(unit, unit)} if unit else shown
