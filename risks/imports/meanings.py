"""What the values found in a file mean here, as their words suggest."""

from collections import Counter
from typing import Any

from implementation.programme.actions import people_on
from implementation.programme.models import Programme
from risks.imports import scales
from risks.imports.fields import RATED, own_values
from risks.imports.value_words import CATEGORY, CONFIDENCE, NATURE, PROXIMITY, STATE, STRATEGY
from risks.imports.words import meaning, normal

VOCABULARIES = {
    "state": STATE,
    "strategy": STRATEGY,
    "category": CATEGORY,
    "nature": NATURE,
    "confidence": CONFIDENCE,
    "proximity": PROXIMITY,
}


def suggest(
    kind: str, values: list[str], top: int | None, programme: Programme
) -> tuple[dict[str, Any], dict[str, Any]]:
    if kind == "owner":
        return dict(owners(programme, values)), {"rule": "people"}
    own = own_values(kind)
    ours = {value: own[normal(value)] for value in values if normal(value) in own}
    if kind in RATED:
        if len(ours) == len(values):
            return ours, {"rule": str(scales.Rule.WORDS), "top": None}
        reading = scales.read_scale(kind, values, top=_share_free(kind, values, top))
        return reading.ratings, {"rule": str(reading.rule), "top": reading.top}
    unknown = "other" if kind == "category" else ""
    meanings = {value: ours.get(value) or meaning(value, VOCABULARIES[kind]) or unknown for value in values}
    return meanings, {"rule": "words"}


def _share_free(kind: str, values: list[str], top: int | None) -> int | None:
    """A probability written as a share or a percentage has no top of its own."""
    shares = [value for value in values if "%" in value or value.startswith("0.")]
    return None if kind == "likelihood" and shares else top


def owners(programme: Programme, values: list[str]) -> dict[str, int | str]:
    """People of the programme by e-mail or by their whole name; a name that two people have is nobody's."""
    people = list(people_on(programme))
    by_mail = {person.email.casefold(): person.pk for person in people}
    names = Counter(person.name.casefold() for person in people)
    by_name = {person.name.casefold(): person.pk for person in people if names[person.name.casefold()] == 1}
    return {value: _person(value.casefold(), by_mail, by_name) for value in values}


def _person(value: str, by_mail: dict[str, int], by_name: dict[str, int]) -> int | str:
    for part in (value, *value.replace("<", " ").replace(">", " ").replace("(", " ").replace(")", " ").split()):
        if part in by_mail:
            return by_mail[part]
    return by_name.get(value, "")
