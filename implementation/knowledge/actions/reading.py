"""How often an article is read and found useful, never by whom: counters, no entries on record."""

from django.db.models import F

from implementation.knowledge.models import Article


def count_reading(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(reads=F("reads") + 1)


def say_whether_useful(article: Article, *, useful: bool) -> None:
    name = "useful" if useful else "not_useful"
    Article.objects.filter(pk=article.pk).update(**{name: F(name) + 1})
