import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.models import AuditEntry
from core.refusal import Refused
from sla.intake import imports, runs
from sla.intake.jobs import work
from sla.intake.runs import Beat, Stopped
from sla.models import Breach, EventImport, IntakeRun, Measurement, MonthlyResult
from tests.factories import user_as
from tests.sla.factories import BREACH, bring_in, csv_of, look_at, make_agreement, upload

pytestmark = pytest.mark.django_db


def brought(agreement, content=BREACH):
    by = user_as("manager", agreement.programme)
    batch, guess = imports.bring(agreement, upload=upload(content), source_note="Ours.", by=by)
    imports.read_as(batch, guess.mapping, by=by)
    return EventImport.objects.get(pk=batch.pk)


def run_of(batch):
    return IntakeRun.objects.get(batch=batch)


def staged(batch):
    return Measurement.objects.filter(source=batch).count()


def test_a_file_waits_in_the_queue_and_is_read_by_whoever_takes_it(programme):
    batch = brought(make_agreement(programme))

    assert (batch.state, run_of(batch).state) == ("reading", "queued")
    assert work(run_of(batch).pk) is True
    batch.refresh_from_db(fields=["rows"])

    assert (run_of(batch).state, batch.rows, staged(batch)) == ("over", 5, 5)
    assert not MonthlyResult.objects.exists()


def test_one_file_of_an_agreement_is_worked_on_at_a_time(programme):
    agreement = make_agreement(programme)
    first, second = brought(agreement), brought(agreement)
    runs.take(run_of(first).pk)

    assert work(run_of(second).pk) is False
    assert runs.waiting(agreement.pk) is None


def test_a_file_of_another_agreement_is_not_held_up(programme):
    first, second = brought(make_agreement(programme)), brought(make_agreement(programme))
    runs.take(run_of(first).pk)

    assert work(run_of(second).pk) is True


def test_a_queued_file_is_cancelled_at_once(programme):
    batch = brought(make_agreement(programme))

    assert runs.cancel(batch, by=user_as("manager", programme)) is True

    assert EventImport.objects.get().state == "discarded"
    assert run_of(batch).state == "over"
    assert work(run_of(batch).pk) is False


def test_work_that_is_cancelled_stops_at_its_next_batch_and_leaves_nothing(programme, monkeypatch):
    batch = brought(make_agreement(programme))
    monkeypatch.setattr("sla.intake.reading.BATCH", 2)
    put = imports.runs.Beat.__call__
    seen = []

    def beat(self, **fields):
        put(self, **fields)
        seen.append(staged(batch))
        if staged(batch) == 4:
            runs.cancel(EventImport.objects.get(pk=batch.pk), by=user_as("manager", programme))

    monkeypatch.setattr(Beat, "__call__", beat)
    work(run_of(batch).pk)

    assert max(seen) == 4
    assert EventImport.objects.get().state == "discarded"
    assert (staged(batch), run_of(batch).state) == (0, "over")


def test_only_editors_cancel(programme):
    batch = brought(make_agreement(programme))

    with pytest.raises(PermissionDenied):
        runs.cancel(batch, by=user_as("executive", programme))


def test_what_is_over_is_not_cancelled(programme):
    batch = look_at(make_agreement(programme))

    assert runs.cancel(batch, by=user_as("manager", programme)) is False
    assert EventImport.objects.get().state == "dry_run"


def lose(batch):
    """A worker takes the file, stages some rows, and is never heard of again."""
    run = runs.take(run_of(batch).pk)
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    IntakeRun.objects.filter(pk=run.pk).update(beat_at=long_ago)
    return run


def test_a_lost_worker_is_followed_by_another_that_starts_over(programme):
    agreement = make_agreement(programme)
    bring_in(agreement, csv_of("shop,2025-04-01T00:00:00Z,up,200,1"))
    batch = brought(agreement)
    monitor = agreement.monitors.get()
    lost = lose(batch)
    Measurement.objects.create(source=batch, monitor=monitor, at=1, state=0)

    runs.sweep(work)

    assert (EventImport.objects.get(pk=batch.pk).state, staged(batch)) == ("dry_run", 5)
    with pytest.raises(Stopped):
        Beat(lost)()


def test_the_sweep_leaves_work_alone_that_goes_on(programme):
    batch = brought(make_agreement(programme))
    run = runs.take(run_of(batch).pk)

    runs.sweep(work)

    assert run_of(batch).attempt == run.attempt
    Beat(run)()


def test_work_that_is_lost_three_times_is_given_up_with_a_sentence(programme):
    batch = brought(make_agreement(programme))
    for _attempt in range(runs.TRIES):
        lose(batch)
        runs.sweep(lambda pk: None)

    assert EventImport.objects.get().state == "failed"
    assert "stopped unexpectedly" in run_of(batch).error["en"]


def test_an_import_is_withdrawn_and_its_months_are_worked_out_again(programme):
    agreement = make_agreement(programme)
    batch = bring_in(agreement)
    assert Breach.objects.filter(lifted=False).exists()

    done = imports.withdraw(batch, by=user_as("manager", programme), note="The wrong monitor.")

    assert done.state == "withdrawn"
    assert Measurement.objects.live().count() == 0
    assert not MonthlyResult.objects.filter(adjusted__isnull=False).exists()
    entries = AuditEntry.objects.filter(label="sla.eventimport", object_id=batch.pk, verb="withdraw")
    assert [entry.note for entry in entries] == ["The wrong monitor."]


def test_a_withdrawn_file_can_be_brought_again(programme):
    agreement = make_agreement(programme)
    imports.withdraw(bring_in(agreement), by=user_as("manager", programme), note="Too early.")

    assert bring_in(agreement).added == 5


def test_what_an_issued_statement_counted_is_not_withdrawn(programme, monkeypatch):
    batch = bring_in(make_agreement(programme))
    monkeypatch.setattr("sla.statements.is_issued", lambda agreement, month: month.isoformat() == "2025-01-01")

    with pytest.raises(Refused, match="was issued"):
        imports.withdraw(batch, by=user_as("manager", programme), note="Wrong.")

    assert Measurement.objects.live().count() == 5


def test_withdrawing_asks_why_and_only_editors_do_it(programme):
    batch = bring_in(make_agreement(programme))

    with pytest.raises(Refused, match="Say why"):
        imports.withdraw(batch, by=user_as("manager", programme), note=" ")
    with pytest.raises(PermissionDenied):
        imports.withdraw(batch, by=user_as("executive", programme), note="Wrong.")


def test_bad_rows_are_left_out_only_when_somebody_says_so(programme):
    agreement = make_agreement(programme)
    batch = look_at(agreement, BREACH + b"shop,2025-13-01T00:00:00Z,up,200,1\n")

    done = imports.take_in(batch, by=user_as("manager", programme), leave_out=True)

    assert (done.state, done.added, done.bad, done.left_out) == ("imported", 5, 1, 1)
    entry = AuditEntry.objects.get(label="sla.eventimport", object_id=batch.pk, verb="confirm")
    assert entry.after["left_out"] == 1


def test_what_came_in_meanwhile_is_not_counted_twice(programme):
    agreement = make_agreement(programme)
    first, second = look_at(agreement), look_at(agreement)
    by = user_as("manager", programme)
    imports.take_in(first, by=by)

    done = imports.take_in(second, by=by)

    assert (done.state, done.added, done.repeated) == ("imported", 0, 5)
    assert Measurement.objects.live().count() == 5


def test_what_contradicts_rows_that_came_in_meanwhile_is_refused(programme):
    agreement = make_agreement(programme)
    batch = look_at(agreement)
    bring_in(agreement, csv_of("shop,2025-01-10T10:00:00Z,up,200,1"))

    with pytest.raises(Refused, match="came in meanwhile"):
        imports.take_in(batch, by=user_as("manager", programme))

    assert EventImport.objects.get(pk=batch.pk).state == "dry_run"


def test_a_look_says_what_results_would_be(programme):
    agreement = make_agreement(programme)

    batch = look_at(agreement)

    january = batch.changes[0]
    assert (january["month"], january["before"], january["attained"]) == ("2025-01", None, False)
    assert january["after"].startswith("99.8655913978")
    assert not MonthlyResult.objects.exists()


def test_what_was_noticed_is_told(programme):
    content = csv_of(
        "shop,2025-01-02T00:00:00Z,up,,", "shop,2025-01-01T00:00:00Z,up,,", "shop,2025-01-03T00:00:00Z,paused,,"
    )

    batch = look_at(make_agreement(programme), content)

    assert {key: batch.findings[key] for key in ("clock_back", "clock_back_line", "ignored")} == {
        "clock_back": 1,
        "clock_back_line": 3,
        "ignored": 1,
    }
    assert batch.added == 2


def test_a_discarded_file_leaves_no_rows(programme, django_capture_on_commit_callbacks):
    batch = look_at(make_agreement(programme))

    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(batch, by=user_as("manager", programme))

    assert (EventImport.objects.get().state, staged(batch)) == ("discarded", 0)
