"""Pilots and the capacity that somebody set for a department."""

import pytest

from core.refusal import Refused
from implementation.rollout import actions
from implementation.rollout.actions.waves import set_capacity
from implementation.rollout.models import Pilot
from tests.factories import user_as
from tests.rollout.factories import make_pilot

pytestmark = pytest.mark.django_db


@pytest.fixture
def narrow(programme):
    """The first department, which may have ten people in change at once."""
    place = programme.organisation.departments.first()
    set_capacity(programme, place, at_once=10, by=user_as("manager", programme))
    return place


def test_a_pilot_beyond_the_capacity_of_a_department_is_refused_with_the_numbers(programme, narrow):
    with pytest.raises(Refused) as refusal:
        make_pilot(programme, users=11)

    assert f"{narrow.name}: 11 people would be in change in the week from" in str(refusal.value)
    assert "at most 10 may." in str(refusal.value)
    assert Pilot.objects.count() == 0


def test_two_pilots_count_together_but_not_a_pilot_with_itself(programme, narrow):
    pilot = make_pilot(programme, users=6)
    manager = user_as("manager", programme)

    with pytest.raises(Refused):
        make_pilot(programme, users=6)
    actions.change_pilot(pilot, departments=[narrow], by=manager, users=10)

    assert Pilot.objects.get().users == 10


def test_without_a_limit_of_its_own_a_department_may_take_in_everybody(programme):
    pilot = make_pilot(programme, users=20)

    assert pilot.pk is not None


def test_a_raised_capacity_lets_the_pilot_be_planned(programme, narrow):
    set_capacity(programme, narrow, at_once=20, by=user_as("manager", programme))

    pilot = make_pilot(programme, users=18)

    assert pilot.users == 18
