import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.rollout.capacity import (
    Excess,
    Limit,
    Load,
    cut,
    default_at_once,
    excesses,
    people_by_week,
    shared_out,
    weeks_between,
)

MONDAY = datetime.date(2026, 11, 16)


def day(offset: int) -> datetime.date:
    return MONDAY + datetime.timedelta(days=offset)


def load(people, start=0, end=6, department=1) -> Load:
    return Load(department, people, day(start), day(end))


@pytest.mark.parametrize(("headcount", "at_once"), [(0, 1), (1, 1), (5, 1), (6, 2), (20, 4), (22, 5)])
def test_a_fifth_at_once_rounded_up_is_the_usual_limit(headcount, at_once):
    assert default_at_once(headcount) == at_once


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [(0, 6, [0]), (0, 7, [0, 7]), (6, 7, [0, 7]), (3, 3, [0]), (7, 0, [])],
)
def test_a_span_touches_whole_weeks(start, end, weeks):
    assert weeks_between(day(start), day(end)) == [day(offset) for offset in weeks]


@pytest.mark.parametrize(
    ("planned", "others", "limit", "found"),
    [
        ([load(4)], [], Limit(4), []),
        ([load(5)], [], Limit(4), [Excess(1, day(0), 5, 4)]),
        ([load(3)], [load(2, 6, 20)], Limit(4), [Excess(1, day(0), 5, 4)]),
        ([load(3)], [load(2, 7, 20)], Limit(4), []),
        ([load(3)], [load(9, department=2)], Limit(4), []),
        ([load(1, 14, 20)], [load(9)], Limit(4), []),
        ([load(2)], [load(2, 7, 8)], Limit(4, a_month=3), [Excess(1, day(-15), 4, 3, is_month=True)]),
    ],
)
def test_a_plan_goes_beyond_a_limit_or_not(planned, others, limit, found):
    assert excesses(planned, others, {1: limit, 2: Limit(1)}) == found


@pytest.mark.parametrize(
    ("people", "headcounts", "shares"),
    [
        (18, {1: 18}, {1: 18}),
        (10, {1: 20, 2: 20}, {1: 5, 2: 5}),
        (10, {1: 20, 2: 10}, {1: 7, 2: 3}),
        (3, {1: 0, 2: 0}, {1: 2, 2: 1}),
        (5, {}, {}),
    ],
)
def test_people_of_a_pilot_are_shared_out_by_size(people, headcounts, shares):
    assert shared_out(people, headcounts) == shares


def test_the_next_department_joins_one_wave_later():
    slices = cut([(1, 6), (2, 3)], begins=MONDAY, weeks=4, limits={1: Limit(4), 2: Limit(2)})

    assert [(item.start, item.end, dict(item.places)) for item in slices] == [
        (day(0), day(27), {1: 4}),
        (day(28), day(55), {1: 2, 2: 2}),
        (day(56), day(83), {2: 1}),
    ]


def test_a_wave_begins_on_a_monday_and_waits_for_room():
    busy = [load(4, 0, 30)]

    slices = cut([(1, 2)], begins=day(1), weeks=2, limits={1: Limit(4)}, others=busy)

    assert [item.start for item in slices] == [day(35)]


headcounts = st.dictionaries(st.integers(1, 5), st.integers(0, 40), min_size=1)


@given(st.integers(0, 300), headcounts)
def test_nobody_is_lost_when_people_are_shared_out(people, sizes):
    shares = shared_out(people, sizes)

    assert sum(shares.values()) == people
    assert all(count >= 0 for count in shares.values())


@given(headcounts, st.integers(1, 8), st.integers(1, 15))
def test_no_proposed_wave_goes_beyond_a_limit_and_everyone_is_reached(sizes, weeks, at_once):
    limits = {place: Limit(at_once) for place in sizes}

    slices = cut(list(sizes.items()), begins=MONDAY, weeks=weeks, limits=limits)

    loads = [Load(place, n, item.start, item.end) for item in slices for place, n in item.places.items()]
    assert all(people <= at_once for people in people_by_week(loads).values())
    assert {p: sum(item.places.get(p, 0) for item in slices) for p in sizes} == sizes
