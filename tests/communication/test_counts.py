"""How many have read it, and what the numbers keep to themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from change_mgmt.communication import actions
from change_mgmt.communication.counts import SMALLEST_GROUP, Tally, _together, reach_of, tallies
from tests.communication.factories import make_sent
from tests.staff.factories import make_employee


@pytest.mark.django_db
def test_readers_are_counted_by_department_and_level(programme):
    sales, service = programme.organisation.departments.order_by("name")
    make_employee(programme, department=sales, level="top")
    make_employee(programme, department=service)
    make_employee(programme, department=None)
    message = make_sent(programme, employees=0)
    top, second = message.deliveries.order_by("pk")[:2]
    actions.acknowledge(top)
    actions.was_opened(second)

    reach = reach_of(message, by_name=True)

    assert reach.total == Tally(3, 2, 1) == tallies([message])[message.pk]
    assert [(str(name), tally) for name, tally in reach.by_department] == [
        (sales.name, Tally(1, 1, 1)),
        (service.name, Tally(1, 1, 0)),
        ("No department", Tally(1, 0, 0)),
    ]
    assert [(str(name), tally) for name, tally in reach.by_level] == [
        ("Top management", Tally(1, 1, 1)),
        ("Front line", Tally(2, 1, 0)),
    ]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ([6, 7], {"0": 6, "1": 7}),
        ([6, 2, 4], {"0": 6, "Small groups together": 6}),
        ([9, 6, 2], {"0": 9, "Small groups together": 8}),
        ([6, 2], {"Small groups together": 8}),
        ([3, 1], {}),
    ],
)
def test_small_groups_stand_together(sizes, shown):
    rows = [(str(place), Tally(size)) for place, size in enumerate(sizes)]

    assert {str(name): tally.reached for name, tally in _together(rows)} == shown


@given(st.lists(st.integers(1, 30), max_size=12))
def test_no_group_that_is_shown_is_small_and_none_is_the_rest_of_the_total(sizes):
    found = _together([(str(place), Tally(size)) for place, size in enumerate(sizes)])

    assert all(tally.reached >= SMALLEST_GROUP for _name, tally in found)
    assert sum(tally.reached for _name, tally in found) in (sum(sizes), 0)


def test_nobody_reached_has_no_share():
    assert (Tally().share, Tally().opened_share) == (None, None)
    assert Tally(8, 6, 2).share == 25
    assert (Tally(8, 6, 2).only_opened, Tally(8, 6, 2).unopened) == (4, 2)
