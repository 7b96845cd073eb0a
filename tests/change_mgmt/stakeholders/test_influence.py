"""How far a word travels: tables, and laws over random ties."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from change_mgmt.stakeholders.influence import Reach, by_reach, central, reaches

people = range(5)
ties = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3)), max_size=9)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], {1: Reach(0, 0, 0), 2: Reach(0, 0, 0), 3: Reach(0, 0, 0)}),
        ([(1, 2, 3)], {1: Reach(1, 3, 1), 2: Reach(0, 0, 0), 3: Reach(0, 0, 0)}),
        ([(1, 2, 1), (2, 3, 2)], {1: Reach(1, 1, 2), 2: Reach(1, 2, 1), 3: Reach(0, 0, 0)}),
        ([(1, 2, 1), (2, 1, 1)], {1: Reach(1, 1, 1), 2: Reach(1, 1, 1), 3: Reach(0, 0, 0)}),
        ([(1, 9, 3), (9, 2, 3)], {1: Reach(0, 0, 0), 2: Reach(0, 0, 0), 3: Reach(0, 0, 0)}),
    ],
)
def test_a_word_reaches_those_who_listen_and_those_who_listen_to_them(lines, expected):
    assert reaches([1, 2, 3], lines) == expected


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ties)
def test_nobody_reaches_fewer_than_listen_or_more_than_there_are(lines):
    for reach in reaches(people, lines).values():
        assert reach.listeners <= reach.people <= len(people) - 1
        assert reach.listeners <= reach.strength <= 3 * reach.listeners


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ties, st.integers(0, 4), st.integers(0, 4))
def test_one_more_listener_never_makes_anybody_reach_fewer(lines, speaker, listener):
    before, after = reaches(people, lines), reaches(people, [*lines, (speaker, listener, 1)])

    assert all(after[person].people >= before[person].people for person in people)


def test_central_are_the_few_who_reach_many():
    found = reaches(range(5), [(0, 1, 1), (1, 2, 3), (3, 4, 3)])

    assert (by_reach(found), central(found)) == ([0, 1, 3, 2, 4], [0])
