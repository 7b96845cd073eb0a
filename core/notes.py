"""Comments and files beside any record that the person may see."""

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core import access, actions, beside, mentions, notifications
from core.models import Attachment, Comment, Record, User
from core.refusal import Refused

KINDS = {
    ".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".txt", ".md", ".csv", ".tsv", ".png", ".jpg", ".jpeg", ".eml", ".zip", ".yaml", ".json",
}  # fmt: skip


@transaction.atomic
def comment(record: Record, *, text: str, by: User, tell: Iterable[User] = ()) -> Comment:
    """Keep a remark and tell those it names: people in ``tell``, and everyone whose “@Name” stands in the text."""
    access.require(by, access.view_permission(record), record)
    told = _named(record, text, tell)
    kept = Comment(record=record, text=text.strip(), by=by, told=[[person.pk, person.name] for person in told])
    actions.create(kept, permission="core.view_comment", by=by)
    _tell(kept, told, by=by)
    return kept


@transaction.atomic
def edit_comment(kept: Comment, *, text: str, by: User, seen_revision: int | None = None) -> Comment:
    """Mend one's own remark within a quarter of an hour; whoever is named only now is told."""
    if not kept.can_be_mended():
        raise Refused(_("Comments can be changed for 15 minutes. Write a new one, or withdraw this one."))
    told = [person for person in _named(kept.record, text) if person.pk not in kept.told_ids]
    changed = actions.change(
        kept,
        permission="core.edit_comment",
        by=by,
        seen_revision=seen_revision,
        text=text.strip(),
        told=[*kept.told, *([person.pk, person.name] for person in told)],
        edited_at=timezone.now() if text.strip() != kept.text else kept.edited_at,
    )
    _tell(changed, told, by=by)
    return changed


@transaction.atomic
def take_back_comment(kept: Comment, *, by: User) -> None:
    """Delete one's own remark while it can be mended; later it is withdrawn and the page says so."""
    if kept.withdrawn_at is not None:
        raise Refused(_("This comment is withdrawn already."))
    if kept.can_be_mended():
        actions.remove(kept, permission="core.edit_comment", by=by)
        return
    actions.change(kept, permission="core.edit_comment", by=by, verb="withdrawn", withdrawn_at=timezone.now())


def _named(record: Record, text: str, chosen: Iterable[User] = ()) -> list[User]:
    """Who is to be told, by name; only people who may see the record."""
    readers, chosen = beside.readers(record), list(chosen)
    if any(person not in readers for person in chosen):
        raise Refused(_("Somebody whom you chose cannot see this page: choose somebody else."))
    names = mentions.named(text, [person.name for person in readers])
    return [person for person in readers if person in chosen or person.name.casefold() in names]


def _tell(kept: Comment, people: Iterable[User], *, by: User) -> None:
    record = kept.record
    url = f"{record.get_absolute_url()}#comment-{kept.pk}"
    sentence = format_lazy(_("{name} names you beside “{record}”."), name=by.name, record=str(record)[:200])
    for person in people:
        if person != by:
            notifications.send(person, sentence, url=url, scope_key=record.scope_key)


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
