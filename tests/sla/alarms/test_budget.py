"""Steps and burn rates, with the windows of the site reliability workbook as sloth has them."""

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

NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


@pytest.mark.parametrize(("measured", "target", "used"), [(1, 2, 50), (3, 2, 150), (0, 0, None), (1, 0, 100)])
def test_things_counted_use_what_is_allowed(measured, target, used):
    assert budget.of_count(measured, target=target) == used


@pytest.mark.parametrize(
    ("used", "step"), [(None, None), (0, None), (49.99, None), (50, 50), (89, 75), (90, 90), (99.9, 90), (250, 100)]
)
def test_the_highest_step_reached_is_the_one_that_counts(used, step):
    assert budget.step_reached(None if used is None else Fraction(str(used))) == step


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
