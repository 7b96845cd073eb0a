"""A process itself: made, changed, opened for a change."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from change_mgmt.processes.models import Process
from core import actions, audit
from core.access import require
from core.models import Record, User
from core.refusal import Refused
from core.text import listed
from core.workflow import perform
from implementation.programme.models import Department

PERMISSION = "processes.edit_process"


@transaction.atomic
def create_process(process: Process, *, departments: Iterable[Department] = (), by: User) -> Process:
    chosen = _of_this_organisation(process, departments)
    note = listed(department.name for department in chosen)
    made = actions.create(process, permission="processes.new_process", by=by, note=note)
    made.departments.set(chosen)
    return made


@transaction.atomic
def change_process(
    process: Process,
    *,
    departments: Iterable[Department],
    by: User,
    seen_revision: int | None = None,
    **fields: Any,
) -> Process:
    """Change the head of a process and its departments with one audit entry, whichever of the two differ."""
    chosen = _of_this_organisation(process, departments)
    audit.lock(process.scope_key)
    revision = Process.objects.values_list("revision", flat=True).get(pk=process.pk)
    fresh = opened(process, by=by)
    if seen_revision == revision:
        seen_revision = fresh.revision
    return change_with_many(
        fresh, "departments", chosen, permission=PERMISSION, by=by, seen_revision=seen_revision, **fields
    )


def _of_this_organisation(process: Process, departments: Iterable[Department]) -> list[Department]:
    chosen = list(departments)
    if any(department.organisation_id != process.programme.organisation_id for department in chosen):
        raise Refused(_("Choose departments of this organisation."))
    return chosen


def opened(process: Process, *, by: User) -> Process:
    """The process, ready to be changed: one that is signed is opened for its next version first.

    Takes the lock of the programme, so that what is read afterwards stays as it is until the end of the transaction.
    """
    require(by, PERMISSION, process)
    audit.lock(process.scope_key)
    fresh = Process.objects.select_related("programme__organisation").get(pk=process.pk)
    if fresh.state == Process.State.WAITING:
        raise Refused(_("It waits for a signature: take it back before you change it."))
    if fresh.state == Process.State.DROPPED:
        raise Refused(_("This process is dropped: take it up again before you change it."))
    if fresh.state == Process.State.SIGNED:
        perform(fresh, "reopen", by=by)
    return fresh


def change_with_many(
    record: Record,
    name: str,
    chosen: list,
    *,
    permission: str,
    by: User,
    seen_revision: int | None = None,
    **fields: Any,
) -> Any:
    """Change a record and the records that one of its fields names, with one audit entry."""
    rows = getattr(record, name)
    differ = {row.pk for row in chosen} != set(rows.values_list("pk", flat=True))
    note = listed(str(row) for row in chosen) if differ else None
    before = type(record)._default_manager.values_list("revision", flat=True).get(pk=record.pk)
    changed = actions.change(record, permission=permission, by=by, note=note, seen_revision=seen_revision, **fields)
    if differ:
        getattr(changed, name).set(chosen)
        if changed.revision == before:
            changed.revision += 1
            changed.save(update_fields=["revision"])
            audit.entry(changed, "changed", by=by, note=note or "")
    return changed
