"""Handing a process in, and signing it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.facts import facts_of
from change_mgmt.processes.models import Process, ProcessSignature, ProcessVersion
from core import actions, audit
from core.models import User
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.gates.signing import signature


@transaction.atomic
def hand_in(process: Process, *, by: User) -> ProcessVersion:
    """Freeze the process as it is drawn now as its next version, and ask for the signature."""
    audit.lock(process.scope_key)
    perform(process, "hand_in", by=by, handed_in_by=by)
    fresh = Process.objects.select_related("programme__organisation", "owner").get(pk=process.pk)
    last = fresh.versions.aggregate(last=Max("number"))["last"] or 0
    version = ProcessVersion(
        **signature(fresh.programme, by), process=fresh, number=last + 1, facts=facts_of(blueprint(fresh))
    )
    return actions.create(version, permission="processes.edit_process", by=by)


@transaction.atomic
def sign(process: Process, *, version: int, by: User) -> ProcessSignature:
    """Put a name under the version that was read. ``version`` is the number that the page showed."""
    audit.lock(process.scope_key)
    fresh = Process.objects.select_related("programme").get(pk=process.pk)
    if not by.has_perm("processes.sign_process", fresh):
        raise PermissionDenied
    perform(fresh, "sign", by=by)
    latest = fresh.versions.first()
    if latest is None:
        raise Refused(_("Nothing is handed in."))
    if latest.number != version:
        raise Stale(_("A newer version was handed in since: read that one before you sign."))
    facts = {"process": fresh.name, "version": latest.number, "facts_sha256": latest.facts_sha256}
    signed = ProcessSignature(**signature(fresh.programme, by), version=latest, facts=facts)
    actions.create(signed, permission="processes.sign_process", by=by)
    process.__dict__.update(fresh.__dict__)
    return signed
