"""Writing, versions, publishing by somebody else, retiring."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.knowledge import actions
from implementation.knowledge.models import Article
from tests.factories import make_programme, make_user, user_as
from tests.knowledge.factories import make_article, make_draft, second_programme

pytestmark = pytest.mark.django_db


def trail(article):
    entries = AuditEntry.objects.filter(label="knowledge.article", object_id=article.pk).order_by("number")
    return list(entries.values_list("verb", flat=True))


def may_read(user, article):
    return user.has_perm("knowledge.view_article", article)


def test_an_article_begins_as_a_draft_with_its_first_version(programme):
    draft = make_draft(programme, title="Exit", by=user_as("member", programme))

    assert (draft.state, draft.newest, draft.shown, draft.author.name) == ("draft", 1, 0, "Member")
    assert [version.title for version in draft.versions.all()] == ["Exit"]
    assert trail(draft) == ["created"]


def test_who_may_publish_a_draft_is_told(programme):
    manager = user_as("manager", programme)

    make_draft(programme, title="Exit")

    assert [n.text for n in Notification.objects.filter(user=manager)] == [
        "Consultant wrote the article “Exit”. Read it and publish it."
    ]


@pytest.mark.parametrize("role", ["vendor_contact", None])
def test_only_insiders_write(programme, role):
    person = user_as(role, programme) if role else make_user()

    with pytest.raises(PermissionDenied if role else Http404):
        make_draft(programme, by=person)

    assert not Article.objects.exists()


def test_somebody_else_publishes(programme):
    draft = make_draft(programme)

    actions.publish(draft, by=user_as("manager", programme), seen=1)

    assert (draft.__class__.objects.get().state, Article.objects.get().shown) == ("published", 1)
    assert Article.objects.get().published_by == user_as("manager", programme)
    assert trail(draft) == ["created", "publish"]
    assert list(broken_links()) == []


def test_the_author_does_not_publish(programme):
    draft = make_draft(programme)

    with pytest.raises(Refused, match="You wrote this, so someone else publishes it"):
        actions.publish(draft, by=user_as("consultant", programme))

    assert Article.objects.get().state == "draft"


def test_nor_does_who_wrote_the_newest_version(programme):
    draft = make_draft(programme)
    actions.save_version(draft, by=user_as("manager", programme), text="better")

    with pytest.raises(Refused, match="You wrote the newest version"):
        actions.publish(draft, by=user_as("manager", programme))
    actions.publish(draft, by=user_as("sponsor", programme))

    assert Article.objects.get().text == "better"


@pytest.mark.parametrize("role", ["executive", "member", "vendor_contact"])
def test_other_roles_do_not_publish(programme, role):
    draft = make_draft(programme)

    with pytest.raises(PermissionDenied):
        actions.publish(draft, by=user_as(role, programme))


def test_what_was_not_looked_at_is_not_published(programme):
    draft = make_draft(programme)
    actions.save_version(draft, by=user_as("consultant", programme), text="newer")

    with pytest.raises(Refused, match="A newer version was saved meanwhile"):
        actions.publish(draft, by=user_as("manager", programme), seen=1)


def test_nothing_new_is_not_published_twice(programme):
    article = make_article(programme)

    with pytest.raises(Refused, match="Readers see the newest version already"):
        actions.publish(article, by=user_as("sponsor", programme))


def test_each_save_keeps_the_earlier_and_readers_wait_for_the_publisher(programme):
    article = make_article(programme, text="one")

    actions.save_version(article, by=user_as("consultant", programme), text="two", note="Mended")

    article = Article.objects.get()
    assert (article.text, article.newest, article.shown) == ("one", 2, 1)
    assert [(v.number, v.text, v.note) for v in article.versions.all()] == [(2, "two", "Mended"), (1, "one", "")]
    assert trail(article) == ["created", "publish", "changed"]


def test_a_save_that_changes_nothing_writes_nothing(programme):
    article = make_article(programme, text="one")

    actions.save_version(article, by=user_as("consultant", programme), text="one")

    assert (Article.objects.get().newest, trail(article)) == (1, ["created", "publish"])


def test_a_stale_form_is_told(programme):
    draft = make_draft(programme)
    actions.save_version(draft, by=user_as("consultant", programme), text="two", seen_revision=0)

    with pytest.raises(Stale):
        actions.save_version(draft, by=user_as("manager", programme), text="three", seen_revision=0)

    assert Article.objects.get().versions.count() == 2


def test_an_earlier_version_is_restored_as_the_newest_without_its_reading_rights(programme):
    draft = make_draft(programme, text="one")
    actions.save_version(draft, by=user_as("consultant", programme), text="two", readers="manager sponsor")

    actions.restore(draft, number=1, by=user_as("sponsor", programme))

    newest = Article.objects.get().versions.first()
    assert (newest.number, newest.text, newest.readers, newest.note) == (
        3,
        "one",
        "manager sponsor",
        "Version 1 restored",
    )


def test_a_version_that_is_not_there_is_refused(programme):
    with pytest.raises(Refused, match="There is no such version"):
        actions.restore(make_draft(programme), number=9, by=user_as("consultant", programme))


def test_narrower_reading_rights_hold_at_once_and_wider_ones_wait(programme):
    article = make_article(programme)
    author, member = user_as("consultant", programme), user_as("member", programme)

    actions.save_version(article, by=author, readers="consultant manager sponsor")
    narrow = may_read(member, article)
    actions.save_version(article, by=author, readers="consultant manager member sponsor")

    assert (narrow, may_read(member, Article.objects.get())) == (False, False)
    actions.publish(article, by=user_as("manager", programme))
    assert may_read(member, Article.objects.get())


@pytest.mark.parametrize("by_role", ["member", "executive"])
def test_a_stranger_to_the_article_does_not_edit_it(programme, by_role):
    article = make_article(programme)

    with pytest.raises(PermissionDenied):
        actions.save_version(article, by=user_as(by_role, programme), text="x")

    assert Article.objects.get().newest == 1


def test_an_article_stands_on_a_shelf_of_its_own_organisation(programme):
    foreign = make_programme().organisation.shelves.first()

    with pytest.raises(ValidationError, match="Choose a shelf of this organisation"):
        make_draft(programme, shelf=foreign)


@pytest.mark.parametrize("readers", ["", "sponsor boss"])
def test_somebody_real_must_be_able_to_read_it(programme, readers):
    with pytest.raises(ValidationError):
        make_draft(programme, roles=readers.split())


def test_a_retired_article_is_still_read_by_its_link_and_can_come_back(programme):
    article = make_article(programme)

    perform(article, "retire", by=user_as("manager", programme), note="Out of date")
    readable = may_read(user_as("member", programme), article)
    perform(article, "bring_back", by=user_as("manager", programme))

    assert (readable, Article.objects.get().state) == (True, "published")


def test_a_draft_set_aside_was_never_open_to_readers(programme):
    draft = make_draft(programme)
    perform(draft, "retire", by=user_as("manager", programme), note="No need")

    assert not may_read(user_as("member", programme), draft)
    with pytest.raises(Refused, match="It was never published"):
        perform(draft, "bring_back", by=user_as("manager", programme))


READING = [
    ({}, {"sponsor", "manager", "consultant", "executive", "member"}),
    ({"roles": ["sponsor", "executive"]}, {"sponsor", "executive", "consultant"}),
    ({"roles": ["member", "vendor_contact"]}, {"member", "vendor_contact", "consultant"}),
]


@pytest.mark.parametrize(("fields", "readers"), READING)
def test_reading_rights_are_the_articles_own(programme, fields, readers):
    sponsor_in = "sponsor" in fields.get("roles", ["sponsor"])
    draft = make_draft(programme, **fields)
    publisher = user_as("sponsor" if sponsor_in else "manager", programme)
    if sponsor_in:
        actions.publish(draft, by=publisher)
    else:
        Article.objects.filter(pk=draft.pk).update(shown=1, state="published")
    article = Article.objects.get()
    roles = ["sponsor", "manager", "consultant", "executive", "member", "vendor_contact"]

    assert {role for role in roles if may_read(user_as(role, programme), article)} == readers
    assert set(Article.objects.readable_by(make_user())) == set()


def test_in_this_programme_only_means_its_people_only(programme):
    article = make_article(programme, reach="programme")
    wide = make_article(programme)
    reader = user_as("member", second_programme(programme))

    assert (may_read(reader, article), may_read(reader, wide)) == (False, True)


def test_counters_are_no_entries_on_record(programme):
    article = make_article(programme)

    actions.count_reading(article)
    actions.say_whether_useful(article, useful=True)
    actions.say_whether_useful(article, useful=False)

    article = Article.objects.get()
    assert (article.reads, article.useful, article.not_useful) == (1, 1, 1)
    assert trail(article) == ["created", "publish"]
