"""Raising to knowledge: a record, a comment or a file beside one becomes a draft with reading rights of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from core import access, notes
from core.audit_words import kind_words
from core.models import Attachment, Comment, Record, User
from core.models.notes import NoteBeside
from core.refusal import Refused
from core.text import bracketed
from implementation.knowledge.actions.articles import write
from implementation.knowledge.models import Article


@dataclass(frozen=True)
class Source:
    """What is raised: the record that the person may see, and the comment or file beside it that was pointed at."""

    record: Record
    note: NoteBeside | None = None

    @property
    def title(self) -> str:
        return (self.note.name.rpartition(".")[0] if isinstance(self.note, Attachment) else str(self.record))[:160]

    @property
    def words(self) -> str:
        """Where it comes from, for readers who may not see the record itself."""
        words = bracketed(str(self.record)[:120], kind_words(self.record.label))
        return words[:200] if kind_words(self.record.label) != self.record.label else str(self.record)[:200]

    @property
    def text(self) -> str:
        """The comment as it stands, or what people wrote in the long fields of the record."""
        if isinstance(self.note, Comment):
            return self.note.text
        if isinstance(self.note, Attachment):
            return _("The file “%(name)s” stands below this text.") % {"name": self.note.name}
        parts = [
            f"## {field.verbose_name}\n\n{getattr(self.record, field.name)}"
            for field in self.record._meta.concrete_fields
            if isinstance(field, models.TextField) and field.editable and getattr(self.record, field.name)
        ]
        return "\n\n".join(parts)[:40_000]

    @property
    def files(self) -> list[Attachment]:
        """What may be copied: the file pointed at, or all that stand beside the record."""
        if isinstance(self.note, Attachment):
            return [self.note]
        if self.note is not None:
            return []
        kind = ContentType.objects.get_for_model(self.record)
        return list(Attachment.objects.filter(content_type=kind, object_id=self.record.pk))


def source_of(label: str, pk: int, user: User) -> Source:
    """What the page to raise is asked for; 404 for what is not there, and for an article: it is knowledge already."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not issubclass(model, NoteBeside):
        return _unless_knowledge(Source(access.find_record(label, pk, user)))
    note = model._default_manager.filter(pk=pk).first()
    if note is None or note.record is None or getattr(note, "withdrawn_at", None):
        raise Http404
    access.require(user, access.view_permission(note.record), note.record)
    return _unless_knowledge(Source(note.record, note))


def _unless_knowledge(source: Source) -> Source:
    if isinstance(source.record, Article):
        raise Http404
    return source


@transaction.atomic
def raise_to_knowledge(article: Article, source: Source, *, files: Iterable[Attachment] = (), by: User) -> Article:
    """Write the draft with copies of the files, and link it to the record it comes from."""
    from implementation.knowledge.actions.links import set_link

    access.require(by, access.view_permission(source.record), source.record)
    article.source_label, article.source_pk = source.record.label, source.record.pk
    write(article, by=by)
    offered = {kept.pk for kept in source.files}
    for kept in files:
        if kept.pk in offered:
            _copy(kept, article, by=by)
    set_link(article, source.record, helps=True, by=by)
    return article


def _copy(kept: Attachment, article: Article, *, by: User) -> Attachment:
    """The same file beside the article: it must still be the one whose hash was kept."""
    try:
        with kept.file.open("rb") as file:
            upload: Any = UploadedFile(file.file, name=kept.name, size=kept.size)
            copy = notes.attach(article, upload=upload, by=by)
    except FileNotFoundError:
        raise Refused(
            _("“%(name)s” is not where it was kept: raise it without the file.") % {"name": kept.name}
        ) from None
    if copy.sha256 != kept.sha256:
        raise Refused(_("“%(name)s” is not the file that was kept: raise it without the file.") % {"name": kept.name})
    return copy
