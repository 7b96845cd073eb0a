"""Full-text search: ``search(user, words)`` gives what this person may read, the best first, with extracts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils.safestring import SafeString

from core.markdown import as_words
from implementation.knowledge import fulltext
from implementation.knowledge.extracts import extract, marked
from implementation.knowledge.models import Article
from implementation.knowledge.tokens import asked


@dataclass(frozen=True)
class Hit:
    """An article found: the marks in title and extract are safe to show."""

    article: Article
    title: SafeString
    extract: SafeString


class Hits:
    """What was found, in order. Rows are read a page at a time, as a paginator cuts it."""

    def __init__(self, ranked: list[int], words: str):
        self.ranked, self.words = ranked, words

    def __len__(self) -> int:
        return len(self.ranked)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self[:])

    def __getitem__(self, part: slice) -> list[Hit]:
        wanted = self.ranked[part]
        rows = Article.objects.select_related("shelf", "author", "programme").in_bulk(wanted)
        return [self._hit(rows[pk]) for pk in wanted if pk in rows]

    def _hit(self, article: Article) -> Hit:
        lines = extract(as_words(article.text), self.words) or marked(article.summary, self.words)
        return Hit(article, marked(article.title, self.words), lines)


def offered(user, *, organisation=None, shelf=None, keyword=None, language=None, state=Article.State.PUBLISHED):
    """The articles that this person may read, narrowed by catalogue. ``shelf`` counts with all that stand under it."""
    found = Article.objects.readable_by(user).filter(state=state)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    if shelf is not None:
        found = found.filter(shelf__in=_with_those_under(shelf))
    if keyword:
        found = found.filter(keyword_line__contains=f"|{keyword.casefold()}|")
    if language:
        found = found.filter(language=language)
    return found


def _with_those_under(shelf) -> list[int]:
    children: dict[int | None, list[int]] = {}
    for pk, parent in shelf.organisation.shelves.values_list("pk", "under"):
        children.setdefault(parent, []).append(pk)
    found, level = [shelf.pk], [shelf.pk]
    while level:
        level = [pk for parent in level for pk in children.get(parent, ())]
        found += level
    return found


def search(user, words: str, **narrowed) -> Hits:
    """Everything that holds all the words, ranked by the database; words of signs alone find nothing.

    ``narrowed`` as in :func:`offered`: ``shelf``, ``keyword``, ``language``, ``organisation``, ``state``.
    """
    query = asked(words)
    return Hits(fulltext.ranked(connection, offered(user, **narrowed), query) if query else [], words)
