import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.rollout.shares import Figure, Week, averages, counted_once, monday_of, share_of, weekly

MONDAY = datetime.date(2026, 11, 16)


def week(number: int) -> datetime.date:
    return MONDAY + datetime.timedelta(weeks=number)


def figure(active, staff=10, *, number=0, department=1, pilot=None, **more) -> Figure:
    return Figure(1, department, pilot, week(number), active, staff, **more)


@pytest.mark.parametrize(
    ("figures", "lines"),
    [
        ([], []),
        ([figure(4)], [(MONDAY, 4, 10)]),
        ([figure(4), figure(6, 20, department=2)], [(MONDAY, 10, 30)]),
        ([figure(4, number=1), figure(6)], [(MONDAY, 6, 10), (week(1), 4, 10)]),
    ],
)
def test_figures_of_a_week_are_added_up(figures, lines):
    assert [(item.week, item.active_users, item.staff) for item in weekly(figures)] == lines


def test_a_pilots_figure_as_a_whole_hides_those_of_its_departments():
    whole = figure(9, 18, department=None, pilot=5)
    part, other = figure(4, pilot=5), figure(7, department=2)

    assert counted_once([part, whole, other]) == [whole, other]
    assert counted_once([part, figure(9, 18, department=None, pilot=5, number=1)])[0] == part


def test_what_nobody_counted_is_not_nought():
    known = weekly([figure(4, logins=3), figure(5, department=2)])[0]

    assert (known.logins, known.records) == (3, None)


def test_an_average_is_of_people_not_of_shares_and_of_four_calendar_weeks():
    weeks = [Week(week(0), 10, 10), Week(week(1), 0, 30), Week(week(5), 5, 10)]

    assert averages(weeks) == [100.0, 25.0, 50.0]
    assert share_of([]) is None


@pytest.mark.parametrize(("day", "monday"), [(16, 16), (22, 16), (23, 23)])
def test_a_week_is_named_by_its_monday(day, monday):
    assert monday_of(datetime.date(2026, 11, day)) == datetime.date(2026, 11, monday)


figures = st.lists(
    st.builds(
        lambda n, place, staff, part: figure(staff * part // 100, staff, number=n, department=place),
        st.integers(0, 8), st.integers(1, 4), st.integers(1, 500), st.integers(0, 100),
    ),
    unique_by=lambda item: (item.week, item.department),
)  # fmt: skip


@given(figures)
def test_a_share_lies_between_nought_and_a_hundred_and_between_its_parts(found):
    weeks = weekly(found)

    for item in weeks:
        parts = [100 * f.active_users / f.staff for f in found if f.week == item.week]
        assert min(parts) - 1e-9 <= item.share <= max(parts) + 1e-9
    assert all(0 <= share <= 100 for share in averages(weeks))


@given(figures, st.randoms(use_true_random=False))
def test_the_order_of_figures_does_not_matter(found, random):
    shuffled = random.sample(found, len(found))

    assert weekly(shuffled) == weekly(found)
