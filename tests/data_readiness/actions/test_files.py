import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from core.sheets import Unreadable
from implementation.data_readiness import actions
from implementation.data_readiness.actions import duplicates
from implementation.data_readiness.models import DataFile
from implementation.data_readiness.models.file import FOLDER
from implementation.data_readiness.rows import columns_of, read_rows
from tests.data_readiness.factories import CUSTOMERS, make_file, make_source
from tests.data_readiness.tables.test_opening import workbook
from tests.factories import user_as

pytestmark = pytest.mark.django_db
TITLED = "Export of May\n\nno;mail\n1;a@example.org\n2;\n"


def bring(programme, data=CUSTOMERS.encode(), name="customers.csv", role="consultant", source=None):
    upload = SimpleUploadedFile(name, data)
    return actions.bring_file(source or make_source(programme), upload, by=user_as(role, programme))


def kept_on_disk() -> list[str]:
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


def test_an_upload_is_kept_with_how_it_is_read_and_the_day_it_goes(programme):
    source = make_source(programme, kept_days=3)

    found = bring(programme, TITLED.encode("utf-16"), source=source)

    assert (found.state, found.encoding, found.delimiter, found.header_row) == ("uploaded", "utf-16", ";", 3)
    assert (columns_of(found), found.row_count) == (["no", "mail"], 2)
    assert list(read_rows(found)) == [(4, ["1", "a@example.org"]), (5, ["2", ""])]
    assert found.delete_on == timezone.localdate() + datetime.timedelta(days=3)


def test_a_workbook_is_kept_as_text_and_read_by_its_sheet(programme):
    data = workbook({"客户": [["no", "name"], [1, "王伟"]], "B": [["x"], ["y"]]})

    found = bring(programme, data, "customers.xlsx")

    assert (found.sheet, list(read_rows(found))) == ("客户", [(2, ["1", "王伟"])])
    again = actions.read_otherwise(
        found, {"sheet": "B", "header_row": 1, "country": "CN"}, by=user_as("manager", programme)
    )
    assert (columns_of(again), list(read_rows(again))) == (["x"], [(2, ["y"])])


def test_nothing_of_an_upload_stands_in_its_name_on_disk_or_in_the_audit_trail(programme):
    found = bring(programme)

    told = [str((entry.before, entry.after, entry.note, entry.title)) for entry in AuditEntry.objects.all()]
    assert "customers" not in found.file.name
    assert not any("13800138000" in text or "Ann" in text or found.file.name in text for text in told)
    assert AuditEntry.objects.filter(label="data_readiness.datafile").values_list("verb").get() == ("uploaded",)


def test_a_file_that_cannot_be_read_leaves_nothing_behind(programme):
    with pytest.raises(Unreadable):
        bring(programme, b"a,b\n1,\x00\n" + b"1,2\n" * 200)

    assert (DataFile.objects.count(), kept_on_disk()) == (0, [])


def test_an_upload_that_fails_midway_leaves_nothing_behind(programme, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("implementation.data_readiness.actions.files.actions.create", fail)

    with pytest.raises(ConnectionError):
        bring(programme)
    assert (DataFile.objects.count(), kept_on_disk()) == (0, [])


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_works_with_data_brings_it(programme, role):
    with pytest.raises(PermissionDenied):
        bring(programme, role=role)
    assert kept_on_disk() == []


def test_corrected_columns_are_remembered_for_the_next_file(programme):
    source = make_source(programme)
    first = bring(programme, source=source)

    actions.correct_columns(first, {4: {"kind": "code", "personal": True}}, by=user_as("manager", programme))

    source.refresh_from_db()
    assert bring(programme, source=source).columns[4] == {"name": "city", "kind": "code", "personal": True}


def test_a_type_that_nobody_knows_is_refused(programme):
    with pytest.raises(Refused, match="Choose a type"):
        actions.correct_columns(bring(programme), {0: {"kind": "zebra"}}, by=user_as("manager", programme))


def test_a_file_at_work_is_not_read_in_another_way(programme):
    found = make_file(programme, state="profiling")

    with pytest.raises(Refused, match="at work"):
        actions.read_otherwise(found, {"header_row": 1}, by=user_as("manager", programme))


def test_deleted_rows_are_gone_from_disk_and_the_row_says_so(programme, django_capture_on_commit_callbacks):
    found = bring(programme)
    before = AuditEntry.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_rows(found, by=user_as("manager", programme))

    fresh = DataFile.objects.get()
    assert (fresh.state, fresh.file.name, kept_on_disk()) == ("deleted", "", [])
    assert AuditEntry.objects.count() == before + 1
    with pytest.raises(Refused, match="Upload it again"):
        list(read_rows(fresh))


def test_rows_are_kept_on_purpose_with_a_reason_and_an_end(programme):
    found, until = bring(programme), timezone.localdate() + datetime.timedelta(days=60)
    before = AuditEntry.objects.count()

    kept = actions.keep_rows(found, reason=" For the move ", until=until, by=user_as("sponsor", programme))

    assert (kept.kept_by, kept.kept_reason, kept.kept_until, kept.delete_on) == (
        user_as("sponsor", programme),
        "For the move",
        until,
        until,
    )
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.parametrize(("reason", "days"), [("", 30), ("Move", 0), ("Move", -1), ("Move", 366)])
def test_rows_are_not_kept_without_a_reason_or_without_an_end(programme, reason, days):
    until = timezone.localdate() + datetime.timedelta(days=days)

    with pytest.raises(Refused):
        actions.keep_rows(make_file(programme), reason=reason, until=until, by=user_as("manager", programme))


def test_a_consultant_does_not_keep_rows(programme):
    until = timezone.localdate() + datetime.timedelta(days=5)

    with pytest.raises(PermissionDenied):
        actions.keep_rows(make_file(programme), reason="Move", until=until, by=user_as("consultant", programme))


@pytest.fixture
def counts_few(monkeypatch):
    """As if a file of more than 600 rows were long."""
    monkeypatch.setattr("implementation.data_readiness.actions.files.MOST_COUNTED", 600)
    monkeypatch.setattr("implementation.data_readiness.models.file.MOST_COUNTED", 600)


LONG = ["no,mail", *[f"{n:05},a{n:05}@example.org" for n in range(6000)]]


def test_a_long_file_is_estimated_first_and_counted_by_its_profile(programme, counts_few):
    found = bring(programme, "\n".join(LONG).encode())
    told = (found.is_rough, 5000 < found.row_count < 7000, found.row_count % 100)
    DataFile.objects.filter(pk=found.pk).update(state="queued")

    actions.run_profile(found.pk)

    found.refresh_from_db()
    assert told == (True, True, 0)
    assert (found.state, found.row_count, found.is_rough) == ("profiled", 6000, False)


@pytest.mark.parametrize(
    ("line", "sentence"), [("1," + "x" * 30_000, "line 5002"), ("1,a\x00b", "no table"), ("x," * 300, "columns")]
)
def test_what_is_no_table_far_down_is_told_by_the_profile_and_the_search(programme, counts_few, line, sentence):
    found = bring(programme, "\n".join([*LONG[:5001], line, *LONG[5001:]]).encode())
    DataFile.objects.filter(pk=found.pk).update(state="queued")

    actions.run_profile(found.pk)
    run = duplicates.start_search(found, roles=["ignored", "email"], by=user_as("manager", programme))
    duplicates.search(run.pk)

    found.refresh_from_db()
    run.refresh_from_db()
    assert (found.state, run.state, sentence.lower() in found.trouble.lower()) == ("failed", "failed", True)
    assert run.trouble == found.trouble
    assert kept_on_disk() == [found.file.name.rpartition("/")[2]]
