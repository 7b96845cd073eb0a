"""Handing in what a stage owes: each hand-in is checked and kept as a version."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform
from implementation.programme.findings import as_facts, sentence
from implementation.programme.formats import Finding, Upload, check
from implementation.programme.models import Deliverable, DeliverableVersion, VersionFile

MOST_FILES = 10


@transaction.atomic
def submit_deliverable(
    deliverable: Deliverable, *, by: User, note: str = "", files: Sequence[UploadedFile] = ()
) -> DeliverableVersion:
    """Keep the next version and ask for its review. Something must be there to look at: a file or a note.

    Raises ValidationError with a sentence for each file that is not taken; then nothing is kept.
    """
    if not by.has_perm("programme.submit_deliverable", deliverable):
        raise PermissionDenied
    audit.lock(deliverable.scope_key)
    if not files and not note.strip():
        raise Refused(_("Add the file, or write where it can be found."))
    if len(files) > MOST_FILES:
        raise Refused(_("That is more than %(n)d files: hand in the ones that count.") % {"n": MOST_FILES})
    _refuse_large(deliverable, files)
    uploads = [Upload(_plain_name(file.name or ""), file.read()) for file in files]
    findings = _checked(deliverable, uploads)
    perform(deliverable, "submit", by=by, note=note, submitted_by=by)
    version = DeliverableVersion(
        deliverable=deliverable,
        number=deliverable.versions.count() + 1,
        note=note.strip(),
        by=by,
        by_name=by.name,
        facts={"files": [_facts(upload) for upload in uploads], "findings": as_facts(findings)},
    )
    actions.create(version, permission="programme.submit_deliverable", by=by, verb="created")
    for upload, kept in zip(uploads, version.facts["files"], strict=True):
        VersionFile.objects.create(version=version, file=ContentFile(upload.content, name=upload.name), **kept)
    return version


def _refuse_large(deliverable: Deliverable, files: Sequence[UploadedFile]) -> None:
    """Before anything is read into memory."""
    for file in files:
        if (file.size or 0) > deliverable.format.max_bytes:
            said = {"name": _plain_name(file.name or ""), "mb": str(deliverable.max_mb)}
            raise ValidationError(str(sentence(Finding("size", said, refused=True))))


def _checked(deliverable: Deliverable, uploads: list[Upload]) -> list[Finding]:
    """What the reviewers are told; raises for what is not taken at all."""
    if not uploads and not deliverable.must_fit:
        return []
    findings = check(uploads, deliverable.format)
    barred = [finding for finding in findings if finding.refused or deliverable.must_fit]
    if not uploads and not barred:
        raise ValidationError(_("Add the file: a note alone is not taken here."))
    if barred:
        raise ValidationError([str(sentence(finding)) for finding in barred])
    return findings


def _plain_name(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[-200:]


def _facts(upload: Upload) -> dict:
    return {
        "name": upload.name,
        "size": len(upload.content),
        "sha256": hashlib.sha256(upload.content).hexdigest(),
    }
