"""Two sponsors decide in the same second, in two processes: one decision is left, and the other is told why."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgres import cluster

ROOT = Path(__file__).resolve().parents[2]


def start(database: str, *command: str) -> subprocess.Popen:
    env = os.environ | {"DATABASE_URL": database, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.race", *command], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )


def run(database: str, *command: str) -> str:
    process = start(database, *command)
    said, _nothing = process.communicate(timeout=600)
    assert process.returncode == 0
    return said


def race(database: str) -> None:
    run(database, "prepare")
    moment = str(time.time() + 6)
    both = [start(database, "decide", f"Sponsor {n}", moment) for n in (1, 2)]
    said = sorted(process.communicate(timeout=600)[0] for process in both)

    assert said == ["decided", "refused: Nothing waits for a decision here: it was decided or withdrawn meanwhile."]
    assert run(database, "count") == "(1, 1, 1, [])"


def test_on_sqlite(tmp_path):
    race(f"sqlite:///{tmp_path / 'race.sqlite3'}")


@pytest.mark.postgres
def test_on_postgresql():
    with cluster() as database:
        race(database)
