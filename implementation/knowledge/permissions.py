"""Reading rights are the article's own: ``readable_by`` asks them of the database, for lists and single articles alike."""

from core.access import allow
from core.roles import EVERYONE, INSIDERS
from implementation.knowledge.models import Article
from implementation.knowledge.models.article import KEEPERS


def may_read(user, article) -> bool:
    return Article.objects.readable_by(user).filter(pk=article.pk).exists()


def is_author(user, article) -> bool:
    return article.author_id == user.pk and may_read(user, article)


def may_read_linked(user, link) -> bool:
    return may_read(user, link.article)


allow("knowledge.browse", INSIDERS)
allow("knowledge.write_article", INSIDERS)
allow("knowledge.edit_shelves", KEEPERS)
allow("knowledge.view_shelf", INSIDERS)
allow("knowledge.create_article", INSIDERS)
allow("knowledge.view_article", (), only=dict.fromkeys(EVERYONE, may_read))
allow(
    "knowledge.edit_article",
    (),
    only=dict.fromkeys(KEEPERS, may_read) | dict.fromkeys(INSIDERS - KEEPERS, is_author),
)
allow("knowledge.publish_article", (), only=dict.fromkeys(KEEPERS, may_read))
allow("knowledge.link_article", (), only=dict.fromkeys(INSIDERS, may_read))
allow("knowledge.view_link", (), only=dict.fromkeys(INSIDERS, may_read_linked))
