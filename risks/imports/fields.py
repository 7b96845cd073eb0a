"""What a column can become: fields with their names, kinds of values, and the words this product itself writes for them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from risks.imports.words import normal
from risks.models import Category, Impact, Likelihood, Risk
from risks.models.scales import Confidence, Level, Nature, Proximity, Strategy

#: Field -> the heading that an export gives it and the mapping shows.
FIELDS: dict[str, Any] = {
    "title": _("Risk"),
    "nature": _("Nature"),
    "category": _("Category"),
    "cause": _("Cause (because)"),
    "event": _("Event (it may happen that)"),
    "effect": _("Effect (so that)"),
    "early_sign": _("Early sign"),
    "more": _("Add to the text, with its heading"),
    "owner": _("Owner"),
    "identified_on": _("Identified on"),
    "inherent_likelihood": _("Inherent likelihood (1-5)"),
    "inherent_impact": _("Inherent impact (1-5)"),
    "inherent_level": _("Inherent level"),
    "current_likelihood": _("Likelihood (1-5)"),
    "current_impact": _("Impact (1-5)"),
    "current_level": _("Current level"),
    "target_likelihood": _("Target likelihood (1-5)"),
    "target_impact": _("Target impact (1-5)"),
    "target_level": _("Target level"),
    "confidence": _("Confidence"),
    "proximity": _("When it could happen"),
    "state": _("State"),
    "review_due": _("Next review"),
    "strategy": _("Strategy"),
    "treatment": _("What is done"),
    "cost": pgettext_lazy("of a treatment", "Treatment cost"),
    "actions": _("Actions"),
    "due": _("Action due"),
    "key": _("Number in the file"),
    "uuid": _("Pilotage id"),
}
#: Headings that an export writes for people only; reading leaves them out.
UNREAD = {"code": _("No."), "owner_name": _("Owner’s name")}
TEXTS = ("title", "cause", "event", "effect", "early_sign")
DATES = ("identified_on", "review_due", "due")
#: Kind of value -> what may be chosen for a found value.
CHOICES: dict[str, Any] = {
    "likelihood": Likelihood,
    "impact": Impact,
    "level": [(level.value + 1, level.label) for level in Level],
    "state": Risk.State,
    "strategy": Strategy,
    "category": Category,
    "nature": Nature,
    "confidence": Confidence,
    "proximity": Proximity,
}
KIND_NAMES: dict[str, Any] = {
    "likelihood": _("Likelihood"),
    "impact": _("Impact"),
    "level": pgettext_lazy("risk", "Level"),
    "state": _("State"),
    "strategy": _("Strategy"),
    "category": _("Category"),
    "owner": _("Owner"),
    "nature": _("Nature"),
    "confidence": _("Confidence"),
    "proximity": _("When it could happen"),
}
RATED = ("likelihood", "impact", "level")


def kind_of(field: str) -> str:
    """The kind of values a field holds; empty for text, dates and numbers."""
    part = field.rpartition("_")[2]
    if part in RATED:
        return part
    return field if field in KIND_NAMES else ""


def choices_of(kind: str) -> list[tuple[Any, Any]]:
    found = CHOICES[kind]
    return found if isinstance(found, list) else list(found.choices)


def _in_each_language(words: Any) -> set[str]:
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(normal(str(words)))
    return found


@lru_cache(maxsize=1)
def own_headings() -> dict[str, str]:
    """Every heading that an export writes, in any language -> its field; empty for those that are not read."""
    found = {words: "" for heading in UNREAD.values() for words in _in_each_language(heading)}
    for field, heading in FIELDS.items():
        if field not in ("key", "more"):
            for words in _in_each_language(heading):
                found.setdefault(words, field)
    return found


def own_in(headings: Iterable[str]) -> dict[str, str]:
    """The same, for the headings of a line that an export wrote: they hold its mark. Nothing for any other line."""
    own = own_headings()
    return own if any(own.get(normal(heading)) == "uuid" for heading in headings) else {}


@lru_cache(maxsize=32)
def own_values(kind: str) -> dict[str, Any]:
    """The words this product writes for a kind, in any language -> the value."""
    found: dict[str, Any] = {}
    for value, label in choices_of(kind):
        for words in _in_each_language(label):
            found.setdefault(words, value)
    return found
