import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from sla.models import MonthlyResult
from sla.rollup import months_between, next_month, roll_up
from tests.factories import user_as
from tests.shared_data import shared, shared_json
from tests.sla.factories import bring_in, csv_of, make_agreement, make_contract, make_exclusion, make_objective

pytestmark = pytest.mark.django_db
UPPTIME = "sla/upptime_matbenfield"


def result(agreement, month, kind="availability"):
    return MonthlyResult.objects.get(objective__agreement=agreement, objective__kind=kind, month=f"{month}-01")


def test_an_hour_down_in_january(programme):
    agreement = make_agreement(programme)

    bring_in(agreement)

    january = result(agreement, "2025-01")
    assert january.down_seconds == 3600
    assert january.adjusted == january.raw == Decimal("99.8655913978")  # 100 - 60 / 44,640 min, cut
    assert january.coverage == 100
    assert (january.attained, january.provisional) == (False, False)
    assert january.outages == [["2025-01-10T10:00:00+00:00", "2025-01-10T11:00:00+00:00"]]


def test_an_exclusion_lifts_the_adjusted_value_and_not_the_raw_one(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)

    make_exclusion(agreement, end="2025-01-10T10:30:00+00:00")

    january = result(agreement, "2025-01")
    assert january.raw == Decimal("99.8655913978")
    assert january.adjusted == Decimal("99.9327505043")  # 100 - 30 / 44,610
    assert january.attained is True


def test_time_beyond_the_longest_silence_is_unknown(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(max_silence_hours=24)

    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,up,200,1", "shop,2025-01-31T00:00:00Z,up,200,1"))

    january = result(agreement, "2025-01")
    assert january.unknown_seconds == 29 * 86400
    assert january.adjusted == 100
    assert january.coverage.quantize(Decimal("0.0001")) == Decimal("6.4516")


def test_a_month_that_the_measurements_do_not_finish_is_not_judged(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(max_silence_hours=26)

    bring_in(agreement, csv_of("shop,2025-01-01T00:00:00Z,down,0,0", "shop,2025-01-02T00:00:00Z,up,200,1"))

    january = result(agreement, "2025-01")
    assert january.provisional is True
    assert january.attained is False
    assert not agreement.objectives.get().breaches.exists()


def test_months_are_those_of_the_contracts_place(programme):
    contract = make_contract(programme, time_zone="Asia/Shanghai")
    agreement = make_agreement(programme, contract=contract)

    bring_in(
        agreement,
        csv_of(
            "shop,2025-01-01T00:00:00Z,up,200,1",
            "shop,2025-01-31T16:00:00Z,down,0,0",
            "shop,2025-01-31T17:00:00Z,up,200,1",
            "shop,2025-03-01T00:00:00Z,up,200,1",
        ),
    )

    assert result(agreement, "2025-01").down_seconds == 0
    assert result(agreement, "2025-02").down_seconds == 3600


def test_nothing_before_the_day_an_objective_is_valid_is_counted(programme):
    agreement = make_agreement(programme)
    agreement.objectives.update(valid_from=datetime.date(2025, 1, 10))

    bring_in(agreement)

    january = result(agreement, "2025-01")
    assert january.total_seconds == 22 * 86400


def test_the_running_month_is_looked_at_up_to_now(programme, monkeypatch):
    agreement = make_agreement(programme)
    now = datetime.datetime(2025, 2, 11, tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    bring_in(agreement, csv_of("shop,2025-01-15T00:00:00Z,up,200,1", "shop,2025-02-10T00:00:00Z,down,0,0"))

    february = result(agreement, "2025-02")
    assert february.provisional is True
    assert february.total_seconds == 10 * 86400
    assert february.down_seconds == 86400


def test_answers_within_the_limit_are_a_share_without_excluded_ones(programme):
    agreement = make_agreement(programme, in_force=False)
    make_objective(agreement, kind="response_time", limit_ms=200, target="75")
    rows = [
        f"shop,2025-01-0{day}T00:00:00Z,up,200,{ms}" for day, ms in ((1, 100), (2, 200), (3, 201), (4, 150), (5, 900))
    ]

    bring_in(agreement, csv_of(*rows, "shop,2025-02-01T00:00:00Z,up,200,10"))
    make_exclusion(agreement, start="2025-01-05T00:00:00+00:00", end="2025-01-05T01:00:00+00:00")

    january = result(agreement, "2025-01", kind="response_time")
    assert (january.raw, january.adjusted, january.samples) == (60, 75, 4)
    assert january.attained is True


def test_rolling_up_again_changes_nothing(programme):
    agreement = make_agreement(programme)
    bring_in(agreement)
    fields = ["month", "raw", "adjusted", "coverage", "up_seconds", "attained", "provisional"]
    before = list(MonthlyResult.objects.values_list(*fields))

    roll_up(agreement)

    assert list(MonthlyResult.objects.values_list(*fields)) == before


def test_months_are_counted_over_the_turn_of_a_year():
    assert list(months_between(datetime.date(2025, 12, 1), datetime.date(2026, 2, 1))) == [
        datetime.date(2025, 12, 1),
        datetime.date(2026, 1, 1),
        datetime.date(2026, 2, 1),
    ]
    assert next_month(datetime.date(2025, 1, 1)) == datetime.date(2025, 2, 1)


def test_real_logs_give_the_published_availability_through_the_import(programme):
    # github.com/MatBenfield/up, history/summary.json at 082560fca9 (ODbL 1.0); tolerances as its README says.
    expected = shared_json(f"{UPPTIME}/expected.json")["monitors"]
    contract = make_contract(programme, starts_on=datetime.date(2020, 11, 1))
    agreement = make_agreement(programme, contract=contract, monitor=expected[0]["monitor"])
    for monitor in expected[1:]:
        make_objective_later(agreement, monitor["monitor"])
    agreement.objectives.update(valid_from=datetime.date(2020, 11, 1), max_silence_hours=26)

    batch = bring_in(agreement, shared(f"{UPPTIME}/measurements.csv").read_bytes())

    assert (batch.added, batch.problems) == (1847, [])
    for monitor in expected:
        months = MonthlyResult.objects.filter(objective__agreement=agreement, objective__monitor=monitor["monitor"])
        up, down = (sum(getattr(month, f"{name}_seconds") for month in months) for name in ("up", "down"))
        measured = float(100 * Fraction(up) / Fraction(up + down))
        assert measured == pytest.approx(float(monitor["published"]["uptime"].rstrip("%")), abs=0.02)
        assert measured == pytest.approx(monitor["computed"]["availability_pct"], abs=0.0005)
        for month in months:
            published = monitor["computed"]["by_month_utc"][f"{month.month:%Y-%m}"]
            assert month.down_seconds == published["down_seconds"]
            assert float(month.raw) == pytest.approx(published["availability_pct"], abs=0.0005)


def make_objective_later(agreement, monitor):
    """An agreement in force keeps its terms, so it is taken back to a draft for a moment."""
    from core.workflow import perform
    from sla import actions

    manager = user_as("manager", agreement.programme)
    if agreement.state == "in_force":
        perform(agreement, "correct", by=manager, note="One more monitor.")
    make_objective(agreement, monitor=monitor)
    actions.put_in_force(agreement, by=manager)
