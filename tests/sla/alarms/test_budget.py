"""Budgets, forecasts and burn rates, with the windows of the site reliability workbook as sloth has them."""

import datetime
import json
from datetime import UTC, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.alarms import budget
from tests.shared_data import SHARED

DAY = 86_400
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.mark.parametrize(
    ("down", "target", "used"),
    [
        (0, "99.9", 0),
        (1296, "99.9", 50),  # of 30 days 43.2 minutes may be down
        (2592, "99.9", 100),
        (5184, "99.9", 200),
        (0, "100", None),
        (1, "100", 100),
    ],
)
def test_time_down_uses_the_budget_of_the_whole_month(down, target, used):
    assert budget.of_time(down, total=30 * DAY, target=Decimal(target)) == used


@pytest.mark.parametrize(
    ("measured", "target", "at_least", "passed", "used"),
    [
        ("97.5", "95", True, 1, 50),
        ("97.5", "95", True, Fraction(1, 2), 25),
        ("90", "95", True, 1, 200),
        ("0.5", "1", False, 1, 50),
        ("0", "0", False, 1, None),
    ],
)
def test_a_share_uses_its_budget_by_the_part_of_the_month_that_has_passed(measured, target, at_least, passed, used):
    found = budget.of_share(Decimal(measured), target=Decimal(target), at_least=at_least, passed=passed)

    assert found == used


@pytest.mark.parametrize(("measured", "target", "used"), [(1, 2, 50), (3, 2, 150), (0, 0, None), (1, 0, 100)])
def test_things_counted_use_what_is_allowed(measured, target, used):
    assert budget.of_count(measured, target=target) == used


@pytest.mark.parametrize(
    ("used", "step"), [(None, None), (0, None), (49.99, None), (50, 50), (89, 75), (90, 90), (99.9, 90), (250, 100)]
)
def test_the_highest_step_reached_is_the_one_that_counts(used, step):
    assert budget.step_reached(None if used is None else Fraction(str(used))) == step


@pytest.mark.parametrize(
    ("used", "day"),
    [(Fraction(50), None), (Fraction(75), datetime.date(2026, 11, 21)), (Fraction(100), datetime.date(2026, 11, 16))],
)
def test_a_budget_is_gone_when_it_goes_on_as_so_far(used, day):
    start = datetime.datetime(2026, 11, 1, tzinfo=UTC)

    gone = budget.gone_at(used, start=start, now=start + timedelta(days=15), end=start + MONTH)

    assert (gone and gone.date()) == day


def told(text: str) -> timedelta:
    units = {"m": "minutes", "h": "hours", "d": "days"}
    return timedelta(**{units[text[-1]]: int(text[:-1])})


CASES = json.loads((SHARED / "data/sla/sloth_burn_rates.json").read_text())["cases"] if SHARED.exists() else []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['period_days']} days")
def test_the_limits_are_those_of_sloth(case):
    rows = [(percent, told(long), told(short), factor) for percent, long, short, factor in case["expected"]["rows"]]

    for percent, long, short, factor in rows:
        limit = budget.burn_limit(budget.Window(percent, long, short), timedelta(days=case["period_days"]))
        assert float(limit) == pytest.approx(factor)


def test_the_windows_of_a_month_are_those_of_sloth():
    case = next(case for case in CASES if case["period_days"] == 30)

    windows = [budget.Window(percent, told(long), told(short)) for percent, long, short, _f in case["expected"]["rows"]]
    assert list(budget.WINDOWS) == windows


def outage(minutes: float, *, ago: float = 0) -> tuple:
    end = NOON - timedelta(minutes=ago)
    return end - timedelta(minutes=minutes), end


@pytest.mark.parametrize(
    ("down", "hours"),
    [
        ([], None),
        ([outage(0.5)], None),
        ([outage(1)], 1),  # 60 s of 3,600 are 16.7 times 0.1 %, above 14.4
        ([outage(1, ago=6)], None),  # the last five minutes were quiet: it is over
        ([outage(1.5, ago=4), outage(0.6)], 1),
        ([outage(1.5, ago=100), outage(1, ago=20)], 6),
        ([outage(10, ago=65)], 24),
    ],
)
def test_a_budget_burns_too_fast_when_the_long_and_the_short_window_say_so(down, hours):
    found = budget.too_fast(sorted(down), target=Decimal("99.9"), now=NOON, period=MONTH)

    assert (found and found.window.long // timedelta(hours=1)) == hours


def test_where_nothing_may_go_wrong_there_is_no_rate():
    assert budget.too_fast([outage(60)], target=Decimal(100), now=NOON, period=MONTH) is None


seconds = st.integers(0, 30 * DAY)


@given(less=seconds, more=seconds, target=st.decimals("50", "99.999", places=3))
def test_more_time_down_never_uses_less(less, more, target):
    one, other = (budget.of_time(down, total=30 * DAY, target=target) for down in sorted((less, more)))

    assert one <= other


@given(
    spans=st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 50)), max_size=10),
    cut=st.integers(1, 4999),
)
def test_the_parts_of_a_stretch_add_up_to_it(spans, cut):
    begin = NOON - timedelta(minutes=5000)
    at = 0
    down = []
    for wait, length in spans:
        at += wait
        down.append((begin + timedelta(minutes=at), begin + timedelta(minutes=at + length)))
        at += length
    middle = begin + timedelta(minutes=cut)

    whole = budget.overlap(down, start=begin, end=NOON)

    assert whole == budget.overlap(down, start=begin, end=middle) + budget.overlap(down, start=middle, end=NOON)
