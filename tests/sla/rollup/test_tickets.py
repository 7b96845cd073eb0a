import datetime
from decimal import Decimal

import pytest

from sla.rollup import roll_up
from tests.sla.factories import make_calendar, make_exclusion
from tests.sla.rollup.rows import at, make_promise, make_terms, open_tickets, result

pytestmark = pytest.mark.django_db
LATER = ("LATER", "2025-02-20T00:00", "2025-02-20T01:00", "2025-02-20T01:00")


def test_tickets_answered_within_hours(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="first_answer", limit_hours="4", target="60")
    open_tickets(
        agreement,
        ("A", "2025-01-07T10:00", "2025-01-07T14:00"),  # four hours to the second: within
        ("B", "2025-01-07T10:00", "2025-01-07T14:01"),
        ("C", "2025-01-08T10:00", None, "2025-01-08T11:00"),  # solved at once: answered by its solution
        LATER,
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.attained) == (Decimal("66.6666666666"), True)
    assert (january.samples, january.provisional) == (3, False)
    assert january.worst[0] == ["2025-01-07T10:00:00+00:00", 4.0167, "B"]
    assert january.figures["late"] == 1


def test_the_percentile_of_resolutions_in_business_hours_without_pauses(programme):
    agreement = make_terms(programme)
    promise = make_promise(
        agreement,
        kind="resolution",
        statistic="percentile",
        percent="50",
        method="nearest",
        target="9",
        calendar=make_calendar(programme),
    )
    open_tickets(
        agreement,
        ("A", "2025-01-03T17:00", None, "2025-01-06T10:00"),  # Friday to Monday: 2 h
        ("B", "2025-01-07T09:00", None, "2025-01-08T18:00", "", [("2025-01-07T10:00", "2025-01-07T18:00")]),  # 10 h
        ("C", "2025-01-14T09:00", None, "2025-01-16T18:00"),  # 27 h
        LATER,
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.attained, promise.unit) == (10, False, "h")
    assert january.figures["highest"] == "27"


def test_only_tickets_of_the_priority_count(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="resolution", limit_hours="1", target="90", priority="urgent")
    open_tickets(
        agreement,
        ("A", "2025-01-07T10:00", None, "2025-01-07T10:30", "urgent"),
        ("B", "2025-01-07T10:00", None, "2025-01-09T10:30", "low"),
        LATER,
    )

    roll_up(agreement)

    assert (result(promise, "2025-01").adjusted, result(promise, "2025-01").samples) == (100, 1)


def test_a_ticket_that_waits_counts_once_it_is_late(programme, monkeypatch):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="resolution", limit_hours="24", target="90")
    open_tickets(agreement, ("A", "2025-01-07T10:00"), ("B", "2025-01-30T10:00"))
    now = at("2025-01-31T00:00")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.samples) == (0, 1)
    assert january.figures["open"] == 1
    assert january.provisional is True

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + datetime.timedelta(days=20))
    roll_up(agreement)

    assert (result(promise, "2025-01").samples, result(promise, "2025-01").figures["open"]) == (2, 0)


def test_the_newest_file_says_how_a_ticket_went_on(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="resolution", limit_hours="24", target="90")
    open_tickets(agreement, ("A", "2025-01-07T10:00"))
    open_tickets(agreement, ("A", "2025-01-07T10:00", None, "2025-01-07T12:00"), LATER)

    roll_up(agreement)

    assert (result(promise, "2025-01").adjusted, result(promise, "2025-01").samples) == (100, 1)


def test_excluded_time_is_no_waiting(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="resolution", limit_hours="1", target="90")
    open_tickets(agreement, ("A", "2025-01-10T09:30", None, "2025-01-10T11:15"), LATER)

    make_exclusion(agreement)  # 10:00 to 11:00
    roll_up(agreement)

    assert (result(promise, "2025-01").raw, result(promise, "2025-01").adjusted) == (0, 100)
