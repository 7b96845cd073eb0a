"""What is not as it was frozen: by criterion, field by field, and about the gate itself."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import day, listed
from implementation.gates import registry
from implementation.gates.checklist import URGENCY, Checklist
from implementation.gates.models import Criterion
from implementation.gates.thresholds import NOTHING, in_words

#: The plain fields of a frozen criterion that are compared, in words.
LABELS = {
    "title": _("Criterion"),
    "kind": _("Weighs as"),
    "weight": _("Weight"),
    "place": _("Place"),
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


@dataclass(frozen=True)
class FieldChange:
    """One field: what it is called, what it was and what it is now, in words."""

    label: Any
    was: Any
    now: Any


@dataclass(frozen=True)
class Change:
    """How a criterion differs from its frozen state: ``tone`` ok (better), warn (worse) or now (other)."""

    title: Any
    tone: str
    words: Any
    was: Any = ""
    now: Any = ""
    fields: list[FieldChange] = field(default_factory=list)


def changed_since(facts: dict, checklist: Checklist) -> dict[int, Change]:
    """By criterion number: what is not as it was frozen; criteria that were added or removed since included."""
    return differences(facts["criteria"], checklist.facts["criteria"])


def gate_changes(facts: dict, checklist: Checklist) -> list[FieldChange]:
    """What changed about the gate itself; what the frozen facts do not know is not compared."""
    now = checklist.facts
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


def differences(before: list[dict], after: list[dict]) -> dict[int, Change]:
    """Two frozen lists of criteria compared; pure."""
    was = {item["id"]: item for item in before}
    now = {item["id"]: item for item in after}
    found = {}
    for number, item in now.items():
        if number not in was:
            found[number] = Change(item["title"], "now", _("Added"), now=item.get("evidence", ""))
        elif fields := list(_fields(was[number], item)):
            tone, words = _direction(was[number], item)
            evidence = was[number].get("evidence", ""), item.get("evidence", "")
            found[number] = Change(item["title"], tone, words, *evidence, fields)
    for number, item in was.items():
        if number not in now:
            found[number] = Change(item["title"], "now", _("Removed"), was=item.get("evidence", ""))
    return found


def _direction(was: dict, now: dict) -> tuple[str, Any]:
    better = URGENCY[now["state"]] - URGENCY[was["state"]] if "state" in was and "state" in now else 0
    if better:
        return ("ok", _("Better")) if better > 0 else ("warn", _("Worse"))
    return "now", _("Changed")


def _fields(was: dict, now: dict) -> Iterator[FieldChange]:
    for key, label in LABELS.items():
        if key in was and was[key] != now.get(key):
            yield FieldChange(label, _words(key, was[key]), _words(key, now.get(key)))
    check = registry.checks().get(now["check"])
    yield from _each(was, now, "parameters", lambda name: check and check.thresholds.get(name))
    yield from _each(was, now, "figures", lambda name: None, check.figures if check else {})


def _each(was: dict, now: dict, key: str, described, names: dict | None = None) -> Iterator[FieldChange]:
    """The thresholds, or the figures, one by one."""
    old, new = was.get(key), now.get(key)
    if old is None or new is None:
        return
    for name in [*old, *(name for name in new if name not in old)]:
        if old.get(name) == new.get(name):
            continue
        parameter = described(name)
        label = parameter.label if parameter else (names or {}).get(name, registry.spelt(name))
        yield FieldChange(
            label, in_words(parameter, old.get(name, NOTHING)), in_words(parameter, new.get(name, NOTHING))
        )


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
