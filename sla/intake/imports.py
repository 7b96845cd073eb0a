"""What people do with a file of measurements: bring it, say how it is read, import it or not, take it out again."""

import hashlib
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.sheets import Unreadable
from core.workflow import perform
from sla.intake import runs
from sla.intake.guessing import Guess, guess, look
from sla.intake.jobs import work
from sla.intake.mapping import Mapping, from_json
from sla.intake.reasons import Reason, UnusableFile
from sla.intake.runs import Job
from sla.intake.sentences import REASONS
from sla.models import Agreement, EventImport, MeasurementSource

#: Files up to this size, in bytes, are worked on while the person waits.
AT_ONCE = 256 * 1024
MEBIBYTE = 1024 * 1024


def sentence(refused: UnusableFile) -> str:
    return str(REASONS[refused.reason]) % {"most": settings.MEASUREMENT_FILE_MAX_BYTES // MEBIBYTE}


def bring(
    agreement: Agreement, *, upload: UploadedFile, source_note: str, by: User, origin: MeasurementSource | None = None
) -> tuple[EventImport, Guess]:
    """Keep the file with a first idea of how it is read. Raises ValidationError where nothing of it can be used."""
    if not by.has_perm("sla.import_events", agreement):
        raise PermissionDenied
    name = PurePath(upload.name.replace("\\", "/")).name[-200:]
    found = _first_look(upload, name, origin)
    upload.seek(0)
    batch = EventImport(
        agreement=agreement,
        state=EventImport.State.UPLOADED,
        file=upload,
        file_name=name,
        size=upload.size,
        sha256=_sha256(upload),
        source_note=source_note,
        origin=origin,
        mapping=found.mapping.as_json(),
        by=by,
    )
    return actions.create(batch, permission="sla.import_events", by=by, verb="looked at"), found


def _first_look(upload: UploadedFile, name: str, origin: MeasurementSource | None) -> Guess:
    if upload.size > settings.MEASUREMENT_FILE_MAX_BYTES:
        raise ValidationError(sentence(UnusableFile(Reason.TOO_LARGE)))
    known = from_json(origin.mapping) if origin and origin.mapping else None
    try:
        return guess(upload, name=name, now=timezone.now(), known=known)
    except UnusableFile as refused:
        raise ValidationError(sentence(refused)) from refused
    except Unreadable as refused:
        raise ValidationError(str(refused)) from refused


def _sha256(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()


def first_rows(batch: EventImport, mapping: Mapping, *, fresh: bool = False) -> Guess:
    """The kept file under a mapping. Raises UnusableFile, Unreadable."""
    with batch.file.open("rb") as stream:
        return look(stream, mapping, name=batch.file_name, now=timezone.now(), fresh=fresh)


@transaction.atomic
def read_as(batch: EventImport, mapping: Mapping, *, by: User, remember: str = "") -> EventImport:
    """Put the file into the queue to be read this way; ``remember`` is the name of the source that is to be read so."""
    audit.lock(batch.scope_key)
    origin = _remembered(batch, mapping, remember.strip()[:120], by=by) if remember.strip() else batch.origin
    batch = perform(batch, "read", by=by, mapping=mapping.as_json(), origin=origin)
    _queue(batch, Job.READ, by=by)
    return batch


def _remembered(batch: EventImport, mapping: Mapping, name: str, *, by: User) -> MeasurementSource:
    kept = {
        "mapping": mapping.as_json(),
        "kind": mapping.kind,
        "zone": mapping.zone,
        "monitor": mapping.monitor,
        "note": batch.source_note,
    }
    there = MeasurementSource.objects.filter(agreement=batch.agreement, name=name).first()
    if there is None:
        source = MeasurementSource(agreement=batch.agreement, name=name, **kept)
        return actions.create(source, permission="sla.import_events", by=by)
    changed = actions.change(there, permission="sla.import_events", by=by, **kept)
    # What is left out of the trail is no difference to it.
    MeasurementSource.objects.filter(pk=there.pk).update(mapping=kept["mapping"])
    return changed


def start_import(batch: EventImport, *, by: User, leave_out: bool = False) -> None:
    """Ask for its rows to be switched in. Rows that cannot be used are left out only when the person says so."""
    if not by.has_perm("sla.import_events", batch):
        raise PermissionDenied
    with transaction.atomic():
        audit.lock(batch.scope_key)
        batch.refresh_from_db(fields=["bad", "revision"])
        state = EventImport.objects.values_list("state", flat=True).get(pk=batch.pk)
        if state != EventImport.State.DRY_RUN or _is_at_work(batch):
            raise Refused(_("This file was imported or discarded already."))
        if batch.bad and not leave_out:
            raise Refused(
                _("Rows of this file cannot be used. Mend them in the file and upload it again, or leave them out.")
            )
        _queue(batch, Job.IMPORT, by=by, leave_out=leave_out)


def start_withdrawal(batch: EventImport, *, by: User, note: str) -> None:
    """Take its rows out of what counts; the months they touched are worked out again."""
    if not by.has_perm("sla.import_events", batch):
        raise PermissionDenied
    if not note.strip():
        raise Refused(_("Say why: the reason is kept with the step."))
    with transaction.atomic():
        audit.lock(batch.scope_key)
        batch = EventImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state != EventImport.State.IMPORTED or _is_at_work(batch):
            raise Refused(_("Only a file that is imported can be withdrawn."))
        _queue(batch, Job.WITHDRAW, by=by, note=note.strip()[:2000])


def discard(batch: EventImport, *, by: User) -> None:
    with transaction.atomic():
        if _is_at_work(batch):
            raise Refused(_("This file is being worked on. Cancel that first."))
        perform(batch, "discard", by=by)
        _queue(batch, Job.CLEAR, by=by)


def _is_at_work(batch: EventImport) -> bool:
    return runs.IntakeRun.objects.filter(batch=batch).exclude(state=runs.State.OVER).exists()


def _queue(batch: EventImport, job: str, *, by: User, **options) -> None:
    run = runs.ask(batch, job, by=by, **options)
    if batch.size > AT_ONCE or job == Job.CLEAR:
        transaction.on_commit(partial(_start, run.pk))


def _start(pk: int) -> None:
    from sla.intake.tasks import work_on

    work_on(pk)


def do_now(batch: EventImport) -> bool:
    """Do the work of a small file at once; True when it is done. A large one goes on in its own time."""
    run = runs.IntakeRun.objects.filter(batch=batch, state=runs.State.QUEUED).first()
    if run is None or batch.size > AT_ONCE:
        return False
    return work(run.pk, aloud=True)


def dry_run(agreement: Agreement, *, upload: UploadedFile, source_note: str, by: User) -> EventImport:
    """Bring a file that says itself how it is read, and read it now. Raises ValidationError, Refused."""
    batch, found = bring(agreement, upload=upload, source_note=source_note, by=by)
    if not found.is_sure:
        raise Refused(_("Say first how the file is read: its columns, words, order of dates and time zone."))
    read_as(batch, found.mapping, by=by)
    _work_on_it(batch)
    return EventImport.objects.get(pk=batch.pk)


def take_in(batch: EventImport, *, by: User, leave_out: bool = False) -> EventImport:
    """Import it now. Nothing new changes nothing."""
    start_import(batch, by=by, leave_out=leave_out)
    _work_on_it(batch)
    return EventImport.objects.get(pk=batch.pk)


def withdraw(batch: EventImport, *, by: User, note: str) -> EventImport:
    """Withdraw it now."""
    start_withdrawal(batch, by=by, note=note)
    _work_on_it(batch)
    return EventImport.objects.get(pk=batch.pk)


def _work_on_it(batch: EventImport) -> None:
    run = runs.IntakeRun.objects.get(batch=batch)
    if not work(run.pk, aloud=True):
        raise Refused(_("Another file of this agreement is being worked on. This one waits for its turn."))
