"""The audit trail: one verb to write it, one to prove it.

Entries form a chain for each scope: every hash covers the entry and the hash before it, and the chain's row knows its length
and its last hash, so an entry that is changed, inserted, dropped or cut off the end is found.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from core.evidence import plain, sha256_of
from core.models import AuditChain, AuditEntry, FrozenFacts, Record

CHAINED = (
    "number",
    "at",
    "actor_id",
    "actor_name",
    "actor_role",
    "verb",
    "label",
    "object_id",
    "title",
    "before",
    "after",
    "note",
    "previous_hash",
)


def lock(scope_key: str) -> AuditChain:
    """Take the scope's chain for this transaction. Always the first lock taken, so that two writers cannot wait for each other."""
    AuditChain.objects.get_or_create(scope_key=scope_key)
    return AuditChain.objects.select_for_update().get(scope_key=scope_key)


def snapshot(record: models.Model) -> dict[str, Any]:
    """The record's own columns as JSON, without what it leaves out."""
    left_out = {"id", "revision", "facts", *getattr(record, "audit_leaves_out", ())}
    return {
        field.attname: plain(getattr(record, field.attname))
        if not isinstance(field, models.FileField)
        else str(getattr(record, field.attname))
        for field in record._meta.concrete_fields
        if field.attname not in left_out and field.name not in left_out
    }


def changed(before: dict, after: dict) -> tuple[dict, dict]:
    """Only the columns that differ, before and after."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {k: before[k] for k in keys if k in before}, {k: after[k] for k in keys if k in after}


def entry(record: Record, verb: str, *, by, before=None, after=None, note: str = "") -> AuditEntry:
    """Write one entry. ``by`` is a person, or None where the product itself acted."""
    chain = lock(record.scope_key)
    roles = ", ".join(sorted(record.roles_of(by))) if by else ""
    line = _line(chain, Written(record, verb, before, after, note), by=by, roles=roles)
    line.save()
    chain.save(update_fields=["length", "head"])
    return line


@dataclass(frozen=True)
class Written:
    """What one entry of many is about."""

    record: Record
    verb: str
    before: dict | None = None
    after: dict | None = None
    note: str = ""


def entries(scope: Record, lines: Iterable[Written], *, by) -> None:
    """Write many entries of one scope at once, for thousands of records that one press of a button makes or changes."""
    chain = lock(scope.scope_key)
    roles = ", ".join(sorted(scope.roles_of(by))) if by else ""
    AuditEntry.objects.bulk_create((_line(chain, line, by=by, roles=roles) for line in lines), batch_size=500)
    chain.save(update_fields=["length", "head"])


def _line(chain: AuditChain, written: Written, *, by, roles: str) -> AuditEntry:
    """The next entry of a chain, which it makes one longer; neither is saved yet."""
    line = AuditEntry(
        chain=chain,
        number=chain.length + 1,
        at=timezone.now(),
        actor=by,
        actor_name=by.name if by else "Pilotage",
        actor_role=roles,
        verb=written.verb,
        label=written.record.label,
        object_id=written.record.pk,
        title=str(written.record)[:250],
        before=plain(written.before or {}),
        after=plain(written.after or {}),
        note=written.note,
        previous_hash=chain.head,
    )
    line.hash = hash_of(line)
    chain.length, chain.head = line.number, line.hash
    return line


def hash_of(line: AuditEntry) -> str:
    return sha256_of({name: getattr(line, name) for name in CHAINED})


def broken_links() -> Iterator[str]:
    """What does not hold, the first break of each chain first; nothing when all is whole."""
    for chain in AuditChain.objects.order_by("pk"):
        yield from _chain_breaks(chain)
    for model in apps.get_models():
        if issubclass(model, FrozenFacts):
            yield from _frozen_breaks(model)


def _chain_breaks(chain: AuditChain) -> Iterator[str]:
    previous, count = "", 0
    for line in chain.entries.order_by("number").iterator():
        count += 1
        if line.number != count:
            yield f"{chain.scope_key}: entry {count} is missing"
            return
        if line.previous_hash != previous or line.hash != hash_of(line):
            yield f"{chain.scope_key}: entry {line.number} ({line.verb} {line.title}) was altered"
            return
        previous = line.hash
    if count != chain.length or previous != chain.head:
        yield f"{chain.scope_key}: the chain ends at entry {count}, {chain.length} were written"


def _is_as_written(record: FrozenFacts, written: dict[str, Any]) -> bool:
    """A column that was added later is not in the entry: it must still hold what a new column begins with."""
    now = snapshot(record)
    later = {f.attname: plain(f.get_default()) for f in record._meta.concrete_fields if f.attname not in written}
    return now == written | {name: value for name, value in later.items() if name in now}


def _frozen_breaks(model: type[FrozenFacts]) -> Iterator[str]:
    label = model._meta.label_lower
    written = {line.object_id: line.after for line in AuditEntry.objects.filter(label=label, verb="created").iterator()}
    for record in model._default_manager.order_by("pk").iterator():
        if not record.facts_hold:
            yield f"{label} {record.pk} ({record}): its frozen facts were altered"
        elif record.pk not in written:
            yield f"{label} {record.pk} ({record}): no audit entry says that it was made"
        elif not _is_as_written(record, written[record.pk]):
            yield f"{label} {record.pk} ({record}): the record was altered"
    missing = set(written) - set(model._default_manager.values_list("pk", flat=True))
    yield from (f"{label} {pk}: the record was deleted" for pk in sorted(missing))
