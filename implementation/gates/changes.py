"""What is not as it was frozen: by criterion, field by field, and about the gate itself."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from implementation.gates.checklist import URGENCY, Checklist
from implementation.gates.fields import FieldChange, fields_of_criterion, fields_of_gate


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
    """What changed about the gate itself."""
    return fields_of_gate(facts, checklist.facts)


def differences(before: list[dict], after: list[dict]) -> dict[int, Change]:
    """Two frozen lists of criteria compared; pure."""
    was = {item["id"]: item for item in before}
    now = {item["id"]: item for item in after}
    found = {}
    for number, item in now.items():
        if number not in was:
            found[number] = Change(item["title"], "now", _("Added"), now=item.get("evidence", ""))
        elif fields := list(fields_of_criterion(was[number], item)):
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
