"""Articles in any situation, written and published as people do."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core import notes
from core.roles import INSIDERS
from implementation.knowledge import actions
from implementation.knowledge.models import Article
from implementation.knowledge.models.article import kept_roles
from implementation.programme.models import Programme
from tests.factories import make_programme, number, user_as


def make_draft(programme, *, by=None, roles=INSIDERS, **fields) -> Article:
    values = {"title": f"Article {number()}", "text": "What was learned."} | fields
    article = Article(programme=programme, organisation=programme.organisation, readers=kept_roles(roles), **values)
    return actions.write(article, by=by or user_as("consultant", programme))


def make_article(programme, *, published_by=None, **fields) -> Article:
    """A published one, written by the consultant and published by the manager unless told otherwise."""
    return actions.publish(make_draft(programme, **fields), by=published_by or user_as("manager", programme))


def attach(record, name="note.txt", content=b"content", *, by):
    return notes.attach(record, upload=SimpleUploadedFile(name, content), by=by)


def second_programme(programme) -> Programme:
    """Another programme of the same organisation."""
    other = make_programme()
    Programme.objects.filter(pk=other.pk).update(organisation=programme.organisation)
    return Programme.objects.get(pk=other.pk)
