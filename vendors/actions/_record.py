"""What the actions of this app share: a whole sheet changed under one audit entry."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core import audit
from core.models import Record, User
from core.refusal import Stale


def ask(by: User, permission: str, record: Record) -> None:
    if not by.has_perm(permission, record):
        raise PermissionDenied


def take(record: Record, *, seen_revision: int | None = None) -> Record:
    """Lock and re-read. Raises Stale when somebody saved since the person's page was filled."""
    audit.lock(record.scope_key)
    fresh = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if seen_revision is not None and fresh.revision != seen_revision:
        raise Stale(_("Someone else saved this first. Your entries are below; look at both before you save again."))
    return fresh


def keep(record: Record, verb: str, *, by: User, before: dict, after: dict, note: str = "") -> None:
    """One audit entry for everything that differs, and a new revision; nothing different writes nothing."""
    old, new = audit.changed(before, after)
    if not old and not new:
        return
    record.revision += 1
    record.save()
    audit.entry(record, verb, by=by, before=old, after=new, note=note)
