"""What a search finds, in which order, and what it never tells."""

import pytest

from core.workflow import perform
from implementation.knowledge import actions
from implementation.knowledge.models import Shelf
from implementation.knowledge.search import search
from tests.factories import make_programme, user_as
from tests.knowledge.factories import attach, make_article, make_draft, second_programme

pytestmark = pytest.mark.django_db


def found(user, words, **narrowed):
    return [hit.article.title for hit in search(user, words, **narrowed)]


@pytest.fixture
def reader(programme):
    return user_as("member", programme)


def test_a_chinese_word_of_two_characters_is_found(programme, reader):
    make_article(programme, title="供应商退出计划", text="合同到期前交还客户数据。")
    make_article(programme, title="培训安排", text="先培训一线员工。")

    assert found(reader, "数据") == ["供应商退出计划"]
    assert found(reader, "客") == ["供应商退出计划"]
    assert found(reader, "户客") == []


def test_a_word_in_the_title_or_keywords_weighs_more_than_one_in_the_text(programme, reader):
    make_article(programme, title="Notes", text="About pilots and one exit.")
    make_article(programme, title="Keys", text="Nothing", keywords="exit, pilots")
    make_article(programme, title="Exit from a pilot", text="Nothing")

    assert found(reader, "exit") == ["Exit from a pilot", "Keys", "Notes"]


def test_every_word_must_be_there_and_a_beginning_is_enough(programme, reader):
    make_article(programme, title="Contract risks", text="Penalties for faults")

    assert found(reader, "risk penal") == ["Contract risks"]
    assert found(reader, "risk weather") == []


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "AND",
        "OR NOT",
        "a*",
        "title:x",
        "NEAR(a b)",
        "^a",
        "-",
        "()",
        "!!!",
        "%",
        "\\",
        "²",
        "é" * 10_000,
        "{a} : b",
        "1e5",
        "a:b & | !",
    ],
)
def test_no_query_is_an_error(programme, reader, words):
    make_article(programme, title="Contract", text="Text")

    assert found(reader, words) == []


def test_what_one_may_not_read_is_neither_found_nor_counted(programme, reader):
    make_article(programme, title="Penalty for all", text="x")
    make_article(programme, title="Penalty for sponsors", text="x", roles={"sponsor", "manager", "consultant"})
    make_draft(programme, title="Penalty, a draft")
    make_article(make_programme(), title="Penalty elsewhere")

    hits = search(reader, "penalty")

    assert (len(hits), [hit.article.title for hit in hits]) == (1, ["Penalty for all"])


def test_an_article_of_this_programme_only_stays_in_it(programme, reader):
    other = second_programme(programme)
    make_article(programme, title="Penalty here", reach="programme")

    assert found(reader, "penalty") == ["Penalty here"]
    assert found(user_as("member", other), "penalty") == []


def test_a_search_is_narrowed_by_shelf_keyword_and_language(programme, reader):
    top = programme.organisation.shelves.first()
    below = Shelf.objects.create(organisation=programme.organisation, under=top, name="Below")
    make_article(programme, title="Exit one", shelf=below, keywords="Lock-in, Data")
    make_article(programme, title="Exit two", language="zh-hans")

    assert found(reader, "exit", shelf=top) == ["Exit one"]
    assert found(reader, "exit", keyword="lock-in") == ["Exit one"]
    assert found(reader, "exit", keyword="lock") == []
    assert found(reader, "exit", language="zh-hans") == ["Exit two"]


def test_words_of_files_are_found_and_a_retired_article_is_not(programme, reader):
    article = make_article(programme, title="Handover")
    attach(article, "list.csv", "item,owner\n数据交还,Mia\n".encode("gb18030"), by=user_as("consultant", programme))

    assert found(reader, "数据交还") == ["Handover"]
    perform(article, "retire", by=user_as("manager", programme), note="Old")
    assert found(reader, "数据交还") == []


def test_a_newer_version_is_found_only_when_it_is_published(programme, reader):
    article = make_article(programme, title="Handover", text="first")
    actions.save_version(article, by=user_as("consultant", programme), text="second")

    assert (found(reader, "first"), found(reader, "second")) == (["Handover"], [])
    actions.publish(article, by=user_as("manager", programme))
    assert (found(reader, "first"), found(reader, "second")) == ([], ["Handover"])


def test_an_extract_is_marked_and_escaped(programme, reader):
    make_article(
        programme, title="<i>Exit</i>", text="Before the exit, <script>alert(1)</script> is *data* handed back."
    )

    hit = next(iter(search(reader, "exit")))

    assert hit.title == "&lt;i&gt;<mark>Exit</mark>&lt;/i&gt;"
    assert hit.extract == ("Before the <mark>exit</mark>, &lt;script&gt;alert(1)&lt;/script&gt; is data handed back.")
