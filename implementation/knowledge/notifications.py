from django.utils.translation import gettext_lazy as _

from core.notifications import Notice, hears
from core.text import say
from implementation.knowledge.beside import people_who_read
from implementation.knowledge.models.article import KEEPERS
from implementation.programme.actions import people_on


@hears("knowledge.article", "created")
def a_draft_waits(article, by, note):
    """To those of its programme who may read and publish it."""
    keepers = set(people_on(article.programme, *KEEPERS)) & set(people_who_read(article))
    text = say(_("{name} wrote the article “{article}”. Read it and publish it."), name=by.name, article=article)
    yield Notice(keepers, text)


@hears("knowledge.article", "publish")
def it_is_published(article, by, note):
    yield Notice([article.author], say(_("{name} published your article “{article}”."), name=by.name, article=article))


@hears("knowledge.article", "retire")
def it_is_retired(article, by, note):
    text = say(_("{name} retired your article “{article}”: {note}"), name=by.name, article=article, note=note)
    yield Notice([article.author], text)
