import datetime
from decimal import Decimal

import pytest

from core.workflow import perform
from implementation.goals import charts
from implementation.goals.forecast import forecast_of, too_few
from tests.factories import user_as
from tests.goals.factories import make_goal, make_measurement

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def days(number):
    return TODAY + datetime.timedelta(days=number)


def measured(programme, *values, **fields):
    """One value each ten days, the last today; due in 30 days."""
    goal = make_goal(programme, **({"begins_on": days(-60), "due": days(30)} | fields))
    for place, value in enumerate(values):
        make_measurement(goal, value, on=days(-10 * (len(values) - 1 - place)))
    return goal


def test_the_line_goes_on_to_the_due_day(programme):
    found = forecast_of(measured(programme, 30, 40, 50))

    assert (found.value, found.reaches, found.meets_on) == (Decimal(80), True, days(30))
    assert str(found.sentence).startswith("80 % on ")
    assert str(found.basis).startswith("A straight line (least squares) through the last 3 days measured, ")


def test_a_goal_that_slows_down_misses_its_target(programme):
    found = forecast_of(measured(programme, 30, 35, 40))

    assert (found.value, found.reaches, found.meets_on) == (Decimal(55), False, days(80))


def test_less_can_be_better(programme):
    found = forecast_of(measured(programme, 30, 25, 20, baseline=Decimal(40), target=Decimal(10), unit="days"))

    assert (found.value, found.reaches) == (Decimal(5), True)


@pytest.mark.parametrize(("values", "expected"), [((60, 75, 90), 100), ((30, 20, 10), 0)])
def test_a_share_stays_between_nothing_and_everything(programme, values, expected):
    assert forecast_of(measured(programme, *values)).value == expected


def test_a_goal_that_leads_away_says_so(programme):
    found = forecast_of(measured(programme, 30, 20, 10))

    assert str(found.when) == "On this line the target is not reached within ten years."


def test_two_days_are_too_few_and_a_correction_is_no_further_day(programme):
    goal = measured(programme, 30, 40)
    make_measurement(goal, 41, note="counted again")

    assert forecast_of(goal) is None
    assert str(too_few(goal)) == "Too few measurements for a forecast: 2 of 3 days."


def test_without_a_target_there_is_nothing_to_forecast(programme):
    goal = measured(programme, 30, 40, 50, target=None)

    assert (forecast_of(goal), str(too_few(goal))) == (None, "A forecast needs a baseline, a target and a due day.")


def test_a_dropped_or_finished_goal_has_no_forecast(programme):
    over = measured(programme, 30, 40, 50, due=days(0))
    goal = measured(programme, 30, 40, 50, title="Gone")
    perform(goal, "drop", by=user_as("manager", programme), note="out of scope")

    assert (forecast_of(over), forecast_of(goal)) == (None, None)
    assert str(too_few(over)) == "The due day has come: what counts is the value that was measured."


def test_the_chart_shows_measured_line_tolerance_and_forecast(programme):
    goal = measured(programme, 30, 40, 50, tolerance=25)

    chart = charts.of_goal(goal)
    lines = {trace["name"]: (trace["x"], trace["y"]) for trace in chart.figure["data"]}

    assert list(lines) == ["measured", "straight line to the target", "behind from here on", "forecast"]
    assert lines["straight line to the target"] == ([days(-60).isoformat(), days(30).isoformat()], [20.0, 80.0])
    assert lines["behind from here on"][1] == [20.0, 65.0]
    assert lines["forecast"] == ([days(0).isoformat(), days(30).isoformat()], [50.0, 80.0])
    assert chart.rows[-1] == [f"{days(30).isoformat()} (forecast)", "80 %"]
    assert chart.as_svg("en").startswith("<svg")


def test_tolerance_decides_who_is_behind(programme):
    loose = measured(programme, 40, tolerance=40)
    strict = measured(programme, 40, title="Strict", tolerance=5)

    assert (loose.standing, strict.standing) == ("on_the_way", "behind")
