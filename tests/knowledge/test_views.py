"""The pages of the knowledge base."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from implementation.knowledge import actions
from implementation.knowledge.models import Article, Link, Shelf
from tests.factories import make_programme, user_as
from tests.knowledge.factories import make_article, make_draft, second_programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(programme):
    return f"/programmes/{programme.pk}/knowledge/"


def written(**given):
    readers = ["sponsor", "manager", "consultant", "executive", "member"]
    return {"title": "Exit", "text": "# One", "language": "en", "reach": "organisation", "readers": readers} | given


def text(answer):
    return answer.content.decode()


def test_an_empty_base_says_what_to_do(as_role, home):
    page = text(as_role("member").get(home))

    assert "No article yet" in page and "Write an article" in page and "Vision and return" in page


def test_an_article_is_written_published_and_found(programme, as_role, home):
    as_role("member").post(f"{home}new/", written(shelf=programme.organisation.shelves.first().pk, keywords="Lock-in"))
    article = Article.objects.get()
    client = as_role("manager")
    page = text(client.get(f"{home}{article.pk}/"))
    client.post(f"{home}{article.pk}/publish/", {"seen": 1})

    found = client.get(f"{home}?q=exit&keyword=Lock-in")

    assert "Publish the article" in page and "<h2>One</h2>" in page
    assert [hit.title for hit in found.context["hits"]] == ["<mark>Exit</mark>"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"readers": []}, "Choose at least one role that may read it."),
        ({"readers": ["boss"]}, "Select a valid choice."),
        ({"shelf": "999999"}, "Select a valid choice."),
        ({"text": "x" * 40_001}, "at most 40000 characters"),
    ],
)
def test_a_form_with_a_mistake_says_so_and_writes_nothing(as_role, home, given, sentence):
    page = text(as_role("member").post(f"{home}new/", written(**given)))

    assert sentence in page and not Article.objects.exists()


def test_a_shelf_of_another_organisation_is_not_taken(as_role, home):
    foreign = make_programme().organisation.shelves.first()

    page = text(as_role("member").post(f"{home}new/", written(shelf=foreign.pk)))

    assert "Select a valid choice." in page and not Article.objects.exists()


def test_an_edit_waits_and_shows_what_differs(programme, as_role, home):
    article = make_article(programme, title="Exit", text="old words")
    client = as_role("consultant")
    client.post(f"{home}{article.pk}/edit/", written(text="new words", note="Mended", revision=1))

    page = text(client.get(f"{home}{article.pk}/"))
    history = text(client.get(f"{home}{article.pk}/history/"))
    reader = text(as_role("member").get(f"{home}{article.pk}/history/"))

    assert "Version 2 waits to be published; readers see version 1." in page and "old words" in page
    assert "<del>old</del> words" in history and "<ins>new</ins> words" in history and "Mended" in history
    assert "new words" not in reader and "Mended" not in reader


def test_a_version_is_restored_from_its_page(programme, as_role, home):
    draft = make_draft(programme, text="one")
    actions.save_version(draft, by=user_as("consultant", programme), text="two")

    as_role("consultant").post(f"{home}{draft.pk}/history/1/restore/")

    assert (Article.objects.get().text, Article.objects.get().newest) == ("one", 3)


def test_the_author_sees_why_the_button_is_closed(programme, as_role, home):
    draft = make_draft(programme)

    page = text(as_role("consultant").get(f"{home}{draft.pk}/"))

    assert "You wrote this, so someone else publishes it." in page


def test_a_link_opens_in_a_programme_that_its_reader_is_on(programme, client):
    article, other = make_article(programme), second_programme(programme)
    client.force_login(user_as("member", other))

    assert client.get(article.get_absolute_url()).url == f"/programmes/{other.pk}/knowledge/{article.pk}/"


def test_a_vendor_contact_reads_what_is_ticked_by_its_link_and_no_list(programme, as_role, home):
    ticked = make_article(programme, roles=["manager", "vendor_contact"])
    other = make_article(programme)
    client = as_role("vendor_contact")

    answers = [client.get(f"{home}{pk}/").status_code for pk in (ticked.pk, other.pk)]

    assert (answers, client.get(home).status_code) == ([200, 403], 403)


def test_an_article_of_another_organisation_is_not_here(as_role, home):
    elsewhere = make_article(make_programme())

    assert as_role("manager").get(f"{home}{elsewhere.pk}/").status_code == 404


def test_a_reading_is_counted_once_for_each_session_and_so_is_what_was_useful(programme, as_role, home):
    article = make_article(programme)
    client = as_role("member")
    for _again in range(2):
        client.get(f"{home}{article.pk}/")
        client.post(f"{home}{article.pk}/useful/", {"useful": "yes"})
    client.post(f"{home}{article.pk}/useful/", {"useful": "perhaps"})

    article = Article.objects.get()
    assert (article.reads, article.useful, article.not_useful) == (1, 1, 0)


def test_numbers_count_only_what_may_be_read(programme, as_role, home):
    shelf = programme.organisation.shelves.first()
    make_article(programme, shelf=shelf, keywords="Data")
    make_article(programme, shelf=shelf, keywords="Data, Secret", roles=["sponsor", "manager", "consultant"])

    member, sponsor = (as_role(role).get(home).context for role in ("member", "sponsor"))

    assert (member["tree"][0].count, member["keywords"]) == (1, [("Data", 1)])
    assert (sponsor["tree"][0].count, sponsor["keywords"]) == (2, [("Data", 2), ("Secret", 1)])


def test_what_waits_is_listed_for_who_may_publish_it(programme, as_role, home):
    make_draft(programme, title="Waits")

    assert "Waiting to be published" in text(as_role("manager").get(home))
    assert "Waiting to be published" not in text(as_role("member").get(home))


@pytest.mark.parametrize("page", ["", "?q=exit", "?shelf={shelf}", "?keyword=data"])
def test_thirty_articles_cost_as_many_queries_as_one(programme, as_role, home, page):
    shelf = programme.organisation.shelves.first()
    address = home + page.format(shelf=shelf.pk)
    client = as_role("manager")

    def queries():
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    make_article(programme, title="Exit", keywords="data", shelf=shelf)
    queries()
    one = queries()
    for _more in range(29):
        make_article(programme, title="Exit", keywords="data", shelf=shelf)

    assert queries() == one


def test_knowledge_is_looked_for_and_linked_to_a_record(programme, as_role, home):
    article, stage = make_article(programme, title="Exit"), programme.stages.first()
    client = as_role("member")
    page = text(client.get(f"{home}?for=programme.stage:{stage.pk}"))

    answer = client.post(f"{home}{article.pk}/link/programme.stage/{stage.pk}/", {"helps": "yes"})

    assert f'action="{home}{article.pk}/link/programme.stage/{stage.pk}/"' in page
    assert answer.url == f"{stage.get_absolute_url()}#knowledge" and Link.objects.get().record == stage


@pytest.mark.parametrize(
    "asked", ["x", "programme.stage:", "programme.stage:²", "programme.stage:" + "9" * 30, "a.b:1"]
)
def test_looking_for_nothing_that_is_there_is_a_plain_search(as_role, home, asked):
    assert as_role("member").get(home, {"for": asked}).context["helped"] is None


def test_a_record_of_another_programme_is_not_linked(programme, as_role, home):
    article, stage = make_article(programme), make_programme().stages.first()

    answer = as_role("member").post(f"{home}{article.pk}/link/programme.stage/{stage.pk}/")

    assert (answer.status_code, Link.objects.exists()) == (404, False)


def test_shelves_are_added_moved_and_removed(programme, as_role, home):
    top = programme.organisation.shelves.first()
    client = as_role("manager")
    client.post(f"{home}shelves/new/", {"name": "Below", "under": top.pk, "order": 1})
    below = Shelf.objects.get(name="Below")
    client.post(f"{home}shelves/{below.pk}/", {"name": "Lower", "under": top.pk, "order": 2, "revision": 0})
    page = text(client.get(f"{home}shelves/"))
    client.post(f"{home}shelves/{below.pk}/remove/")

    assert "Lower" in page and not Shelf.objects.filter(pk=below.pk).exists()


def test_a_shelf_with_something_on_it_stays(programme, as_role, home):
    shelf = programme.organisation.shelves.first()
    make_article(programme, shelf=shelf)

    answer = as_role("manager").post(f"{home}shelves/{shelf.pk}/remove/")

    assert (answer.status_code, Shelf.objects.filter(pk=shelf.pk).exists()) == (409, True)
    assert "Something stands on this shelf" in text(answer)


def test_shelves_stand_three_deep_and_never_under_themselves(programme, as_role, home):
    organisation = programme.organisation
    one = Shelf.objects.create(organisation=organisation, name="1")
    two = Shelf.objects.create(organisation=organisation, name="2", under=one)
    three = Shelf.objects.create(organisation=organisation, name="3", under=two)
    client = as_role("manager")

    deep = text(client.post(f"{home}shelves/new/", {"name": "4", "under": three.pk, "order": 0}))
    circle = text(client.post(f"{home}shelves/{one.pk}/", {"name": "1", "under": three.pk, "order": 0, "revision": 0}))
    again = text(client.post(f"{home}shelves/new/", {"name": "1", "order": 0}))

    assert "three deep at most" in deep
    assert "A shelf cannot stand under itself" in circle
    assert "There is a shelf of that name in this place already." in again
