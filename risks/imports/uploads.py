"""Uploading a register, correcting how it is read, putting it away."""

import datetime
import hashlib
import posixpath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.sheets import read
from implementation.programme.models import Programme
from risks.imports.plan import Plan, suggest
from risks.imports.tables import Table, kept
from risks.models import ImportSheet, RiskImport


def upload(programme: Programme, *, name: str, data: bytes, by: User) -> RiskImport:
    """Read a file and suggest how to understand it. Raises ``Unreadable`` with a sentence; nothing is kept then."""
    if not by.has_perm("risks.edit_risk", programme):
        raise PermissionDenied
    name = posixpath.basename(name.replace("\\", "/")).replace("\x00", "").strip()[-200:]
    sheets = read(name, data)
    with transaction.atomic():
        mark = hashlib.sha256(data).hexdigest()
        record = RiskImport(programme=programme, name=name or _("File"), sha256=mark, by=by, at=timezone.now())
        actions.create(record, permission="risks.edit_risk", by=by)
        found = [ImportSheet(record=record, position=place, **kept(sheet)) for place, sheet in enumerate(sheets)]
        ImportSheet.objects.bulk_create(found)
        record.plan = suggest(programme, [Table(sheet) for sheet in found])
        RiskImport.objects.filter(pk=record.pk).update(plan=record.plan)
    return record


@transaction.atomic
def correct(record: RiskImport, plan: Plan, *, by: User) -> None:
    """Keep another plan for the same file. It is no record of its own: what comes of it is."""
    if not by.has_perm("risks.edit_risk", record):
        raise PermissionDenied
    audit.lock(record.scope_key)
    if not RiskImport.objects.filter(pk=record.pk, state=RiskImport.State.DRAFT).update(plan=plan):
        raise Refused(_("This file was imported already."))
    record.plan = plan


def discard(record: RiskImport, *, by: User | None) -> None:
    """Put an upload away before it is imported; ``by`` is None where its days are over."""
    with transaction.atomic():
        audit.lock(record.scope_key)
        fresh = RiskImport.objects.get(pk=record.pk)
        if not fresh.is_draft:
            raise Refused(_("This file was imported already."))
        actions.remove(fresh, permission="risks.edit_risk", by=by)


def discard_old(today: datetime.date | None = None) -> int:
    """Delete uploads whose days are over. Safe to run at any time."""
    found: Any = RiskImport.objects.filter(state=RiskImport.State.DRAFT, delete_on__lt=today or timezone.localdate())
    count = 0
    for record in found.select_related("programme"):
        discard(record, by=None)
        count += 1
    return count
