"""Edits in the row: each field for itself, saved at once, never over what somebody else wrote in it; the last can be undone."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from change_mgmt.actions.stakeholders import EDIT, change_stakeholder
from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.columns import COLUMNS, Choices
from core import audit
from core.models import AuditEntry, User
from core.refusal import Refused, Stale
from core.text import say
from implementation.programme.models import Programme
from risks.register.saving import changed_by_others

UNDONE = "undone"


@dataclass(frozen=True)
class Difference:
    """What somebody else saved in a cell, beside what this person wanted there."""

    name: str
    words: Any
    theirs: str
    yours: str
    value: Any


class Conflict(Stale):
    def __init__(self, by: str, differences: list[Difference]):
        super().__init__(say(_("{name} saved this row first."), name=by))
        self.differences = differences


@transaction.atomic
def save_cells(stakeholder: Stakeholder, *, by: User, choices: Choices, seen_revision: int, **values: Any) -> list[Any]:
    """Save what differs from the row as it is now, and say it in words. What others wrote in other fields stays.

    Raises ``Conflict`` where they wrote in one of these.
    """
    audit.lock(stakeholder.scope_key)
    fresh = Stakeholder.objects.select_related("looked_after_by").get(pk=stakeholder.pk)
    changed = {name: value for name, value in values.items() if getattr(fresh, name) != value}
    theirs = {name.removesuffix("_id"): who for name, who in changed_by_others(fresh, by, seen_revision).items()}
    if both := [name for name in changed if name in theirs]:
        raise Conflict(theirs[both[0]], [_difference(fresh, name, changed[name], choices) for name in both])
    said = [_said(choices, name, getattr(fresh, name), value) for name, value in changed.items()]
    if changed:
        change_stakeholder(fresh, by=by, **changed)
    return said


def _said(choices: Choices, name: str, before: Any, after: Any) -> Any:
    column = COLUMNS[name]
    if column.kind == "text":
        return column.label
    words = {"before": choices.words(column, before) or "–", "after": choices.words(column, after) or "–"}
    return say(_("{what}: {before} to {after}"), what=column.label, **words)


def _difference(stakeholder: Stakeholder, name: str, value: Any, choices: Choices) -> Difference:
    column, sent = COLUMNS[name], getattr(value, "pk", value)
    theirs = choices.words(column, getattr(stakeholder, name))
    return Difference(name, column.label, theirs, choices.words(column, value), "" if sent is None else sent)


@transaction.atomic
def undo_last(programme: Programme, *, by: User) -> Stakeholder:
    """Put back what this person changed last, told by the audit trail. Raises ``Refused`` where there is nothing."""
    audit.lock(programme.scope_key)
    mine = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key, label="change_mgmt.stakeholder", actor=by, verb__in=("changed", UNDONE)
    )
    last = mine.order_by("-number").first()
    if last is None or last.verb == UNDONE:
        raise Refused(_("There is nothing of yours to undo in this register."))
    found = Stakeholder.objects.seen_by(by, programme).filter(pk=last.object_id).first()
    if found is None:
        raise Refused(_("There is nothing of yours to undo in this register."))
    now = audit.snapshot(found)
    if not by.has_perm(EDIT, found) or any(now.get(name) != value for name, value in last.after.items()):
        raise Refused(say(_("{name} was changed again since, so nothing was undone. Change it by hand."), name=found))
    fields = {Stakeholder._meta.get_field(name.removesuffix("_id")): value for name, value in last.before.items()}
    values = {field.attname: field.to_python(value) for field, value in fields.items()}
    return change_stakeholder(found, by=by, verb=UNDONE, **values)


__all__ = ["Conflict", "Difference", "save_cells", "undo_last"]
