"""A file of weekly figures: kept and looked at, taken in, undone."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.evidence import plain
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.models import Programme
from implementation.rollout.adoption_import import (
    KEPT_AS,
    LIMITS,
    Look,
    figures_of,
    key_of,
    look_into,
    pilot_at,
    pilots_in,
)
from implementation.rollout.models import AdoptionFigure, AdoptionImport

#: What an undone import puts back.
COLUMNS = ("pilot_id", *KEPT_AS.values())


@transaction.atomic
def dry_run(programme: Programme, *, upload: UploadedFile, by: User) -> AdoptionImport:
    """Read the file, keep it with what was found, and write no figure. Raises ``Unreadable`` for the file as a whole."""
    if not by.has_perm("rollout.import_adoption", programme):
        raise PermissionDenied
    if upload.size > LIMITS.file_bytes:
        raise Refused(_("The file is larger than 5 MB. Split it by year."))
    content = upload.read()
    look = look_into(programme, upload.name, content)
    upload.seek(0)
    batch = AdoptionImport(
        programme=programme,
        file=upload,
        file_name=PurePath(upload.name.replace("\\", "/")).name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        **_found(look),
    )
    return actions.create(batch, permission="rollout.import_adoption", by=by, verb="looked at")


def _found(look: Look) -> dict[str, Any]:
    return {
        "mapping": look.mapping,
        "rows": look.reading.rows,
        "added": len(look.changes.new),
        "replaced": len(look.changes.replaced),
        "unchanged": look.changes.unchanged,
        "problems": look.problems,
    }


def look_again(batch: AdoptionImport, mapping: dict[str, Any] | None = None) -> Look:
    """The file as it would be read now. Raises ``Refused`` where it was altered since."""
    with batch.file.open("rb") as kept:
        content = kept.read()
    if hashlib.sha256(content).hexdigest() != batch.sha256:
        raise Refused(_("The file was altered since it was looked at. Upload it again."))
    return look_into(batch.programme, batch.file_name, content, mapping or batch.mapping)


@transaction.atomic
def map_columns(batch: AdoptionImport, *, mapping: dict[str, Any], by: User) -> AdoptionImport:
    """Say which column holds what and what names stand for, and look again."""
    audit.lock(batch.scope_key)
    batch = AdoptionImport.objects.get(pk=batch.pk)
    _still_open(batch)
    return actions.change(
        batch, permission="rollout.import_adoption", by=by, verb="looked at", **_found(look_again(batch, mapping))
    )


def _still_open(batch: AdoptionImport) -> None:
    if batch.state != AdoptionImport.State.DRY_RUN:
        raise Refused(_("This file was imported or discarded already."))


@transaction.atomic
def take_in(batch: AdoptionImport, *, by: User) -> AdoptionImport:
    """Write every row that is new or different, or none."""
    if not by.has_perm("rollout.import_adoption", batch):
        raise PermissionDenied
    audit.lock(batch.scope_key)
    batch = AdoptionImport.objects.select_related("programme__organisation").get(pk=batch.pk)
    _still_open(batch)
    look = look_again(batch)
    if look.missing or look.problems:
        raise Refused(_("Rows of this file cannot be used. Mend them in the file and upload it again."))
    written = _write(batch, look)
    return perform(batch, "confirm", by=by, written=written, **_found(look))


def _write(batch: AdoptionImport, look: Look) -> list[list[Any]]:
    """[id, revision afterwards, what it was before or None] of every figure that was written."""
    pilots = pilots_in(batch.programme)
    new = [
        AdoptionFigure(
            module_id=line.module,
            department_id=line.department,
            pilot_id=pilot_at(line, pilots) if line.department else line.pilot,
            week=line.week,
            **{KEPT_AS[name]: value for name, value in line.values.items()},
        )
        for line in look.changes.new.values()
    ]
    made = AdoptionFigure.objects.bulk_create(new, batch_size=1000)
    written: list[list[Any]] = [[figure.pk, figure.revision, None] for figure in made]
    changed = []
    for figure in figures_of(batch.programme, {line.week for line in look.changes.replaced.values()}):
        line = look.changes.replaced.get(key_of(figure))
        if line is None:
            continue
        before = {name: getattr(figure, name) for name in COLUMNS}
        for name, value in line.values.items():
            setattr(figure, KEPT_AS[name], value)
        figure.revision += 1
        changed.append(figure)
        written.append([figure.pk, figure.revision, plain(before)])
    AdoptionFigure.objects.bulk_update(changed, [*KEPT_AS.values(), "revision"], batch_size=500)
    return written


@transaction.atomic
def undo_import(batch: AdoptionImport, *, by: User) -> AdoptionImport:
    """Put every figure of the file back as it was; refused once a newer entry touched one of them."""
    audit.lock(batch.scope_key)
    batch = AdoptionImport.objects.get(pk=batch.pk)
    figures = AdoptionFigure.objects.in_bulk([pk for pk, _revision, _before in batch.written])
    touched = sum(pk not in figures or figures[pk].revision != revision for pk, revision, _before in batch.written)
    if touched:
        raise Refused(
            _("%(n)d figures of this file were changed since: an import is undone only while nothing newer touched it.")
            % {"n": touched}
        )
    back = []
    for pk, _revision, before in batch.written:
        if before is None:
            continue
        for name in COLUMNS:
            setattr(figures[pk], name, before[name])
        figures[pk].revision += 1
        back.append(figures[pk])
    done = perform(batch, "undo", by=by)
    AdoptionFigure.objects.bulk_update(back, [*KEPT_AS.values(), "pilot", "revision"], batch_size=500)
    AdoptionFigure.objects.filter(pk__in=[pk for pk, _revision, before in batch.written if before is None]).delete()
    return done


def discard(batch: AdoptionImport, *, by: User) -> AdoptionImport:
    return perform(batch, "discard", by=by)
