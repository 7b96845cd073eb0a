"""Rows of pairs: found again without the upload, and gone with it."""

import datetime
import io
from unittest import mock

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from implementation.data_readiness import actions, kept_rows
from implementation.data_readiness.actions import duplicates
from implementation.data_readiness.models.file import FOLDER
from tests.data_readiness.duplicate_factories import PEOPLE, ROLES
from tests.data_readiness.factories import make_file
from tests.factories import user_as

CELLS = st.lists(st.text(max_size=9), max_size=4)
ROWS = st.dictionaries(st.tuples(st.integers(0, 1), st.integers(1, 3_000_000)), CELLS, max_size=20)


@settings(max_examples=50)
@given(ROWS, ROWS)
def test_what_is_written_is_read_again_and_nothing_else(rows, others):
    stream = io.BytesIO()

    kept_rows.write(stream, sorted(rows.items()))

    assert kept_rows.read(stream, {*rows, *others}) == rows


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


@pytest.fixture
def run(programme, manager):
    found = duplicates.start_search(make_file(programme, PEOPLE), roles=ROLES, by=manager)
    duplicates.search(found.pk)
    found.refresh_from_db()
    return found


def stored():
    return default_storage.listdir(FOLDER)[1]


@pytest.mark.django_db
def test_a_review_reads_the_rows_of_its_pair_and_not_the_upload(run):
    with mock.patch.object(kept_rows, "read_rows", side_effect=AssertionError("the upload is read")):
        found = kept_rows.rows_at(run, {(0, 3), (0, 4)})

    assert {row: cells[2] for row, cells in found.items()} == {(0, 3): "Sondergedl", (0, 4): "Waller"}


@pytest.mark.django_db
def test_a_search_from_before_reads_the_upload(run):
    run.rows_file = ""

    assert [cells[1] for cells in kept_rows.rows_at(run, {(0, 2)}).values()] == ["Ann"]


@pytest.mark.django_db
def test_the_rows_of_pairs_go_with_the_upload(run, manager, django_capture_on_commit_callbacks):
    before = len(stored())

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_rows(run.data_file, by=manager)

    run.refresh_from_db()
    assert (before, stored(), run.rows_file.name, run.pairs.count()) == (2, [], "", 2)


@pytest.mark.django_db
def test_the_rows_of_pairs_go_with_either_of_two_uploads(programme, manager, django_capture_on_commit_callbacks):
    people, other = make_file(programme, PEOPLE), make_file(programme, PEOPLE)
    run = duplicates.start_search(people, roles=ROLES, other_file=other, other_roles=ROLES, by=manager)
    duplicates.search(run.pk)

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_rows(other, by=manager)

    assert stored() == [people.file.name.rpartition("/")[2]]


@pytest.mark.django_db
def test_rows_deleted_while_they_are_searched_are_not_kept(programme, manager):
    people = make_file(programme, PEOPLE)
    run = duplicates.start_search(people, roles=ROLES, by=manager)

    def deleted_meanwhile(*_args, **_how):
        type(people).objects.filter(pk=people.pk).update(state="deleted")
        return default_storage.save(f"{FOLDER}/kept", io.BytesIO(b"rows"))

    with mock.patch.object(kept_rows, "keep", side_effect=deleted_meanwhile):
        duplicates.search(run.pk)

    run.refresh_from_db()
    assert (run.state, run.rows_file.name) == ("done", "")
    assert stored() == [people.file.name.rpartition("/")[2]]


@pytest.mark.django_db
def test_the_night_deletes_strays_and_not_the_rows_of_pairs(run):
    default_storage.save(f"{FOLDER}/stray", io.BytesIO(b"rows of a killed worker"))

    gone = actions.delete_strays(timezone.now() + datetime.timedelta(hours=7))

    assert (gone, len(stored())) == (1, 2)
