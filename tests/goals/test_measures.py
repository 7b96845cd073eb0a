import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.goals import actions, measures
from implementation.goals.models import Measurement
from tests.factories import user_as
from tests.goals.factories import make_goal, make_measurement

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


@pytest.fixture
def level(monkeypatch):
    """A figure of the records that tests can move: one for all, one for each module."""
    now = {"": Decimal("41.237"), "sales": Decimal(70)}

    def function(programme, day, *, module=""):
        return now.get(module)

    found = measures.Measure("tests.level", "Level", lambda programme: "°", True, function)
    monkeypatch.setitem(measures._measures, "tests.level", found)
    return now


def values(goal):
    return [(item.value, item.by, item.source, item.note) for item in goal.measurements.all()]


def test_a_changed_figure_is_recorded_by_the_product_with_its_source(programme, level):
    goal = make_goal(programme, source="tests.level")

    actions.record_from_source(goal)
    again = actions.record_from_source(goal)

    assert values(goal) == [(Decimal("41.240"), None, "tests.level", "Taken from the records: Level.")]
    assert again is None
    entry = AuditEntry.objects.get(label="goals.measurement")
    assert (entry.verb, entry.actor_name) == ("created", "Pilotage")


def test_a_figure_of_one_module_is_asked_for_that_module(programme, level):
    goal = make_goal(programme, source="tests.level:sales")

    actions.record_from_source(goal)

    assert [item[0] for item in values(goal)] == [70]
    assert goal.source_words == "Level (Sales)"


def test_what_a_person_measured_today_stays(programme, level):
    goal = make_goal(programme, source="tests.level")
    make_measurement(goal, 55)

    assert actions.record_from_source(goal) is None
    assert goal.newest == 55


def test_a_figure_that_moves_twice_a_day_is_recorded_twice(programme, level):
    goal = make_goal(programme, source="tests.level")
    actions.record_from_source(goal)
    level[""] = Decimal(50)

    actions.record_from_source(goal)

    assert [item[0] for item in values(goal)] == [50, Decimal("41.24")]


@pytest.mark.parametrize("known", [None, Decimal(10) ** 13])
def test_an_unknown_or_impossible_figure_is_not_recorded(programme, level, known):
    level[""] = known

    assert actions.record_from_source(make_goal(programme, source="tests.level")) is None


def test_dropped_goals_and_stopped_programmes_are_left_alone(programme, level):
    goal = make_goal(programme, source="tests.level")
    perform(goal, "drop", by=user_as("manager", programme), note="out of scope")
    make_goal(programme, title="Second", source="tests.level")
    type(programme).objects.filter(pk=programme.pk).update(state="stopped")

    assert actions.record_everywhere() == 0
    type(programme).objects.filter(pk=programme.pk).update(state="under_way")
    assert actions.record_everywhere() == 1
    assert Measurement.objects.get().goal.title == "Second"


def test_a_source_that_nobody_offers_any_more_records_nothing(programme, level, monkeypatch):
    goal = make_goal(programme, source="tests.level")
    monkeypatch.delitem(measures._measures, "tests.level")

    assert actions.record_from_source(goal) is None
    assert goal.source_words == "tests.level"


@pytest.mark.parametrize("source", ["tests.nothing", "tests.level:zebra", "change_mgmt.training_coverage:sales"])
def test_a_source_that_does_not_exist_is_refused(programme, level, source):
    with pytest.raises(ValidationError, match="hold no such figure"):
        make_goal(programme, source=source)


def test_the_unit_of_the_source_is_taken_where_none_is_given(programme, level):
    assert make_goal(programme, source="tests.level", unit="").unit == "°"


def test_a_name_is_registered_once(level):
    with pytest.raises(ValueError, match="twice"):
        measures.goal_measure("tests.level", label="Again")(lambda programme, day: None)


def test_measures_of_modules_are_offered_for_each(level):
    offered = dict(measures.offered(["sales"]))

    assert (offered["tests.level"], offered["tests.level:sales"]) == ("Level", "Level (Sales)")
    assert "change_mgmt.training_coverage" in offered
    assert "change_mgmt.training_coverage:sales" not in offered


def test_the_owner_takes_it_now_and_hears_when_there_is_nothing_new(programme, level):
    goal = make_goal(programme, source="tests.level")

    found = actions.take_from_records(goal, by=user_as("manager", programme))
    with pytest.raises(Refused, match="Nothing to record"):
        actions.take_from_records(goal, by=user_as("manager", programme))
    with pytest.raises(PermissionDenied):
        actions.take_from_records(goal, by=user_as("executive", programme))

    assert (found.value, goal.measurements.count()) == (Decimal("41.240"), 1)


def test_whoever_measures_a_goal_may_record_it(programme):
    goal = make_goal(programme, measurer=user_as("member", programme))

    assert make_measurement(goal, 50, by=user_as("member", programme)).value == 50
