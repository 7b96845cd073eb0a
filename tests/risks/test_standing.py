import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from risks.exposure import DEFAULT_GRID
from risks.standing import Life, Standing, month_ends, movement, open_by_level, standing

DAY = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def at(day):
    return DAY + datetime.timedelta(days=day)


LIFE = Life(ratings=[(at(1), 2, 2), (at(5), 4, 4)], states=[(at(1), False), (at(9), True)])


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (0, Standing(False, False, None)),
        (1, Standing(True, False, 1)),
        (6, Standing(True, False, 3)),
        (9, Standing(True, True, 3)),
    ],
)
def test_a_risk_stands_as_its_last_rating_and_state_say(day, found):
    assert standing(LIFE, at(day), DEFAULT_GRID) == found


def test_open_risks_are_counted_by_level_at_each_moment():
    unrated = Life(states=[(at(2), False)])

    counts = open_by_level([LIFE, unrated], [at(0), at(2), at(6), at(10)], DEFAULT_GRID)

    assert [dict(found) for found in counts] == [{}, {1: 1, None: 1}, {3: 1, None: 1}, {None: 1}]


THERE = {"is_there": True, "is_closed": False}


@pytest.mark.parametrize(
    ("then", "now", "kind"),
    [
        (Standing(**THERE, level=1), Standing(**THERE, level=3), "up"),
        (Standing(**THERE, level=3), Standing(**THERE, level=1), "down"),
        (Standing(**THERE, level=1), Standing(**THERE, level=1), ""),
        (Standing(**THERE, level=None), Standing(**THERE, level=1), ""),
        (Standing(False, False, None), Standing(**THERE, level=2), "new"),
        (Standing(**THERE, level=1), Standing(True, True, 1), "closed"),
        (Standing(True, True, 1), Standing(**THERE, level=1), "again"),
        (Standing(False, False, None), Standing(True, True, 1), ""),
    ],
)
def test_what_became_of_a_risk(then, now, kind):
    assert movement(then, now) == kind


def test_month_ends_lead_up_to_today():
    found = month_ends(datetime.date(2025, 12, 10), datetime.date(2026, 2, 3))

    assert [str(day) for day in found] == ["2025-12-31", "2026-01-31", "2026-02-03"]
    assert len(month_ends(datetime.date(2020, 1, 1), datetime.date(2026, 2, 3))) == 12


days = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1))


@given(days, days)
def test_month_ends_rise_and_end_today(one, other):
    first, last = sorted([one, other])

    found = month_ends(first, last)

    assert found[-1] == last
    assert found == sorted(set(found))
