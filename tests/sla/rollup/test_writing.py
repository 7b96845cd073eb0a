import pytest

from core.models import AuditEntry
from sla import rollup
from sla.models import EventImport, MonthlyResult, ResultChange
from tests.sla.factories import bring_in, csv_of, make_agreement, make_exclusion
from tests.sla.rollup.rows import make_promise, make_source, make_terms, record, result

pytestmark = pytest.mark.django_db
WHY = "A second log came in."


def test_preparing_writes_nothing(programme):
    agreement = make_terms(programme)
    make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))

    prepared = rollup.prepare(agreement)

    assert {month.isoformat() for _pk, month in prepared.fields} >= {"2025-01-01"}
    assert not MonthlyResult.objects.exists()


def test_a_staged_file_counts_as_if_it_were_live_only_where_it_is_asked_for(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    staged = make_source(agreement, state="dry_run")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"), source=staged)

    assert rollup.prepare(agreement).fields == {}
    assert {month.month for _pk, month in rollup.prepare(agreement, also=staged.pk).fields} >= {1}
    assert rollup.prepare(agreement, also=staged.pk, without=staged.pk).fields == {}
    assert not promise.results.exists()


def test_what_was_prepared_before_terms_moved_is_worked_out_again(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)
    prepared = rollup.prepare(agreement)
    make_exclusion(agreement)

    rollup.apply(prepared)

    assert agreement.objectives.get().results.get(month="2025-01-01").down_seconds == 0


def test_a_complete_month_that_changes_keeps_what_it_was_and_why(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))
    rollup.roll_up(agreement)
    second = record(agreement, ("2025-01-10T10:00", "down"), ("2025-01-10T11:00", "up"))

    rollup.roll_up(agreement, why=WHY, source=second)

    change = ResultChange.objects.get(objective=promise, month="2025-01-01")
    assert change.before == {"raw": "100", "adjusted": "100", "coverage": "100", "target": "99.9", "attained": True}
    assert change.after == change.before | {"raw": "99.8655913978", "adjusted": "99.8655913978", "attained": False}
    assert (change.reason, change.source) == (WHY, second)


def test_rolling_up_the_same_again_keeps_no_change(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))

    rollup.roll_up(agreement)
    first = result(promise, "2025-01").pk
    rollup.roll_up(agreement)

    assert result(promise, "2025-01").pk == first
    assert not ResultChange.objects.exists()


def test_months_without_records_any_more_go_with_their_reason(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    batch = record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))
    rollup.roll_up(agreement)

    EventImport.objects.filter(pk=batch.pk).update(state="discarded")
    rollup.roll_up(agreement, why=WHY)

    assert not promise.results.exists()
    assert ResultChange.objects.get(month="2025-01-01").after["adjusted"] is None


def test_splitting_the_records_over_files_changes_nothing(programme):
    rows = [
        ("2025-01-01T00:00", "up"),
        ("2025-01-10T10:00", "down"),
        ("2025-01-10T11:00", "up"),
        ("2025-02-01T00:00", "up"),
    ]
    fields = ["month", "raw", "adjusted", "coverage", "up_seconds", "down_seconds", "outages", "days", "attained"]
    found = []
    for parts in ([rows], [rows[::2], rows[1::2]], [[row] for row in reversed(rows)]):
        agreement = make_terms(programme)
        promise = make_promise(agreement, target="99.9")
        for part in parts:
            record(agreement, *part)
        rollup.roll_up(agreement)
        found.append(list(promise.results.order_by("month").values_list(*fields)))

    assert found[0] == found[1] == found[2]


def test_each_monitor_is_read_once_for_all_its_objectives_and_months(programme):
    agreement = make_terms(programme)
    make_promise(agreement, target="99.9")
    make_promise(agreement, kind="response_time", limit_ms=200, target="90")
    make_promise(agreement, kind="error_rate", target="1")
    record(agreement, *[(f"2025-{month:02}-01T00:00", "up", 100.0) for month in range(1, 13)])

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        rollup.prepare(agreement)

    reads = [query["sql"] for query in queries if "ORDER BY" in query["sql"] and "sla_measurement" in query["sql"]]
    assert len([sql for sql in reads if "LIMIT" not in sql]) == 1


def test_results_leave_no_audit_entries_of_their_own(programme):
    agreement = make_terms(programme)
    make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-02-01T00:00", "up"))
    before = AuditEntry.objects.count()

    rollup.roll_up(agreement)

    assert AuditEntry.objects.count() == before


def test_a_log_of_a_month_in_force_is_judged(programme):
    agreement = make_agreement(programme)

    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,down,0,0", "shop,2025-02-01T00:00:00Z,up,200,1"))

    assert agreement.objectives.get().breaches.get().measured == 0
