import datetime

import pytest

from implementation.gates.checklist import look_at
from implementation.programme.demo import CHINESE, begin
from implementation.programme.models import Organisation
from implementation.programme.story import clock_at
from implementation.rollout.demo import people
from implementation.rollout.demo import pilot as demo
from implementation.rollout.models import Pilot
from implementation.rollout.progress import progress_of, with_progress
from tests.rollout.factories import open_pilot_stage

pytestmark = pytest.mark.django_db


def test_the_story_has_a_pilot_with_one_measure_short_and_the_next_one_planned(django_user_model):
    today = datetime.date(2026, 11, 23)
    organisation = Organisation(name="云杉", language="zh-hans", time_zone="Asia/Shanghai", fictitious=True)
    departments = {"华南销售部": 18, "华东销售部": 22, "售后服务部": 14}
    story = begin(cast=CHINESE, organisation=organisation, name="项目", departments=departments, today=today)
    weeks = [(demo.STARTED + 7 * n, lambda s, n=n: demo._record_week(s, n)) for n in range(1, 6)]
    scenes = [
        (demo.PLANNED, demo.plan_the_first),
        (demo.PLANNED + 2, people.agree_on_the_charter),
        (-42, lambda story: open_pilot_stage(story.programme, on=story.day(-42))),
        (demo.STARTED, demo.start_the_first),
        (demo.REHEARSED, demo.rehearse),
        (-10, demo.plan_the_next),
        *weeks,
    ]

    for day, play in sorted(scenes, key=lambda item: item[0]):
        with clock_at(story.day(day), zone=organisation.zone):
            play(story)

    with clock_at(today, zone=organisation.zone):
        first, second = with_progress(Pilot.objects.order_by("planned_start"))
        found = progress_of(first)
        states = {line.criterion.check_name: line.result.state for line in look_at(first.exit_gate).lines}
        assert (first.state, found.met, len(found.lines)) == ("running", 3, 4)
        assert (round(found.adoption.share), found.adoption.weeks) == (83, 4)
        assert states["rollout.measures_met"] == "partly"
        assert states["rollout.system_used"] == "met"
        assert states["rollout.rollback_tested"] == "met"
        assert (second.state, second.module.key) == ("planned", "service")
