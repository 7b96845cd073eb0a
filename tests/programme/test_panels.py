import datetime

import pytest
from django.template.loader import render_to_string

from implementation.programme import panels
from implementation.programme.models import Milestone, Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage(programme) -> Stage:
    """The first stage, ten days under way, with no milestone behind it."""
    programme.milestones.update(due=datetime.date.today() + datetime.timedelta(days=90))
    return programme.stages.get(number=1)


def forecast(stage, days_late):
    stage.forecast_end = stage.planned_end + datetime.timedelta(days=days_late)
    stage.save()


@pytest.mark.parametrize(
    ("late", "level"),
    [(0, "on_track"), (5, "on_track"), (6, "at_risk"), (15, "at_risk"), (16, "off_track"), (-3, "on_track")],
)
def test_the_schedule_follows_its_tolerance(programme, stage, late, level):
    forecast(stage, late)

    assert panels.schedule(programme).level == level


def test_the_schedule_names_the_worst(programme, stage):
    forecast(stage, 6)
    due = datetime.date.today() - datetime.timedelta(days=20)
    Milestone.objects.filter(pk=programme.milestones.first().pk).update(due=due)

    status = panels.schedule(programme)

    assert status.level == "off_track"
    assert "**20 days** ago; tolerance 5." in str(status.reason)


def test_a_stage_past_its_planned_end_is_late_without_a_forecast(programme, stage):
    ago = datetime.timedelta(days=40)
    Stage.objects.filter(pk=stage.pk).update(
        planned_start=stage.planned_start - ago,
        planned_end=datetime.date.today() - datetime.timedelta(days=7),
        actual_start=stage.planned_start - ago,
    )

    assert panels.schedule(programme).level == "at_risk"


def test_a_programme_with_no_stage_under_way_has_no_data(programme, stage):
    Stage.objects.update(state="done")

    assert panels.schedule(programme).level == "no_data"


def test_the_plan_tells_every_stage(programme, stage):
    facts = panels.plan(programme)

    page = render_to_string("programme/_report.html", {"facts": facts, "currency": "EUR"})

    assert [item["number"] for item in facts["stages"]] == [1, 2, 3, 4, 5, 6, 7]
    assert facts["stages"][0]["words"]["en"] == "Under way"
    assert "Initiate" in page
