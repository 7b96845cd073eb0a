"""Two processes that post the same rows at the same moment leave them once, on SQLite and on PostgreSQL."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgres import cluster

ROOT = Path(__file__).parent.parent.parent.parent


def run(database: str, *given: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.sla.api.race", *given],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def race(database: str) -> None:
    one, other = run(database, "prepare").split()
    at = str(time.time() + 4)
    racers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.sla.api.race", "post", key, at],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database},
            stdout=subprocess.PIPE,
            text=True,
        )
        for key in (one, one, other)
    ]
    said = [racer.communicate(timeout=120)[0] for racer in racers]

    answers = [tuple(map(int, line.split())) for line in said]
    assert [status for status, *_rest in answers] == [200, 200, 200], said
    assert sorted(added for _status, added, _repeated in answers) == [0, 0, 500]
    assert sorted(repeated for _status, _added, repeated in answers) == [0, 500, 500]
    assert run(database, "count").split() == ["500", "1", "0"]


def test_the_same_rows_at_once_are_kept_once(tmp_path):
    race(f"sqlite:///{tmp_path / 'race.sqlite3'}")


@pytest.mark.postgres
def test_the_same_rows_at_once_are_kept_once_on_postgresql():
    with cluster() as database:
        race(database)
