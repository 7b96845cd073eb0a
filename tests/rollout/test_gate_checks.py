import pytest

from implementation.gates.registry import checks
from implementation.rollout import actions
from tests.factories import user_as
from tests.rollout.factories import days, make_adoption, make_measure, make_pilot, make_running_pilot, make_value

pytestmark = pytest.mark.django_db


def look(name, programme, gate=None, **parameters):
    check = checks()[name]
    return check.function(programme, gate=gate, **{**check.parameters, **parameters})


def said(result):
    return result.state, str(result.evidence)


def test_where_the_checks_count():
    found = {name: check.at for name, check in checks().items() if name.startswith("rollout.")}

    assert found == {
        "rollout.pilot_planned": {"ready_to_pilot": "must"},
        "rollout.group_ready": {"ready_to_pilot": "must"},
        "rollout.measures_met": {"pilot_exit": "must"},
        "rollout.no_severe_issue": {"pilot_exit": "must"},
        "rollout.system_used": {"pilot_exit": "should"},
        "rollout.rollback_tested": {"pilot_exit": "knock_out"},
        "rollout.modules_live": {"acceptance": "must"},
        "rollout.cut_over_done": {"acceptance": "must"},
    }


def test_no_pilot_is_planned(programme):
    assert said(look("rollout.pilot_planned", programme)) == ("not_met", "No pilot is planned yet.")


def test_a_pilot_with_one_measure_is_half_a_plan(programme):
    make_pilot(programme, name="Quotes", measures=1)

    assert said(look("rollout.pilot_planned", programme)) == (
        "partly",
        "Quotes: **1** measures with a target, at least 2.",
    )


def test_a_pilot_with_two_measures_is_planned(programme):
    make_pilot(programme, name="Quotes", measures=2)

    state, evidence = said(look("rollout.pilot_planned", programme))

    assert state == "met"
    assert evidence.startswith("Quotes in Sales: **18** users, **2** measures, from ")


def test_measures_are_met_partly_or_not(programme):
    pilot = make_running_pilot(programme)
    first, second = pilot.measures.all()

    assert said(look("rollout.measures_met", programme, pilot.exit_gate))[0] == "not_met"

    make_value(first, 80)
    make_value(second, "74.999")
    assert said(look("rollout.measures_met", programme, pilot.exit_gate)) == (
        "partly",
        f"**1 of 2** measures met. {second.title}: **74.999** %, exit at 75 or more.",
    )

    make_value(second, 75, on=days(0))
    assert said(look("rollout.measures_met", programme, pilot.exit_gate)) == ("met", "**2 of 2** measures met.")


def test_a_measure_that_must_fall(programme):
    pilot = make_pilot(programme)
    measure = make_measure(pilot, direction="at_most", baseline=4, target=2)

    assert [measure.is_met_by(value) for value in (2, 3)] == [True, False]
    assert [measure.is_better_than_before(value) for value in (3, 4)] == [True, False]


def test_use_is_the_share_over_four_weeks_against_the_floor(programme):
    pilot = make_running_pilot(programme)
    gate = pilot.exit_gate

    assert said(look("rollout.system_used", programme, gate))[0] == "not_met"

    make_adoption(pilot, 15)
    assert said(look("rollout.system_used", programme, gate)) == (
        "partly",
        "**83.3 %** active, but over 1 of 4 weeks only; floor 80 %.",
    )

    for weeks_ago in (2, 3, 4):
        make_adoption(pilot, 15, weeks_ago=weeks_ago)
    assert said(look("rollout.system_used", programme, gate)) == (
        "met",
        "**83.3 %** active over the last 4 weeks, floor 80 %.",
    )
    assert look("rollout.system_used", programme, gate, floor=84).state == "not_met"


@pytest.mark.parametrize(("minutes", "state"), [(240, "met"), (241, "not_met")])
def test_the_way_back_counts_within_its_limit(programme, minutes, state):
    pilot = make_running_pilot(programme)
    assert look("rollout.rollback_tested", programme, pilot.exit_gate).state == "not_met"

    actions.record_rehearsal(pilot, on=days(-1), minutes=minutes, by=user_as("manager", programme))

    assert look("rollout.rollback_tested", programme, pilot.exit_gate).state == state


def test_a_pilot_rolled_back_cannot_go(programme):
    pilot = make_running_pilot(programme)
    actions.record_rehearsal(pilot, on=days(-1), minutes=100, by=user_as("manager", programme))
    actions.roll_back_pilot(pilot, by=user_as("manager", programme), note="Orders were lost.")

    assert look("rollout.rollback_tested", programme, pilot.exit_gate).state == "not_met"


def test_modules_are_live_when_all_that_are_open_roll_out(programme):
    first, second = programme.modules.all()
    assert look("rollout.modules_live", programme).state == "not_met"

    type(first).objects.filter(pk=first.pk).update(state="rolling_out")
    assert said(look("rollout.modules_live", programme)) == ("partly", "**1 of 2** modules roll out or are live.")
    assert look("rollout.modules_live", programme, share=50).state == "met"

    type(second).objects.filter(pk=second.pk).update(state="closed")
    assert look("rollout.modules_live", programme).state == "met"


def test_a_gate_of_no_pilot_says_so(programme):
    gate = programme.gates.first()

    assert {
        look(name, programme, gate).state
        for name in ("rollout.measures_met", "rollout.system_used", "rollout.rollback_tested")
    } == {"not_met"}
