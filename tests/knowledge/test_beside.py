"""Articles offered beside the records they help with."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import notes
from core.models import AuditEntry
from implementation.knowledge import actions
from implementation.knowledge.models import Link
from implementation.knowledge.related import related
from tests.factories import make_programme, user_as
from tests.knowledge.factories import make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(programme):
    found = programme.stages.first()
    type(found).objects.filter(pk=found.pk).update(name="Exit plan of the vendor")
    found.refresh_from_db()
    return found


@pytest.fixture
def member(programme):
    return user_as("member", programme)


def offered(record, user):
    return [(item.article.title, item.by_hand) for item in related(record, user)]


def test_titles_and_keywords_that_speak_of_the_same_are_offered(programme, milestone, member):
    make_article(programme, title="An exit plan that worked")
    make_article(programme, title="Leaving", keywords="vendor, exit")
    make_article(programme, title="Training plan")
    make_article(programme, title="Other", text="exit plan of the vendor")

    assert offered(milestone, member) == [("An exit plan that worked", False), ("Leaving", False)] or offered(
        milestone, member
    ) == [("Leaving", False), ("An exit plan that worked", False)]


def test_chinese_titles_are_compared_too(programme, milestone, member):
    type(milestone).objects.filter(pk=milestone.pk).update(name="供应商退出计划")
    milestone.refresh_from_db()
    make_article(programme, title="怎样退出供应商")

    assert offered(milestone, member) == [("怎样退出供应商", False)]


def test_what_people_linked_comes_first_and_three_are_enough(programme, milestone, member):
    for n in range(4):
        make_article(programme, title=f"Exit plan {n}")
    linked = make_article(programme, title="Something else")
    actions.set_link(linked, milestone, helps=True, by=member)

    found = offered(milestone, member)

    assert (found[0], len(found)) == (("Something else", True), 3)


def test_what_does_not_help_is_not_offered_again_until_somebody_links_it(programme, milestone, member):
    article = make_article(programme, title="Exit plan")

    actions.set_link(article, milestone, helps=False, by=member)
    gone = offered(milestone, member)
    actions.set_link(article, milestone, helps=True, by=member)

    assert (gone, offered(milestone, member), Link.objects.count()) == ([], [("Exit plan", True)], 1)
    assert list(
        AuditEntry.objects.filter(label="knowledge.link").order_by("number").values_list("verb", flat=True)
    ) == [
        "created",
        "changed",
    ]


def test_nothing_is_offered_that_the_reader_may_not_read(programme, milestone, member):
    secret = make_article(programme, title="Exit plan for sponsors", roles=["sponsor", "manager", "consultant"])
    make_draft(programme, title="Exit plan, draft")
    make_article(make_programme(), title="Exit plan elsewhere")
    actions.set_link(secret, milestone, helps=True, by=user_as("manager", programme))

    assert offered(milestone, member) == []
    assert offered(milestone, user_as("sponsor", programme)) == [("Exit plan for sponsors", True)]


def test_only_who_reads_the_article_links_it(programme, milestone, member):
    secret = make_article(programme, roles=["sponsor", "manager", "consultant"])

    with pytest.raises(PermissionDenied):
        actions.set_link(secret, milestone, helps=True, by=member)

    assert not Link.objects.exists()


def test_two_queries_whatever_there_is(programme, milestone, member, django_assert_num_queries):
    make_article(programme, title="Exit plan")
    related(milestone, member)
    with CaptureQueriesContext(connection) as few:
        related(milestone, member)
    for n in range(30):
        actions.set_link(make_article(programme, title=f"Exit plan {n}"), milestone, helps=True, by=member)

    assert len(few) == 2
    with django_assert_num_queries(2):
        assert len(related(milestone, member)) == 3


def test_the_page_of_a_record_shows_them_with_their_buttons(programme, milestone, as_role):
    article = make_article(programme, title="Exit plan <b>")

    page = as_role("member").get(milestone.get_absolute_url()).content.decode()

    assert "Exit plan &lt;b&gt;" in page and "Not here" in page
    assert f"/knowledge/{article.pk}/link/programme.stage/{milestone.pk}/" in page
    assert f"/knowledge/raise/programme.stage/{milestone.pk}/" in page


def test_every_remark_and_file_can_be_raised_but_a_withdrawn_one(programme, milestone, as_role):
    kept = notes.comment(milestone, text="Seen", by=user_as("manager", programme))
    gone = notes.comment(milestone, text="Gone", by=user_as("manager", programme))
    type(gone).objects.filter(pk=gone.pk).update(withdrawn_at=gone.at)

    page = as_role("member").get(milestone.get_absolute_url()).content.decode()

    assert f"/knowledge/raise/core.comment/{kept.pk}/" in page
    assert f"/knowledge/raise/core.comment/{gone.pk}/" not in page and "Gone" not in page


def test_an_article_names_its_readers_only(programme):
    from core.beside import readers

    people = {role: user_as(role, programme) for role in ["sponsor", "member", "vendor_contact", "consultant"]}
    article = make_article(programme, roles=["sponsor", "manager", "vendor_contact"])

    assert set(readers(article)) == {
        people["sponsor"],
        people["vendor_contact"],
        people["consultant"],
        user_as("manager", programme),
        programme.created_by,
    }
