import pytest
from django.urls import reverse

from core.refusal import Refused
from implementation.gates.registry import checks
from implementation.rollout.actions import runs
from implementation.rollout.exit_report import exit_report_of
from implementation.rollout.models import Pilot
from implementation.rollout.progress import progress_of, with_progress
from tests.factories import user_as
from tests.rollout.factories import days, make_adoption, make_measure, make_running_pilot, make_value
from tests.rollout.going_live import make_run, settle

pytestmark = pytest.mark.django_db


def fresh(pilot) -> Pilot:
    return with_progress(Pilot.objects.filter(pk=pilot.pk)).get()


def measures_met(pilot):
    check = checks()["rollout.measures_met"]
    return check.function(pilot.programme, gate=pilot.exit_gate, **check.parameters)


@pytest.mark.parametrize(("age", "stale"), [(0, False), (14, False), (15, True)])
def test_a_value_older_than_fourteen_days_before_the_exit_is_stale(programme, age, stale):
    pilot = make_running_pilot(programme, measures=1)
    make_value(pilot.measures.get(), 80, on=days(-age))

    report = exit_report_of(fresh(pilot))

    assert ([item.is_stale for item in report.lines], str(report.lines[0].who)) == ([stale], "Manager")
    assert measures_met(pilot).state == ("partly" if stale else "met")


def test_the_gate_leads_to_the_exit_report(programme):
    pilot = make_running_pilot(programme, measures=1)
    make_value(pilot.measures.get(), 80)

    assert measures_met(pilot).url == reverse("exit_report", args=[programme.pk, pilot.pk])


def test_a_measure_takes_its_values_from_adoption(programme):
    pilot = make_running_pilot(programme, measures=0)
    measure = make_measure(pilot, source="adoption", unit="people", target=80)
    make_adoption(pilot, 9, weeks_ago=2)
    make_adoption(pilot, 18, weeks_ago=1)

    line = progress_of(fresh(pilot)).lines[-1]

    assert (measure.unit, [str(item.value) for item in line.values], line.result) == ("%", ["50.0", "75.0"], "partly")
    assert str(exit_report_of(fresh(pilot)).lines[-1].who) == "from adoption"
    with pytest.raises(Refused, match="taken from adoption"):
        make_value(measure, 90)


def test_the_page_shows_measures_adoption_and_runs(programme, as_role):
    pilot = make_running_pilot(programme, measures=1)
    make_value(pilot.measures.get(), 80, on=days(-20))
    make_adoption(pilot, 15)
    run = settle(make_run(programme, kind="roll_back", pilot=pilot))
    runs.finish_run(run, by=user_as("manager", programme))

    page = as_role("sponsor").get(reverse("exit_report", args=[programme.pk, pilot.pk])).content.decode()

    assert "<b>1 of 1</b> measures met; 1 with no value in the last 14 days." in page
    assert "15 of 18" in page
    assert run.get_absolute_url() in page
