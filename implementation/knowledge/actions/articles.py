"""Writing, changing and publishing an article. Each save keeps the earlier one; readers see what somebody else published."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import access, actions, audit
from core.models import User
from core.refusal import Refused
from core.workflow import perform, why_closed
from implementation.knowledge.models import Article, Version


@transaction.atomic
def write(article: Article, *, by: User, note: str = "") -> Article:
    """A new draft and its first version. Whoever is on the programme may write one."""
    access.require(by, "knowledge.write_article", article.programme)
    article.organisation, article.author = article.programme.organisation, by
    actions.create(article, permission="knowledge.create_article", by=by, note=note)
    _keep_version(article, by=by, note=note)
    return article


@transaction.atomic
def save_version(
    article: Article, *, by: User, note: str = "", seen_revision: int | None = None, **content: Any
) -> Article:
    """Keep what was written as the newest version; a save that changes nothing writes nothing.

    A draft shows it at once. Of a published article the readers go on seeing what they saw until somebody else publishes
    it, but for reading rights that became narrower: those hold at once.
    """
    audit.lock(article.scope_key)
    fresh = Article.objects.get(pk=article.pk)
    newest = newest_version(fresh)
    wanted = newest.content | content
    if wanted == newest.content:
        return fresh
    shown = wanted if not fresh.shown else _narrowed(fresh, wanted)
    saved = actions.change(
        fresh,
        permission="knowledge.edit_article",
        by=by,
        note=note,
        seen_revision=seen_revision,
        newest=fresh.newest + 1,
        **shown,
    )
    _keep_version(saved, by=by, note=note, content=wanted)
    return saved


def _narrowed(article: Article, wanted: dict) -> dict:
    """The reading rights of what is asked for, where they leave people out and let nobody in."""
    fewer = set(wanted["readers"].split()) <= set(article.reader_roles)
    reaches = (article.reach, wanted["reach"])
    if fewer and (reaches[0] == reaches[1] or reaches[1] == Article.Reach.PROGRAMME):
        return {"readers": wanted["readers"], "reach": wanted["reach"]}
    return {}


def _keep_version(article: Article, *, by: User, note: str, content: dict | None = None) -> Version:
    fields = content or article.content
    return Version.objects.create(article=article, number=article.newest, by=by, note=note[:200], **fields)


def newest_version(article: Article) -> Version:
    return article.versions.order_by("-number").first()


@transaction.atomic
def restore(article: Article, *, number: int, by: User) -> Article:
    """An earlier version, saved again as the newest; its reading rights are not brought back with it."""
    audit.lock(article.scope_key)
    earlier = article.versions.filter(number=number).first()
    if earlier is None:
        raise Refused(_("There is no such version of this article."))
    content = earlier.content
    for name in ("reach", "readers", "shelf"):
        content.pop(name)
    note = _("Version %(number)d restored") % {"number": number}
    return save_version(article, by=by, note=str(note), **content)


def why_not_published(article: Article, user: User) -> Any:
    """The sentence that says why this person cannot publish the newest version now; None when they can."""
    if article.state == Article.State.PUBLISHED and not article.has_news:
        return _("Readers see the newest version already.")
    if closed := why_closed(article, article.publish, by=user):
        return closed
    if newest_version(article).by_id == user.pk:
        return _("You wrote the newest version, so someone else publishes it.")
    return None


@transaction.atomic
def publish(article: Article, *, by: User, seen: int | None = None) -> Article:
    """Show the newest version to its readers. ``seen`` is the number of the version that the person looked at."""
    audit.lock(article.scope_key)
    fresh = Article.objects.get(pk=article.pk)
    access.require(by, "knowledge.publish_article", fresh)
    if seen is not None and seen != fresh.newest:
        raise Refused(_("A newer version was saved meanwhile: read it before you publish it."))
    if closed := why_not_published(fresh, by):
        raise Refused(closed)
    newest = newest_version(fresh)
    return perform(
        fresh, "publish", by=by, **newest.content, shown=newest.number, published_by=by, published_at=timezone.now()
    )
