"""Articles that every insider of the organisation may read; vendor contacts only where they are ticked."""

from core.roles import INSIDERS
from implementation.knowledge.models import Shelf
from implementation.knowledge.models.article import KEEPERS
from tests.factories import number, user_as
from tests.knowledge.factories import make_article, make_draft


def nothing(programme):
    return {"programme": programme.pk}


def its_pk(programme):
    return {"pk": make_article(programme).pk}


def an_article(programme):
    return nothing(programme) | its_pk(programme)


def news_of_an_article(programme):
    return nothing(programme) | {"pk": make_draft(programme).pk}


def mine_of_a_member(programme):
    """Only its author and the keepers may edit it."""
    return nothing(programme) | {"pk": make_article(programme, by=user_as("member", programme)).pk}


def an_old_version(programme):
    return an_article(programme) | {"number": 1}


def a_record(programme):
    return nothing(programme) | {"label": "programme.stage", "pk": programme.stages.first().pk}


def an_article_and_a_record(programme):
    return an_article(programme) | {"label": "programme.stage", "record": programme.stages.first().pk}


def a_shelf(programme):
    shelf = Shelf.objects.create(organisation=programme.organisation, name=f"Shelf {number()}")
    return nothing(programme) | {"pk": shelf.pk}


PAGES = {
    "open_article": (INSIDERS, its_pk),
    "knowledge": (INSIDERS, nothing),
    "new_article": (INSIDERS, nothing),
    "article": (INSIDERS, an_article),
    "edit_article": (KEEPERS | {"member"}, mine_of_a_member),
    "publish_article": (KEEPERS, news_of_an_article, "post"),
    "rate_article": (INSIDERS, an_article, "post"),
    "article_history": (INSIDERS, an_article),
    "restore_version": (KEEPERS, an_old_version, "post"),
    "raise_knowledge": (INSIDERS, a_record),
    "link_article": (INSIDERS, an_article_and_a_record, "post"),
    "shelves": (KEEPERS, nothing),
    "new_shelf": (KEEPERS, nothing),
    "edit_shelf": (KEEPERS, a_shelf),
    "remove_shelf": (KEEPERS, a_shelf, "post"),
}
STEPS = {
    "knowledge.article.publish": KEEPERS,
    "knowledge.article.retire": KEEPERS,
    "knowledge.article.bring_back": KEEPERS,
}
