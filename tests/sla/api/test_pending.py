"""Months that rows touched are worked out a little later, once for many batches."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from sla.api import pending
from sla.models import ApiAnswer, MonthlyResult, PendingMonth
from sla.tasks import sweep_pending
from tests.sla.api.calls import get, make_key, row, send
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db
JANUARY = datetime.date(2025, 1, 1)


@pytest.fixture
def agreement(programme):
    return make_agreement(programme)


@pytest.fixture
def key(agreement):
    return make_key(agreement)[1]


@pytest.fixture
def asked(monkeypatch):
    """What is handed to the worker."""
    from sla.tasks import work_off_pending

    found = []
    monkeypatch.setattr(work_off_pending, "schedule", lambda args, delay: found.append((args, delay)))
    return found


def test_the_first_touch_asks_the_worker_and_the_next_ones_do_not(
    agreement, key, asked, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for n in range(5):
            send(key, row(f"2025-01-01T00:0{n}:00Z"))

    assert asked == [((agreement.pk,), pending.SOON)]


def test_touched_months_are_worked_out_and_the_marks_are_gone(agreement, key):
    send(key, row(), row("2025-02-10T00:00:00Z"))

    assert pending.work_off(agreement.pk) == {datetime.date(2025, n, 1) for n in range(1, 5)}
    assert MonthlyResult.objects.get(month=JANUARY).adjusted == 100
    assert PendingMonth.objects.count() == 0


def test_working_off_twice_changes_nothing(agreement, key):
    send(key, row())
    pending.work_off(agreement.pk)

    assert pending.work_off(agreement.pk) == set()


def test_a_month_that_another_worker_has_taken_is_left_to_it(agreement, key):
    send(key, row())
    PendingMonth.objects.update(taken_at=timezone.now())

    assert pending.work_off(agreement.pk) == set()


def test_rows_that_come_in_meanwhile_leave_the_mark_standing(agreement, key, monkeypatch):
    send(key, row())
    real = pending.roll_up

    def slowly(*args, **kwargs):
        real(*args, **kwargs)
        send(key, row("2025-01-05T00:00:00Z", state="down"))

    monkeypatch.setattr(pending, "roll_up", slowly)

    pending.work_off(agreement.pk)

    assert PendingMonth.objects.get(month=JANUARY).taken_at is None


def test_rows_that_come_in_between_working_out_and_writing_are_counted(agreement, key):
    from sla import rollup

    send(key, row())
    prepared = rollup.prepare(agreement, months=[JANUARY])
    send(key, row("2025-01-05T00:00:00Z", state="down", value=None), row("2025-02-01T00:00:00Z"))

    rollup.apply(prepared)

    assert MonthlyResult.objects.get(month=JANUARY).down_seconds == 27 * 86_400


def test_a_worker_that_falls_over_leaves_the_mark_for_the_sweep(agreement, key, monkeypatch):
    send(key, row())
    with monkeypatch.context() as broken:
        broken.setattr(pending, "roll_up", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            pending.work_off(agreement.pk)
    early = pending.forgotten()

    with time_machine.travel(timezone.now() + pending.STALE + datetime.timedelta(seconds=1)):
        late = pending.forgotten()
        sweep_pending.call_local()

    assert (early, late, PendingMonth.objects.count()) == ([], [agreement.pk], 0)
    assert MonthlyResult.objects.filter(month=JANUARY).exists()


def test_a_mark_whose_task_was_lost_is_found_after_a_minute(agreement, key):
    send(key, row())

    assert pending.forgotten() == []
    with time_machine.travel(timezone.now() + pending.FORGOTTEN + datetime.timedelta(seconds=1)):
        assert pending.forgotten() == [agreement.pk]


def test_a_reader_is_told_that_rows_are_not_counted_yet(agreement, key):
    send(key, row())
    before = get(key, "results", agreement.pk, month="2025-01").json()["is_pending"]
    pending.work_off(agreement.pk)

    assert (before, get(key, "results", agreement.pk, month="2025-01").json()["is_pending"]) == (True, False)


def test_answers_are_forgotten_after_a_week(key):
    send(key, row(), HTTP_IDEMPOTENCY_KEY="a")

    assert pending.forget_answers() == 0
    with time_machine.travel(timezone.now() + pending.KEPT + datetime.timedelta(seconds=1)):
        assert pending.forget_answers() == 1
    assert ApiAnswer.objects.count() == 0
