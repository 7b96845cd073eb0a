"""Roles, levels and weights of the search for duplicates in the words of people."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.templatetags.pilotage import percent
from implementation.data_readiness.duplicates.comparing import Level
from implementation.data_readiness.duplicates.estimate import EDGES
from implementation.data_readiness.duplicates.roles import ColumnRole as R
from implementation.data_readiness.duplicates.weights import chance

ROLES = {
    R.GIVEN: _("Given name"),
    R.SURNAME: _("Surname"),
    R.NAME: _("Name of a person or company"),
    R.COMPANY: _("Company"),
    R.NUMBER: _("Street number"),
    R.ADDRESS: pgettext_lazy("of a house", "Address"),
    R.CITY: _("City or district"),
    R.POSTCODE: _("Postcode"),
    R.STATE: _("State or province"),
    R.PHONE: _("Phone"),
    R.EMAIL: _("E-mail"),
    R.BIRTH: _("Date of birth"),
    R.ID: _("ID number"),
    R.CATEGORY: _("Category"),
    R.IGNORED: _("Not compared"),
}
LEVELS = {
    Level.SAME: _("the same"),
    Level.READING: _("written differently, read alike"),
    Level.CLOSE: _("a slip apart"),
    Level.PART: _("one is part of the other"),
    Level.MOSTLY: _("most words alike"),
    Level.PARTLY: _("some words alike"),
    Level.DIFFERENT: _("different"),
    Level.SWAPPED: _("given name and surname swapped"),
    Level.COPY: _("every cell of the row is the same"),
}
#: From so many bits on: words, tone.
WEIGHTS = (
    (10.0, _("speaks very strongly for one record"), "ok"),
    (5.0, _("speaks strongly for one record"), "ok"),
    (1.0, _("speaks for one record"), "ok"),
    (-1.0, _("says little"), "none"),
    (-3.0, _("speaks against it"), "warn"),
    (-99.0, _("speaks strongly against it"), "bad"),
)
#: Chance from which a pair counts, in per cent, and the bits behind it.
CHANCES = ((50, 0.0), (75, 1.585), (90, 3.17), (95, 4.248), (99, 6.63), (99.9, 9.965))


@dataclass(frozen=True)
class Reason:
    """One line of evidence."""

    what: Any
    level: Any
    weight: Any
    tone: str
    bits: float


def reasons(evidence) -> list[Reason]:
    """The evidence of a pair, strongest first, as it is kept: [role, level, bits] each."""
    return [_reason(role, level, bits) for role, level, bits in evidence]


def _reason(role: str, level: int, bits: float) -> Reason:
    words, tone = next((words, tone) for least, words, tone in WEIGHTS if bits >= least)
    return Reason(ROLES.get(role, _("Whole row")), LEVELS[Level(level)], words, tone, bits)


def percent_of(score: float) -> float:
    """The chance behind a score as a number to show: never 100 of what is not certain."""
    return min(round(100 * chance(score), 1), 99.9)


def bands() -> list[tuple[int, Any]]:
    """The bands of scores, best first, with their chances."""
    edges = [_shown(percent_of(edge)) for edge in EDGES]
    labels = [_("below %(high)s") % {"high": edges[1]}]
    for low, high in pairwise(edges[1:-1]):
        labels.append(_("%(low)s to %(high)s") % {"low": low, "high": high})
    labels.append(_("above %(low)s") % {"low": edges[-2]})
    return list(reversed(list(enumerate(labels))))


def _shown(value: float) -> str:
    return percent(value, 0 if abs(value - round(value)) < 0.05 else 1)
