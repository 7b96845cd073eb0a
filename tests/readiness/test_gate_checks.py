import datetime

import pytest
import time_machine

from core.workflow import perform
from implementation.gates.registry import MET, NOT_MET, PARTLY
from implementation.readiness import actions
from implementation.readiness.checklist import ITEMS
from implementation.readiness.gate_checks import (
    architecture_checked,
    assessed,
    no_weak_dimension,
    team_complete,
)
from implementation.readiness.models import TeamRole
from tests.factories import user_as
from tests.readiness.factories import make_assessment, make_member


def test_nothing_asked_is_not_met_and_leads_to_where_it_is_asked(programme):
    found = assessed(programme, gate=None)

    assert (found.state, found.url) == (NOT_MET, f"/programmes/{programme.pk}/readiness/")


def test_an_open_round_is_half_way(programme):
    make_assessment(programme)

    assert assessed(programme, gate=None).state == PARTLY


@pytest.mark.parametrize(("people", "days_later", "state"), [(3, 0, MET), (4, 0, PARTLY), (3, 200, PARTLY)])
def test_enough_people_lately_is_met(programme, people, days_later, state):
    make_assessment(programme, state="closed")

    with time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days_later)):
        found = assessed(programme, gate=None, people=people)

    assert (found.state, found.figures["people"], found.figures["round"]) == (state, 3, 1)


def test_a_weak_dimension_needs_a_task(programme):
    found, manager = make_assessment(programme, state="closed", levels={"skills": 2}), user_as("manager", programme)
    before = no_weak_dimension(programme, gate=None)
    actions.plan_improvement(found, "skills", text="Train", owner=manager, due=datetime.date.today(), by=manager)
    after = no_weak_dimension(programme, gate=None)

    assert (before.state, before.figures["weak"], before.figures["alone"]) == (NOT_MET, ["skills"], ["skills"])
    assert (after.state, after.figures["alone"], after.figures["lowest"]) == (MET, [], "2.00")


def test_what_is_still_to_do_from_an_earlier_round_counts(programme):
    first, manager = make_assessment(programme, state="closed"), user_as("manager", programme)
    due = datetime.date.today()
    planned = actions.plan_improvement(first, "skills", text="Train", owner=manager, due=due, by=manager)
    make_assessment(programme, state="closed", levels={"skills": 2})

    still_open = no_weak_dimension(programme, gate=None).state
    perform(planned.task, "finish", by=manager)
    finished = no_weak_dimension(programme, gate=None).state

    assert (still_open, finished) == (MET, NOT_MET)


def test_nothing_weak_is_met(programme):
    make_assessment(programme, state="closed")

    assert no_weak_dimension(programme, gate=None).state == MET
    assert no_weak_dimension(programme, gate=None, level=4.5).state == NOT_MET


def test_the_team_is_complete_with_every_role(programme):
    states = [team_complete(programme, gate=None).state]
    for role in TeamRole:
        make_member(programme, role=role)
        states.append(team_complete(programme, gate=None).state)

    assert states == [NOT_MET, *[PARTLY] * 6, MET]


def test_the_architecture_is_settled_when_every_point_is(programme):
    manager = user_as("manager", programme)
    states = [architecture_checked(programme, gate=None).state]
    actions.answer_architecture(programme, dict.fromkeys(list(ITEMS)[1:], ("yes", "")), by=manager)
    states.append(architecture_checked(programme, gate=None).state)
    actions.answer_architecture(programme, {next(iter(ITEMS)): ("not_applicable", "no such system")}, by=manager)
    states.append(architecture_checked(programme, gate=None).state)

    assert states == [NOT_MET, PARTLY, MET]
