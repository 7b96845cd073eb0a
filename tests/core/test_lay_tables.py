"""Run as somebody who installs does, on a database file of its own."""

import os
import sqlite3
import subprocess
import sys

import pytest


@pytest.fixture
def manage(tmp_path):
    file = tmp_path / "new.sqlite3"

    def run(*words):
        environment = os.environ | {"DATABASE_URL": f"sqlite:///{file}"}
        return subprocess.run([sys.executable, "manage.py", *words], env=environment, capture_output=True, text=True)

    run.file = file
    return run


def rows(file, sql):
    with sqlite3.connect(file) as database:
        return database.execute(sql).fetchall()


def test_an_empty_database_gets_every_table_and_nothing_is_left_to_migrate(manage):
    laid = manage("lay_tables")
    again = manage("lay_tables", "--verbosity", "1")

    assert (laid.returncode, laid.stdout) == (0, "The tables are laid.\n")
    assert manage("migrate", "--check").returncode == 0
    assert "No migrations to apply." in again.stdout


def test_killed_in_the_middle_it_goes_on_where_it_was(manage):
    assert manage("lay_tables").returncode == 0
    with sqlite3.connect(manage.file) as database:
        database.execute("delete from django_migrations")
        database.execute("drop table goals_measurement")

    again = manage("lay_tables")

    assert (again.returncode, again.stdout) == (0, "The tables are laid.\n")
    assert rows(manage.file, "select count(*) from goals_measurement") == [(0,)]
    assert manage("migrate", "--check").returncode == 0
