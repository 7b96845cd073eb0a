"""Comments and files beside any record that the person may see."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import access, actions
from core.models import Attachment, Comment, Record, User

KINDS = {
    ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".txt", ".md", ".csv", ".tsv", ".png", ".jpg", ".jpeg", ".eml", ".zip", ".yaml", ".json",
}  # fmt: skip


@transaction.atomic
def comment(record: Record, *, text: str, by: User) -> Comment:
    access.require(by, access.view_permission(record), record)
    return actions.create(Comment(record=record, text=text.strip(), by=by), permission="core.view_comment", by=by)


@transaction.atomic
def attach(record: Record, *, upload: UploadedFile, by: User) -> Attachment:
    """Keep a file beside a record. Raises ValidationError for a kind or a size that is not taken."""
    access.require(by, access.view_permission(record), record)
    name = PurePath(upload.name.replace("\\", "/")).name[-200:]
    if PurePath(name).suffix.lower() not in KINDS:
        kinds = ", ".join(sorted(kind[1:] for kind in KINDS))
        raise ValidationError(
            format_lazy(
                _("“{name}” is not a kind of file that is kept here. Use one of: {kinds}."),
                name=name,
                kinds=kinds,
            )
        )
    if upload.size > settings.ATTACHMENT_MAX_BYTES:
        limit = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        raise ValidationError(format_lazy(_("“{name}” is larger than {limit}."), name=name, limit=limit))
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    kept = Attachment(record=record, file=upload, name=name, size=upload.size, sha256=digest.hexdigest(), by=by)
    return actions.create(kept, permission="core.view_attachment", by=by)
