import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from implementation.data_readiness import actions
from implementation.data_readiness.models import DataFile
from implementation.data_readiness.models.file import FOLDER
from tests.data_readiness.factories import make_file, make_profiled

pytestmark = pytest.mark.django_db


def days(count):
    return timezone.localdate() + datetime.timedelta(days=count)


def test_rows_whose_day_has_come_go_and_their_figures_stay(programme, django_capture_on_commit_callbacks):
    profile = make_profiled(programme)
    due, kept = make_file(programme, delete_on=days(0)), make_file(programme, delete_on=days(1))
    DataFile.objects.filter(pk=profile.data_file_id).update(delete_on=days(-1))

    with django_capture_on_commit_callbacks(execute=True):
        count = actions.delete_due()

    profile.refresh_from_db()
    states = dict(DataFile.objects.values_list("pk", "state"))
    assert (count, profile.rows) == (2, 2)
    assert states == {profile.data_file_id: "deleted", due.pk: "deleted", kept.pk: "profiled"}
    assert default_storage.listdir(FOLDER)[1] == [kept.file.name.rpartition("/")[2]]


def test_a_second_night_finds_nothing_to_do(programme, django_capture_on_commit_callbacks):
    make_file(programme, delete_on=days(0))
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_due()

    assert actions.delete_due() == 0


def test_bytes_that_a_stopped_deletion_left_go_the_next_night(programme):
    found = make_file(programme, delete_on=days(0))
    actions.delete_rows(found, by=None)  # stopped before it was settled

    actions.delete_due()

    assert (DataFile.objects.get().file.name, default_storage.listdir(FOLDER)[1]) == ("", [])


def test_bytes_without_a_row_go_after_some_hours(programme):
    kept = make_file(programme)
    default_storage.save(f"{FOLDER}/stray", ContentFile(b"rows"))

    early = actions.delete_strays()
    late = actions.delete_strays(timezone.now() + datetime.timedelta(hours=7))

    assert (early, late) == (0, 1)
    assert default_storage.listdir(FOLDER)[1] == [kept.file.name.rpartition("/")[2]]
