"""The search on PostgreSQL, without any extension, and the index made anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from implementation.knowledge.models import Words
from implementation.knowledge.search import search
from tests.factories import user_as
from tests.knowledge.factories import make_article
from tests.postgres import cluster

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = "\n".join(
    [
        "数据 ['退出计划']",
        "客 ['退出计划']",
        "exit ['Exit from a pilot', 'Keys', 'Notes']",
        "pilots exi ['Exit from a pilot', 'Keys', 'Notes']",
        "secret []",
        "!!! []",
        "a:b & | ! ' \" ( []",
        "stage ['Exit from a pilot', 'Keys']",
        "rebuilt ['Exit from a pilot', 'Keys', 'Notes']",
    ]
)


def ask(database: str) -> str:
    env = os.environ | {"DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-m", "tests.knowledge.ask"], cwd=ROOT, env=env, capture_output=True, text=True, timeout=180
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return answer.stdout.strip()


def test_on_sqlite(tmp_path):
    assert ask(f"sqlite:///{tmp_path / 'knowledge.sqlite3'}") == EXPECTED


@pytest.mark.postgres
def test_on_postgresql():
    with cluster() as database:
        assert ask(database) == EXPECTED


@pytest.mark.django_db
def test_the_index_is_made_anew(programme, capsys):
    make_article(programme, title="Exit")
    Words.objects.all().delete()
    lost = len(search(user_as("member", programme), "exit"))

    call_command("rebuild_knowledge_index")

    assert (lost, len(search(user_as("member", programme), "exit"))) == (0, 1)
    assert capsys.readouterr().out == "1 articles indexed\n"
