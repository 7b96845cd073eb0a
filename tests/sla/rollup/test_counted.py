from decimal import Decimal

import pytest

from sla.rollup import roll_up
from tests.sla.factories import make_calendar, make_exclusion
from tests.sla.rollup.rows import make_promise, make_terms, record, result

pytestmark = pytest.mark.django_db
END = ("2025-02-01T00:00", "up", 1.0)


def test_the_share_of_answers_within_a_limit(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="response_time", target="75", limit_ms=200)
    record(agreement, *[(f"2025-01-0{day}T00:00", "up", ms) for day, ms in ((1, 100.0), (2, 200.0), (3, 201.0))], END)

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.raw, january.adjusted) == (Decimal("66.6666666666"), Decimal("66.6666666666"))
    assert (january.attained, january.samples) == (False, 3)
    assert january.figures["bad"] == "1"
    assert january.figures["budget"]["allowed"] == "0.75"
    assert january.worst[0] == ["2025-01-03T00:00:00+00:00", 201.0, ""]
    assert january.days[2] == ["2025-01-03", 1.0, 1.0]


@pytest.mark.parametrize(("method", "expected"), [("linear", "38.5"), ("nearest", "40")])
def test_a_percentile_by_the_method_that_was_promised(programme, method, expected):
    agreement = make_terms(programme)
    promise = make_promise(
        agreement, kind="response_time", statistic="percentile", percent="95", method=method, target="39"
    )
    record(agreement, *[(f"2025-01-0{n}T00:00", "up", n * 10.0) for n in (1, 2, 3, 4)], END)

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert january.adjusted == Decimal(expected)
    assert january.attained is (method == "linear")
    assert january.figures["percentiles"] == {
        "linear": {"50": "25", "90": "37", "95": "38.5", "99": "39.7"},
        "nearest": {"50": "20", "90": "40", "95": "40", "99": "40"},
    }
    assert (promise.unit, promise.direction) == ("ms", "at_most")


def test_a_percentile_above_its_target_never_looks_like_it(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="response_time", statistic="percentile", percent="50", target="10")
    record(agreement, ("2025-01-01T00:00", "up", 10.0), ("2025-01-02T00:00", "up", 10.000000000000002), END)

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert january.attained is False
    assert january.adjusted == Decimal("10.0000000001")


def test_an_error_rate_of_what_failed_of_all(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="error_rate", target="1")
    record(
        agreement,
        ("2025-01-05T00:00", None, 5.0, 600.0),
        ("2025-01-06T00:00", None, 7.0, 400.0),
        (*END[:1], None, 0.0, 1.0),
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.attained) == (Decimal("1.2"), False)
    assert january.figures["budget"] == {"unit": "n", "allowed": "10", "used": "12", "left": "-2", "spent": "120"}


def test_an_error_rate_of_checks_counts_those_that_failed(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="error_rate", target="50")
    record(agreement, ("2025-01-05T00:00", "up"), ("2025-01-06T00:00", "degraded"), ("2025-01-07T00:00", "down"), END)

    roll_up(agreement)

    assert result(promise, "2025-01").adjusted == Decimal("33.3333333334")


@pytest.mark.parametrize(
    ("kind", "fields", "expected", "attained"),
    [
        ("rpo", {"target": "4", "unit": "h"}, "6", False),
        ("rto", {"target": "6", "unit": "h"}, "6", True),
        ("incidents", {"target": "9"}, "9.5", False),
        ("satisfaction", {"target": "3"}, "3.1666666666", True),
        ("counted", {"target": "9", "statistic": "sum"}, "9.5", True),
        ("counted", {"target": "9", "statistic": "worst", "direction": "at_least"}, "1.5", False),
        ("counted", {"target": "9", "statistic": "worst", "direction": "at_most"}, "6", True),
        ("counted", {"target": "3.2", "statistic": "mean"}, "3.1666666666", False),
    ],
)
def test_what_is_counted_comes_to(programme, kind, fields, expected, attained):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind=kind, **fields)
    record(
        agreement,
        ("2025-01-05T00:00", None, 2.0),
        ("2025-01-06T00:00", None, 6.0),
        ("2025-01-20T00:00", None, 1.5),
        ("2025-02-03T00:00", None, 1.0),
    )

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.attained) == (Decimal(expected), attained)


def test_a_month_without_a_record_has_no_result(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="incidents", target="0")
    record(agreement, ("2025-01-05T00:00", None, 0.0), ("2025-03-05T00:00", None, 0.0))

    roll_up(agreement)

    assert result(promise, "2025-01").attained is True
    assert (result(promise, "2025-02").adjusted, result(promise, "2025-02").attained) == (None, None)


def test_so_many_of_so_many_is_at_least_a_share(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="counted", statistic="share", target="90")
    record(agreement, ("2025-01-05T00:00", None, 19.0, 20.0), ("2025-02-01T00:00", None, 1.0, 1.0))

    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.adjusted, january.attained, promise.unit) == (95, True, "%")
    assert january.figures["bad"] == "1"


def test_records_outside_the_hours_of_service_do_not_count(programme):
    agreement = make_terms(programme)
    calendar = make_calendar(programme)
    promise = make_promise(agreement, kind="response_time", target="90", limit_ms=200, calendar=calendar)
    record(agreement, ("2025-01-07T03:00", "up", 900.0), ("2025-01-07T10:00", "up", 100.0), END)

    roll_up(agreement)

    assert (result(promise, "2025-01").adjusted, result(promise, "2025-01").samples) == (100, 1)


def test_records_during_an_exclusion_stay_in_the_raw_value(programme):
    agreement = make_terms(programme)
    promise = make_promise(agreement, kind="error_rate", target="1")
    record(
        agreement,
        ("2025-01-10T10:30", None, 9.0, 10.0),
        ("2025-01-11T00:00", None, 0.0, 10.0),
        (*END[:1], None, 0.0, 1.0),
    )

    make_exclusion(agreement)
    roll_up(agreement)

    january = result(promise, "2025-01")
    assert (january.raw, january.adjusted) == (45, 0)
