"""A file of costs: kept and looked at, taken in, undone."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.budget.actions.watch import watch
from implementation.budget.cost_import import LIMITS, Look, look_into
from implementation.budget.models import ActualCost, ActualImport
from implementation.budget.months import month_of
from implementation.programme.models import Programme

IMPORT = "budget.import_costs"


@transaction.atomic
def dry_run(programme: Programme, *, upload: UploadedFile, by: User) -> ActualImport:
    """Read the file, keep it with what was found, and enter nothing. Raises ``Unreadable`` for the file as a whole."""
    if not by.has_perm(IMPORT, programme):
        raise PermissionDenied
    if upload.size > LIMITS.file_bytes:
        raise Refused(_("The file is larger than 5 MB. Split it by year."))
    content = upload.read()
    look = look_into(programme, upload.name, content)
    upload.seek(0)
    batch = ActualImport(
        programme=programme,
        file=upload,
        file_name=PurePath(upload.name.replace("\\", "/")).name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        **_found(look),
    )
    return actions.create(batch, permission=IMPORT, by=by, verb="looked at")


def _found(look: Look) -> dict[str, Any]:
    return {
        "mapping": look.mapping,
        "rows": look.reading.rows,
        "added": len(look.lines),
        "doubles": len(look.reading.doubles),
        "problems": look.problems,
    }


def look_again(batch: ActualImport, mapping: dict[str, Any] | None = None) -> Look:
    """The file as it would be read now. Raises ``Refused`` where it was altered since."""
    with batch.file.open("rb") as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != batch.sha256:
        raise Refused(_("The file was altered since it was looked at. Upload it again."))
    return look_into(batch.programme, batch.file_name, content, mapping or batch.mapping)


@transaction.atomic
def map_columns(batch: ActualImport, *, mapping: dict[str, Any], by: User) -> ActualImport:
    """Say which column holds what and whether doubles count, and look again."""
    audit.lock(batch.scope_key)
    batch = ActualImport.objects.select_related("programme__organisation").get(pk=batch.pk)
    _still_open(batch)
    found = _found(look_again(batch, mapping))
    return actions.change(batch, permission=IMPORT, by=by, verb="looked at", **found)


def _still_open(batch: ActualImport) -> None:
    if batch.state != ActualImport.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))


@transaction.atomic
def take_in(batch: ActualImport, *, by: User) -> ActualImport:
    """Enter every row that is new, or none."""
    if not by.has_perm(IMPORT, batch):
        raise PermissionDenied
    audit.lock(batch.scope_key)
    batch = ActualImport.objects.select_related("programme__organisation").get(pk=batch.pk)
    _still_open(batch)
    look = look_again(batch)
    if look.missing or look.problems:
        raise Refused(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
    if not look.lines:
        raise Refused(_("Every row of this file is on record already: there is nothing to import."))
    ActualCost.objects.bulk_create(
        (
            ActualCost(
                programme=batch.programme,
                on=line.on,
                month=month_of(line.on),
                category=line.category,
                amount=line.amount,
                supplier=line.supplier,
                reference=line.reference,
                note=line.note,
                package_id=line.package,
                batch=batch,
                by=by,
            )
            for line in look.lines
        ),
        batch_size=500,
    )
    done = perform(batch, "confirm", by=by, **_found(look))
    watch(batch.programme)
    return done


@transaction.atomic
def undo_import(batch: ActualImport, *, by: User) -> ActualImport:
    """Take the entries of the file out again; refused once one of them was struck out or reversed."""
    audit.lock(batch.scope_key)
    batch = ActualImport.objects.select_related("programme__organisation").get(pk=batch.pk)
    made = ActualCost.objects.filter(batch=batch)
    touched = made.exclude(state=ActualCost.State.COUNTED, revision=0) | made.filter(reversals__isnull=False)
    if count := touched.distinct().count():
        raise Refused(
            _("%(n)d entries of this file were corrected since: an import is undone only while nobody touched it.")
            % {"n": count}
        )
    done = perform(batch, "undo", by=by)
    made.delete()
    watch(batch.programme)
    return done


def discard_import(batch: ActualImport, *, by: User) -> ActualImport:
    return perform(batch, "discard", by=by)
