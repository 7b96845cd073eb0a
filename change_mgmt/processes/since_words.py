"""What has changed since a version was frozen, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from change_mgmt.processes import since
from change_mgmt.processes.models import Fate, Lane, Process, Step
from change_mgmt.processes.words import time
from core.evidence import in_this_language
from core.text import listed


@dataclass(frozen=True)
class Told:
    kind: str
    part: Any
    title: str
    label: str
    was: str
    now: str


PARTS = {
    "head": gettext_lazy("The process"),
    "as_is": pgettext_lazy("side of a process", "As it is"),
    "to_be": gettext_lazy("As it shall be"),
    "fates": gettext_lazy("What becomes of it"),
    "lanes": gettext_lazy("Who acts"),
}
_MODELS = {"head": Process, "as_is": Step, "to_be": Step, "fates": Fate, "lanes": Lane}
_LABELS = {
    "number": gettext_lazy("Number"),
    "exits": gettext_lazy("Leads to"),
    "title": pgettext_lazy("step", "What happens"),
}


def changes_told(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Told]:
    return [
        Told(
            kind=change.kind,
            part=PARTS[change.part],
            title=change.title,
            label=_label(change),
            was=_value(change.name, change.was),
            now=_value(change.name, change.now),
        )
        for change in since.changes(old, new)
    ]


def _label(change: since.Change) -> str:
    if not change.name:
        return ""
    if change.name in _LABELS:
        return str(_LABELS[change.name])
    return str(_MODELS[change.part]._meta.get_field(change.name).verbose_name)


def _value(name: str, value: Any) -> str:
    if name in ("minutes", "waiting") and isinstance(value, int):
        return str(time(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Mapping):
        return in_this_language(dict(value)) if "to" not in value else _exit(value)
    if isinstance(value, list):
        return listed(_value(name, each) for each in value) or "–"
    return "–" if value in ("", None) else str(value)


def _exit(value: Mapping[str, Any]) -> str:
    to = str(value["to"] or _("End"))
    return f"{value['when']} → {to}" if value["when"] else to
