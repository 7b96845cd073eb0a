"""Keeps the words of every article for the search, in the transaction that saves the article or the file beside it."""

import zipfile
from pathlib import PurePath

from defusedxml import DefusedXmlException, ElementTree
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_save
from django.dispatch import receiver

from core.markdown import as_words
from core.models import Attachment
from implementation.knowledge.models import Article, Words
from implementation.knowledge.tokens import tokens
from implementation.programme.formats.archives import BROKEN

#: How much of each file is read, and how much of everything is kept.
MOST_BYTES, MOST_CHARACTERS, MOST_UNFOLDED = 400_000, 60_000, 5_000_000
PLAIN = {".txt", ".md", ".csv", ".tsv"}
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def index(article: Article) -> None:
    """Write the article's words anew: title, keywords, summary, and the text with that of its files."""
    body = " ".join([as_words(article.text), *(text_of(kept) for kept in files_of(article))])
    Words.objects.update_or_create(
        article=article,
        defaults={
            "title": " ".join(tokens(article.title)),
            "keywords": " ".join(tokens(article.keywords)),
            "summary": " ".join(tokens(article.summary)),
            "body": " ".join(tokens(body[:MOST_CHARACTERS])),
        },
    )


def rebuild() -> int:
    """Index every article; how many there are."""
    count = 0
    for count, article in enumerate(Article.objects.order_by("pk").iterator(), start=1):  # noqa: B007
        index(article)
    return count


def files_of(article: Article):
    kind = ContentType.objects.get_for_model(Article)
    return Attachment.objects.filter(content_type=kind, object_id=article.pk)


def text_of(kept: Attachment) -> str:
    """What can be read of a file without any other program; nothing of other kinds, of damaged ones and of lost ones."""
    ending = PurePath(kept.name).suffix.lower()
    if ending not in PLAIN | {".docx"}:
        return ""
    try:
        with kept.file.open("rb") as file:
            return _paragraphs(file) if ending == ".docx" else _plain(file.read(MOST_BYTES))
    except (*BROKEN, DefusedXmlException):
        return ""


def _plain(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _paragraphs(file) -> str:
    """The text of a Word document; one that unfolds to more than a few megabytes is left alone."""
    with zipfile.ZipFile(file) as folder:
        if folder.getinfo("word/document.xml").file_size > MOST_UNFOLDED:
            return ""
        with folder.open("word/document.xml") as part:
            tree = ElementTree.fromstring(part.read(MOST_UNFOLDED))
    return "\n".join(
        "".join(piece.text or "" for piece in paragraph.iter(f"{_WORD}t")) for paragraph in tree.iter(f"{_WORD}p")
    )


@receiver(post_save, sender=Article)
def article_saved(instance, raw=False, **kwargs):
    if not raw:
        index(instance)


@receiver(post_save, sender=Attachment)
def file_kept(instance, raw=False, **kwargs):
    if not raw and instance.content_type_id == ContentType.objects.get_for_model(Article).pk:
        index(instance.record)
