"""The audit trail in words: what is kept stays as it was written; the page shows it in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.template.defaultfilters import yesno
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.models import AuditEntry
from core.workflow import steps_of

#: What people did that is no step of a model, by the verb that is kept.
VERBS = {
    "accepted": pgettext_lazy("audit", "Accepted"),
    "acknowledged": pgettext_lazy("audit", "Acknowledged"),
    "alarms": pgettext_lazy("audit", "Alarms changed"),
    "amounts changed": pgettext_lazy("audit", "Amounts changed"),
    "answered": pgettext_lazy("audit", "Answered"),
    "approvers named": pgettext_lazy("audit", "Approvers named"),
    "changed": pgettext_lazy("audit", "Changed"),
    "chosen": pgettext_lazy("audit", "Chosen"),
    "clauses noted": pgettext_lazy("audit", "Clauses noted"),
    "computed": pgettext_lazy("audit", "Computed"),
    "concluded": pgettext_lazy("audit", "Said what it has shown"),
    "contacts named": pgettext_lazy("audit", "Contacts named"),
    "costs asked for": pgettext_lazy("audit", "Costs asked for"),
    "created": pgettext_lazy("audit", "Created"),
    "escalated": pgettext_lazy("audit", "Escalated"),
    "drafted": pgettext_lazy("audit", "Drafted"),
    "drawn": pgettext_lazy("audit", "Files drawn"),
    "drawn again": pgettext_lazy("audit", "Files drawn again"),
    "evaluators named": pgettext_lazy("audit", "Evaluators named"),
    "forecast back within tolerance": pgettext_lazy("audit", "Forecast back within its tolerance"),
    "forecast left tolerance": pgettext_lazy("audit", "Forecast left its tolerance"),
    "handed over": pgettext_lazy("audit", "Handed over"),
    "imported": pgettext_lazy("audit", "Imported"),
    "judged": pgettext_lazy("audit", "Judged"),
    "lines changed": pgettext_lazy("audit", "Lines changed"),
    "looked at": pgettext_lazy("audit", "File looked at"),
    "measured": pgettext_lazy("audit", "Measured"),
    "moved": pgettext_lazy("audit", "Moved"),
    "moved along": pgettext_lazy("audit", "Moved along"),
    "needs set": pgettext_lazy("audit", "Needs set"),
    "offer taken": pgettext_lazy("audit", "Offer taken in"),
    "pasted": pgettext_lazy("audit", "Pasted"),
    "given time": pgettext_lazy("audit", "Given time"),
    "questions picked": pgettext_lazy("audit", "Questions picked"),
    "taken away": pgettext_lazy("audit", "Taken away"),
    "put back": pgettext_lazy("audit", "Put back"),
    "proposed": pgettext_lazy("audit", "Proposed"),
    "raised": pgettext_lazy("audit", "Raised"),
    "rated": pgettext_lazy("audit", "Rated"),
    "reached": pgettext_lazy("audit", "Reached"),
    "not reached": pgettext_lazy("audit", "Not reached after all"),
    "rehearsed": pgettext_lazy("audit", "Rehearsed"),
    "reminded": pgettext_lazy("audit", "Reminded"),
    "sent again": pgettext_lazy("audit", "Sent anew"),
    "written": pgettext_lazy("audit", "Text written"),
    "removed": pgettext_lazy("audit", "Removed"),
    "reviewed": pgettext_lazy("audit", "Review asked for"),
    "rolled on": pgettext_lazy("audit", "Rolled on"),
    "scored": pgettext_lazy("audit", "Scored"),
    "seen": pgettext_lazy("audit", "Read"),
    "set": pgettext_lazy("audit", "Set"),
    "signed up": pgettext_lazy("audit", "Signed up"),
    "submitted": pgettext_lazy("audit", "Submitted"),
    "tasks chosen": pgettext_lazy("audit", "Tasks chosen"),
    "tiers set": pgettext_lazy("audit", "Tiers set"),
    "verified": pgettext_lazy("audit", "Verified"),
    "weighed": pgettext_lazy("audit", "Weighed"),
    "applied": pgettext_lazy("audit", "Applied"),
    "assigned": pgettext_lazy("audit", "Given by a rule"),
    "not applied": pgettext_lazy("audit", "Found nobody to give it to"),
    "readers named": pgettext_lazy("audit", "Readers named"),
    "told back": pgettext_lazy("audit", "Told back"),
    "undone": pgettext_lazy("audit", "Undone"),
    "reviewers named": pgettext_lazy("audit", "Reviewers named"),
    "withdrawn": pgettext_lazy("audit", "Withdrawn"),
    "left": pgettext_lazy("audit", "Marked as left"),
    "back": pgettext_lazy("audit", "Brought back"),
    "forgotten": pgettext_lazy("audit", "Forgotten"),
    "people told": pgettext_lazy("audit", "People told"),
    "staff imported": pgettext_lazy("audit", "Table of people brought in"),
}


def verb_words(label: str, verb: str) -> Any:
    """What the button of the step says, or the word for what is no step; an unknown verb stays as it is."""
    model = _model(label)
    step = steps_of(model).get(verb) if model else None
    if step is not None:
        for transition in step._django_fsm.transitions.values():
            if words := transition.custom.get("label"):
                return words
    return VERBS.get(verb, verb)


def kind_words(label: str) -> Any:
    """What kind of record it is, where its model has a name that people read; otherwise the label."""
    model = _model(label)
    words = model._meta.verbose_name if model else label
    return words if isinstance(words, Promise) else label


def field_words(label: str, key: str) -> Any:
    field = _field(label, key)
    return field.verbose_name if field is not None and isinstance(field.verbose_name, Promise) else key


def value_words(label: str, key: str, value: Any) -> Any:
    """A chosen value in the words of its choices; everything else as it was kept."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return yesno(value)
    field = _field(label, key)
    if field is None or not isinstance(value, str):
        return value
    return dict(field.flatchoices).get(value, value)


@dataclass(frozen=True)
class Line:
    """An entry of the trail as the page shows it."""

    entry: AuditEntry

    @property
    def actor(self) -> str:
        """The name that was kept; the product's own in the reader's language."""
        return self.entry.actor_name if self.entry.actor_id else _("Pilotage")

    @property
    def verb(self) -> Any:
        return verb_words(self.entry.label, self.entry.verb)

    @property
    def kind(self) -> Any:
        return kind_words(self.entry.label)

    @property
    def fields(self) -> Iterator[tuple[Any, Any]]:
        for key, value in self.entry.after.items():
            yield field_words(self.entry.label, key), value_words(self.entry.label, key, value)


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None


def _field(label: str, key: str) -> Field | None:
    model = _model(label)
    if model is None:
        return None
    return next((field for field in model._meta.concrete_fields if key in (field.name, field.attname)), None)
