"""Linking articles to the records they help with."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core import access, actions, audit
from core.models import Record, User
from implementation.knowledge.models import Article, Link


@transaction.atomic
def set_link(article: Article, record: Record, *, helps: bool, by: User) -> Link:
    """Say that the article helps with the record, or that it is not to be offered there; the last word counts."""
    access.require(by, access.view_permission(record), record)
    access.require(by, "knowledge.link_article", article)
    audit.lock(article.scope_key)
    beside = {"content_type": ContentType.objects.get_for_model(record), "object_id": record.pk}
    link = Link.objects.filter(article=article, **beside).first()
    if link is None:
        new = Link(article=article, helps=helps, by=by, **beside)
        return actions.create(new, permission="knowledge.view_link", by=by)
    return actions.change(link, permission="knowledge.view_link", by=by, helps=helps)
