"""Articles offered beside a record: first those that people linked, then those whose title or keywords speak of the same."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery

from core.models import Record
from implementation.knowledge import fulltext
from implementation.knowledge.models import Article, Link
from implementation.knowledge.tokens import shared, topics
from implementation.programme.models import Programme

MOST = 3
#: So many words must be shared before an article is offered unasked (all of them where there are fewer).
ENOUGH = 2


@dataclass(frozen=True)
class Related:
    article: Article
    by_hand: bool


def related(record: Record, user) -> list[Related]:
    """At most three that this person may read, in two queries whatever the size of the knowledge base."""
    kind = ContentType.objects.get_for_model(record)
    said = Link.objects.filter(article=OuterRef("pk"), content_type=kind, object_id=record.pk).values("helps")[:1]
    inside = Article.objects.readable_by(user).filter(
        Exists(Programme.objects.filter(pk=record.scope_number, organisation=OuterRef("organisation")))
    )
    alike = _alike(record, inside.filter(state=Article.State.PUBLISHED))
    offered = Q(said=True) | Q(said=None, pk__in=alike)
    found = inside.exclude(state=Article.State.RETIRED).annotate(said=Subquery(said)).filter(offered)
    order = {pk: place for place, pk in enumerate(alike)}
    ordered = sorted(found, key=lambda item: (not item.said, order.get(item.pk, len(order)), -item.pk))
    return [Related(article, bool(article.said)) for article in ordered[:MOST]]


def _alike(record: Record, readable) -> list[int]:
    words = topics(about(record))
    if not words:
        return []
    enough = min(ENOUGH, len(words))
    rows = fulltext.similar(connection, readable, words, most=20)
    fitting = [(shared(words, f"{title} {keywords}"), pk) for pk, title, keywords in rows]
    ranked = sorted((item for item in fitting if item[0] >= enough), key=lambda item: -item[0])
    return [pk for _count, pk in ranked[:MOST]]


def about(record: Record) -> str:
    """What the record is about: its title, and its category where it has one."""
    category = getattr(record, "get_category_display", None)
    return f"{record} {category()}" if category else str(record)
