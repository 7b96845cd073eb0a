from decimal import Decimal

import pytest

from sla.rollup import roll_up
from tests.sla.factories import make_calendar
from tests.sla.rollup.rows import at, make_promise, make_terms, record, result

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("degraded", "expected"), [("up", 0), ("down", 3600)])
def test_degraded_counts_as_the_contract_says(programme, degraded, expected):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9", degraded=degraded)
    record(
        agreement,
        ("2025-01-01T00:00", "up"),
        ("2025-01-10T10:00", "degraded"),
        ("2025-01-10T11:00", "up"),
        ("2025-02-01T00:00", "up"),
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert january.down_seconds == expected
    assert len(january.outages) == (1 if expected else 0)


def test_availability_in_hours_of_service_only(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99", calendar=make_calendar(programme))
    record(
        agreement,
        ("2025-01-01T00:00", "up"),
        ("2025-01-07T02:00", "down"),
        ("2025-01-07T10:00", "up"),
        ("2025-02-01T00:00", "up"),
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.total_seconds, january.down_seconds) == (23 * 9 * 3600, 3600)
    assert january.figures["budget"]["allowed"] == "7452"  # 1 % of 207 hours


def test_a_running_month_says_how_fast_its_budget_burns(programme, monkeypatch):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99")
    record(agreement, ("2025-01-01T00:00", "up"), ("2025-01-10T22:00", "down"), ("2025-01-10T23:30", "up"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: at("2025-01-11T00:00"))

    roll_up(agreement)

    budget = result(promise, "2025-01").figures["budget"]
    assert budget["allowed"] == "26784"  # 1 % of 744 hours
    assert (budget["used"], budget["left"]) == ("5400", "21384")
    # Half of the last hour, a quarter of six, 1.5 of 72 hours; each over the hundredth that is allowed.
    assert budget["burn"] == {"1": "50", "6": "25", "72": "2.083333333333"}
    # 5,400 s in three days; 21,384 s are left: 11.88 days on, before the month ends.
    assert (budget["forecast"], budget["gone_on"]) == ("goes", "2025-01-22")


def test_days_and_the_longest_outages_are_kept(programme):
    agreement = make_terms(programme, time_zone="Asia/Shanghai")
    promise = make_promise(agreement, target="99")
    record(
        agreement,
        ("2024-12-31T16:00", "up"),
        ("2025-01-10T15:30", "down"),  # 23:30 in Shanghai
        ("2025-01-10T16:30", "up"),
        ("2025-01-31T16:00", "up"),
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert january.days[9:11] == [["2025-01-10", 1800.0, 86400.0], ["2025-01-11", 1800.0, 86400.0]]
    assert len(january.days) == 31
    assert january.outages == [["2025-01-10T15:30:00+00:00", "2025-01-10T16:30:00+00:00"]]
    assert january.coverage == Decimal(100)


def test_of_two_records_at_one_moment_that_of_the_later_file_holds(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, target="99.9")
    record(agreement, ("2025-01-01T00:00", "down"), ("2025-02-01T00:00", "up"))
    record(agreement, ("2025-01-01T00:00", "up"))

    roll_up(agreement)

    assert result(promise, "2025-01").adjusted == 100
