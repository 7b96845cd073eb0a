"""Two sets of frozen facts held against each other, field by field, in words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import day, listed
from implementation.gates import registry
from implementation.gates.figures import NOTHING, Figure, one_of
from implementation.gates.models import Criterion
from implementation.gates.thresholds import in_words

#: The plain fields of a frozen criterion that are compared, in words.
LABELS = {
    "title": _("Criterion"),
    "kind": _("Weighs as"),
    "weight": _("Weight"),
    "place": _("Position"),
    "state": _("Result"),
    "owner": _("Owner"),
    "judged_by": _("Judged by"),
    "verified_by": _("Verified by"),
    "files": _("Files"),
    "links": _("Links"),
}
GATE_LABELS = {
    "due": _("Decide by"),
    "quorum": _("Quorum"),
    "should_floor": _("Should-meet score asked for"),
    "score": _("Should-meet score"),
    "recycles": _("Recycled"),
    "version": _("Version of the criteria"),
    "approvers": _("Approvers"),
}
#: The figures of a criterion that people judge.
JUDGED = {
    "result": Figure(_("Judged as"), one_of(Criterion.Result.choices)),
    "verified": Figure(_("Verified")),
}


@dataclass(frozen=True)
class FieldChange:
    """One field: what it is called, what it was and what it is now, in words."""

    label: Any
    was: Any
    now: Any


def fields_of_criterion(was: dict, now: dict) -> Iterator[FieldChange]:
    for key, label in LABELS.items():
        if key in was and was[key] != now.get(key):
            yield FieldChange(label, _words(key, was[key]), _words(key, now.get(key)))
    check = registry.checks().get(now["check"])
    yield from _thresholds(was, now, check)
    yield from _figures(was, now, check)


def _thresholds(was: dict, now: dict, check: registry.Check | None) -> Iterator[FieldChange]:
    for name, old, new in _each(was.get("parameters"), now.get("parameters")):
        parameter = check.thresholds.get(name) if check else None
        label = parameter.label if parameter else registry.spelt(name)
        yield FieldChange(label, in_words(parameter, old), in_words(parameter, new))


def _figures(was: dict, now: dict, check: registry.Check | None) -> Iterator[FieldChange]:
    for name, old, new in _each(was.get("figures"), now.get("figures")):
        figure = check.figure(name) if check else JUDGED.get(name, Figure(registry.spelt(name)))
        if figure:
            yield FieldChange(figure.label, figure.told(_only(old, new)), figure.told(_only(new, old)))


def _each(old: dict | None, new: dict | None) -> Iterator[tuple[str, Any, Any]]:
    """What differs, by name, then and now; facts that do not know it at all are not compared."""
    if old is None or new is None:
        return
    for name in {**old, **new}:
        if old.get(name) != new.get(name):
            yield name, old.get(name), new.get(name)


def _only(value: Any, other: Any) -> Any:
    """Of many values by name, those that differ."""
    if not isinstance(value, dict):
        return value
    known = other if isinstance(other, dict) else {}
    return {name: item for name, item in value.items() if name not in known or known[name] != item}


def _words(key: str, value: Any) -> Any:
    if key == "kind":
        return str(Criterion.Kind(value).label)
    if key == "state":
        return str(Criterion.Result(value).label)
    if key == "files":
        return listed(item["name"] for item in value) or NOTHING
    if key == "links":
        return listed(item["title"] for item in value) or NOTHING
    if value in ("", None):
        return NOTHING
    return value if isinstance(value, dict) else str(value)


def fields_of_gate(facts: dict, now: dict) -> list[FieldChange]:
    """What the earlier facts do not know is not compared."""
    return [
        FieldChange(words, _gate_words(key, facts[key]), _gate_words(key, now[key]))
        for key, words in GATE_LABELS.items()
        if key in facts and facts[key] != now[key]
    ]


def _gate_words(key: str, value: Any) -> Any:
    if key == "approvers":
        return listed(f"{item['place']} {item['name']}" for item in value) or NOTHING
    if key == "due":
        return str(day(datetime.date.fromisoformat(value)))
    return NOTHING if value is None else str(value)
