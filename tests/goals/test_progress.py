import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from implementation.goals.progress import share, standing, time_passed

D = Decimal
START, DUE = datetime.date(2026, 1, 1), datetime.date(2026, 4, 11)
amounts = st.decimals(min_value=-1000, max_value=1000, places=2)


@pytest.mark.parametrize(
    ("baseline", "target", "latest", "expected"),
    [
        (D(20), D(80), D(20), D(0)),
        (D(20), D(80), D(50), D("0.5")),
        (D(20), D(80), D(80), D(1)),
        (D(20), D(80), D(95), D("1.25")),
        (D(14), D(2), D(8), D("0.5")),
        (D(14), D(2), D(17), D("-0.25")),
        (D(20), D(80), None, None),
        (None, D(80), D(50), None),
        (D(5), D(5), D(5), None),
    ],
)
def test_progress_is_the_share_of_the_way_whichever_way_it_leads(baseline, target, latest, expected):
    assert share(baseline, target, latest) == expected


@given(amounts, amounts)
def test_the_target_itself_is_always_the_whole_way(baseline, target):
    assume(baseline != target)

    assert share(baseline, target, target) == 1


@pytest.mark.parametrize(("day", "expected"), [(-5, D(0)), (0, D(0)), (25, D("0.25")), (100, D(1)), (300, D(1))])
def test_time_passes_from_nothing_to_one(day, expected):
    assert time_passed(START, DUE, START + datetime.timedelta(days=day)) == expected


@pytest.mark.parametrize(
    ("progress", "day", "expected"),
    [
        (D(1), 10, "reached"),
        (D("1.2"), 200, "reached"),
        (D("0.99"), 100, "on_the_way"),
        (D("0.99"), 101, "overdue"),
        (None, 101, "overdue"),
        (None, 50, "not_measured"),
        (D("0.30"), 50, "on_the_way"),
        (D("0.29"), 50, "behind"),
        (D("-0.1"), 0, "on_the_way"),
        (D("-0.3"), 0, "behind"),
    ],
)
def test_where_a_goal_stands(progress, day, expected):
    assert standing(progress, begins=START, due=DUE, today=START + datetime.timedelta(days=day)) == expected
