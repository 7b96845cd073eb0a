"""What is no transition: a record made, changed or taken away. Each is one transaction with one audit entry."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit, notifications
from core.models import Record, User
from core.refusal import Refused, Stale

R = TypeVar("R", bound=Record)
_after_create: list[Callable[[Record, User | None], None]] = []


def after_create(function: Callable[[Record, User | None], None]):
    """Register ``function(record, by)`` for what follows from a new record of any kind, in the same transaction."""
    _after_create.append(function)
    return function


def _ask(by: User | None, permission: str, record: Record) -> None:
    if by is not None and not by.has_perm(permission, record):
        raise PermissionDenied


@transaction.atomic
def create(record: R, *, permission: str, by: User | None, note: str = "", verb: str = "created") -> R:
    """Check, save and put on record. Raises ValidationError, PermissionDenied."""
    _ask(by, permission, record)
    audit.lock(record.scope_key)
    record.full_clean(validate_unique=True)
    record.save()
    kept = type(record)._default_manager.get(pk=record.pk)
    audit.entry(record, verb, by=by, after=audit.snapshot(kept), note=note)
    notifications.tell(record, verb, by=by, note=note)
    for function in _after_create:
        function(record, by)
    return record


@transaction.atomic
def change(
    record: R,
    *,
    permission: str,
    by: User | None,
    note: str | None = None,
    seen_revision: int | None = None,
    verb: str = "changed",
    **fields: Any,
) -> R:
    """Set fields on the row as it is now, save, and put the differences on record; nothing different writes nothing.

    ``seen_revision`` is the revision that the person's form was filled from: when somebody saved in between, ``Stale``.
    ``note`` says why, for the audit trail; where the record has a field of that name, it is written there too.
    """
    _ask(by, permission, record)
    if note is not None and any(field.name == "note" for field in record._meta.fields):
        fields["note"] = note
    audit.lock(record.scope_key)
    fresh = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    before, unseen = audit.snapshot(fresh), [getattr(fresh, name) for name in fresh.audit_leaves_out]
    for name, value in fields.items():
        setattr(fresh, name, value)
    _ask(by, permission, fresh)
    fresh.full_clean()
    old, new = audit.changed(before, audit.snapshot(fresh))
    if old or new or unseen != [getattr(fresh, name) for name in fresh.audit_leaves_out]:
        fresh.revision += 1
        fresh.save()
        audit.entry(fresh, verb, by=by, before=old, after=new, note=note or "")
        notifications.tell(fresh, verb, by=by, note=note or "")
    record.__dict__.update(fresh.__dict__)
    return fresh


@transaction.atomic
def remove(record: Record, *, permission: str, by: User | None, note: str = "") -> None:
    _ask(by, permission, record)
    audit.lock(record.scope_key)
    if not type(record)._base_manager.filter(pk=record.pk).exists():
        raise Refused(_("Somebody else was first: this is removed already."))
    audit.entry(record, "removed", by=by, before=audit.snapshot(record), note=note)
    notifications.tell(record, "removed", by=by, note=note)
    record.delete()
