"""Edits in the table: each field for itself, saved at once, never over what somebody else wrote in it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import actions, audit
from core.models import AuditEntry, User
from core.refusal import Refused, Stale
from core.text import say
from core.workflow import perform, steps_of
from risks.actions import RATING_FIELDS, rate
from risks.models import Risk
from risks.register.columns import COLUMNS
from risks.register.undoing import keep
from risks.register.values import Choices

CLOSED = _("This risk is closed: open it again first.")


@dataclass(frozen=True)
class Difference:
    """What somebody else saved in a cell, beside what this person wanted there."""

    name: str
    words: Any
    theirs: Any
    yours: Any
    value: Any


class Conflict(Stale):
    """Somebody else saved the same fields first. ``by`` is their name."""

    def __init__(self, risk: Risk, by: str, differences: list[Difference]):
        super().__init__(say(_("{name} saved this row first."), name=by))
        self.risk, self.by, self.differences = risk, by, differences


@transaction.atomic
def save_cells(
    risk: Risk, *, by: User, choices: Choices, seen_revision: int, step: str = "", **values: Any
) -> list[Any]:
    """Save what differs from the row as it is now and say it in words (“likelihood 5 to 4”); it can be undone.

    What others wrote since ``seen_revision`` in other fields stays beside it. Raises ``Conflict`` where they wrote in one of
    these; a change of one's own is none.
    """
    audit.lock(risk.scope_key)
    fresh = Risk.objects.select_related("owner", "programme").get(pk=risk.pk)
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    theirs = changed_by_others(fresh, by, seen_revision)
    both = [name for name in (*changed, *(["step"] if step else [])) if name in theirs]
    if both:
        differences = list(_differences(fresh, {name: changed.get(name, step) for name in both}, choices))
        raise Conflict(fresh, theirs[both[0]], differences)
    with keep(fresh.programme, by) as kept:
        kept.touch(fresh)
        return write(fresh, by=by, choices=choices, step=step, changed=changed)


def write(risk: Risk, *, by: User, choices: Choices, changed: dict[str, Any], step: str = "", note: str = "") -> list:
    """Write fields that differ, and take a step. The callers ask who else wrote."""
    if risk.state == Risk.State.CLOSED and changed:
        raise Refused(CLOSED)
    said = [say_change(choices, name, getattr(risk, name), value) for name, value in changed.items()]
    ratings = {name: value for name, value in changed.items() if name in RATING_FIELDS}
    others = {name: value for name, value in changed.items() if name not in RATING_FIELDS}
    if ratings:
        rate(risk, by=by, reason=note, **ratings)
    if others:
        actions.change(risk, permission="risks.edit_risk", by=by, note=note, **others)
    if step:
        before = risk.state
        perform(risk, step, by=by, note=note)
        said.append(say_change(choices, "step", before, risk.state))
    return said


def say_change(choices: Choices, name: str, before: Any, after: Any) -> Any:
    column = COLUMNS[name]
    if column.kind == "text":
        return column.label
    words = {"before": choices.words(column, before), "after": choices.words(column, after)}
    return say(_("{what}: {before} to {after}"), what=column.label, **words)


def changed_by_others(risk: Risk, by: User, seen_revision: int) -> dict[str, str]:
    """Field -> who else wrote in it since that revision; each revision has its entry in the audit trail."""
    newer = min(risk.revision - seen_revision, 200)
    if newer <= 0:
        return {}
    found: dict[str, str] = {}
    entries = AuditEntry.objects.filter(label=risk.label, object_id=risk.pk).order_by("-number")[:newer]
    for entry in entries:
        for name in {*entry.before, *entry.after}:
            field = {"owner_id": "owner", "state": "step"}.get(name, name)
            found.setdefault(field, "" if entry.actor_id == by.pk else entry.actor_name)
    return {name: who for name, who in found.items() if who}


def _differences(risk: Risk, wanted: dict[str, Any], choices: Choices) -> Iterator[Difference]:
    for name, value in wanted.items():
        column = COLUMNS[name]
        if name == "step":
            label = next(iter(steps_of(risk)[value]._django_fsm.transitions.values())).custom["label"]
            yield Difference("step", column.label, choices.words(column, risk.state), label, value)
            continue
        sent = value.isoformat() if isinstance(value, datetime.date) else getattr(value, "pk", value)
        theirs, yours = choices.words(column, getattr(risk, name)), choices.words(column, value)
        yield Difference(name, column.label, theirs, yours, "" if sent is None else sent)


__all__ = ["Conflict", "Difference", "changed_by_others", "save_cells", "say_change", "write"]
