import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from sla.intake import imports
from sla.models import Breach, EventImport, Measurement, MonthlyResult
from tests.factories import user_as
from tests.sla.factories import BREACH, bring_in, csv_of, look_at, make_agreement, upload

pytestmark = pytest.mark.django_db


def written(agreement):
    return Measurement.objects.live().filter(monitor__agreement=agreement).count()


def results(agreement):
    found = MonthlyResult.objects.filter(objective__agreement=agreement)
    return list(found.values_list("month", "raw", "adjusted", "coverage", "down_seconds").order_by("month"))


def test_a_look_writes_no_measurement(programme):
    agreement = make_agreement(programme)

    batch = look_at(agreement)

    assert (batch.state, batch.rows, batch.added, batch.repeated, batch.problems) == ("dry_run", 5, 5, 0, [])
    assert batch.monitors[0]["monitor"] == "shop"
    assert written(agreement) == 0
    assert not MonthlyResult.objects.exists()


def test_an_import_writes_every_row_and_judges_the_months(programme):
    agreement = make_agreement(programme)

    batch = bring_in(agreement)

    assert (batch.state, batch.added) == ("imported", 5)
    assert written(agreement) == 5
    assert Breach.objects.get().month.isoformat() == "2025-01-01"


def test_the_same_file_twice_changes_nothing(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)
    before = results(agreement)

    second = look_at(agreement)
    done = imports.take_in(second, by=user_as("manager", programme))

    assert (second.added, second.repeated) == (0, 5)
    assert done.added == 0
    assert written(agreement) == 5
    assert results(agreement) == before
    assert Breach.objects.count() == 1


def test_a_bad_row_is_named_with_its_line_and_nothing_is_written(programme):
    agreement = make_agreement(programme)
    content = csv_of("shop,2025-01-01T00:00:00Z,up,200,1", "shop,2025-13-01T00:00:00Z,up,200,1")

    batch = look_at(agreement, content)

    assert batch.problems == [{"line": 3, "reason": "bad_timestamp", "value": "2025-13-01T00:00:00Z"}]
    with pytest.raises(Refused, match="upload it again"):
        imports.take_in(batch, by=user_as("manager", programme))
    assert written(agreement) == 0
    assert EventImport.objects.get().state == "dry_run"


def test_a_row_that_contradicts_the_record_is_refused(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)

    batch = look_at(agreement, BREACH.replace(b"11:00:00Z,up", b"11:00:00Z,down"))

    assert [problem["line"] for problem in batch.problems] == [4]
    assert batch.problems[0]["reason"] == "contradiction"


def test_rows_that_contradict_one_another_are_refused(programme):
    content = csv_of("shop,2025-01-01T00:00:00Z,up,200,1", "shop,2025-01-01T00:00:00Z,down,0,0")

    batch = look_at(make_agreement(programme), content)

    assert [problem["line"] for problem in batch.problems] == [3]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\xff\xfe", "neither text nor a workbook"),
        (b"a,b\n1,2\n", "column is missing that is needed"),
        (b"monitor,timestamp_utc,status\n", "no rows"),
    ],
)
def test_a_file_that_is_no_log_is_refused_whole(programme, content, words):
    agreement = make_agreement(programme)

    with pytest.raises(ValidationError, match=words):
        look_at(agreement, content)

    assert not EventImport.objects.exists()


def test_a_file_above_the_limit_is_refused_before_it_is_read(programme):
    agreement = make_agreement(programme)
    big = upload(b"")
    big.size = 200 * 1024 * 1024 + 1

    with pytest.raises(ValidationError, match="200 MiB"):
        imports.dry_run(agreement, upload=big, source_note="x", by=user_as("manager", programme))


def test_a_file_altered_since_the_look_is_refused(programme):
    agreement = make_agreement(programme)
    batch = look_at(agreement)
    with open(batch.file.path, "ab") as kept:
        kept.write(b"shop,2025-03-02T00:00:00Z,up,200,1\n")

    with pytest.raises(Refused, match="altered"):
        imports.take_in(batch, by=user_as("manager", programme))

    assert written(agreement) == 0


def test_only_editors_import(programme):
    agreement = make_agreement(programme)
    batch = look_at(agreement)
    executive = user_as("executive", programme)

    with pytest.raises(PermissionDenied):
        imports.dry_run(agreement, upload=upload(), source_note="x", by=executive)
    with pytest.raises(PermissionDenied):
        imports.take_in(batch, by=executive)


def test_a_second_import_of_one_look_is_refused(programme):
    batch = bring_in(make_agreement(programme))

    with pytest.raises(Refused, match="already"):
        imports.take_in(batch, by=user_as("manager", programme))


def test_a_look_and_an_import_leave_an_entry_each(programme):
    agreement = make_agreement(programme)

    batch = bring_in(agreement)

    entries = AuditEntry.objects.filter(label="sla.eventimport", object_id=batch.pk).order_by("number")
    assert [entry.verb for entry in entries] == ["looked at", "read", "found", "confirm"]


def test_gaps_longer_than_the_silence_are_counted(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(max_silence_hours=26)

    batch = look_at(agreement)

    assert batch.monitors[0]["gaps"] == 3
    assert batch.monitors[0]["used"] is True
