"""Run by test_postgresql.py as a process of its own, on a database made by the migrations: what searches find there."""

import io
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from huey.contrib.djhuey import HUEY  # noqa: E402

HUEY.immediate = True


def main() -> None:
    call_command("lay_tables", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from implementation.knowledge.related import related
    from implementation.knowledge.search import search
    from tests.factories import make_programme, user_as
    from tests.knowledge.factories import make_article

    with transaction.atomic():
        programme = make_programme()
        make_article(programme, title="Notes", text="About pilots and one exit.")
        make_article(programme, title="Keys", text="Nothing", keywords="exit, pilots")
        make_article(programme, title="Exit from a pilot", text="Nothing")
        make_article(programme, title="退出计划", text="合同到期前交还客户数据。", language="zh-hans")
        make_article(programme, title="Secret", roles=["sponsor", "manager", "consultant"])
    member = user_as("member", programme)
    for words in ("数据", "客", "exit", "pilots exi", "secret", "!!!", "a:b & | ! ' \" ("):
        say(words, [hit.article.title for hit in search(member, words)])
    stage = programme.stages.first()
    stage.name = "Exit of the pilot"
    say("stage", [item.article.title for item in related(stage, member)])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM knowledge_words")
    call_command("rebuild_knowledge_index", stdout=io.StringIO())
    say("rebuilt", [hit.article.title for hit in search(member, "exit")])


def say(words: str, found: list[str]) -> None:
    print(words, found)  # noqa: T201


main()
