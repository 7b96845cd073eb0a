import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from implementation.goals import measures
from implementation.goals.registry import modules_of, went_live_on
from implementation.rollout.models import Run, Wave
from tests.rollout.factories import make_adoption, make_module, make_running_pilot
from tests.rollout.going_live import make_run, make_wave

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def days(number):
    return TODAY + datetime.timedelta(days=number)


def test_adoption_is_offered_for_all_and_for_each_module(programme):
    pilot = make_running_pilot(programme)
    make_adoption(pilot, 9, weeks_ago=1, staff=18)

    taken = [
        measures.take(source, programme, TODAY)
        for source in ("rollout.adoption", f"rollout.adoption:{pilot.module.key}")
    ]

    assert taken == [Decimal("50.00"), Decimal("50.00")]
    assert measures.take("rollout.adoption:marketing", programme, TODAY) is None


def test_without_recent_weeks_nothing_is_known(programme):
    make_adoption(make_running_pilot(programme), 9, weeks_ago=1)

    assert measures.take("rollout.adoption", programme, days(90)) is None


def test_the_modules_of_the_rollout_are_those_that_goals_are_mapped_to(programme):
    make_module(programme, "service")
    programme.modules.filter(key="sales").update(state="closed")

    assert modules_of(programme) == ["master_data", "service"]


def test_the_first_wave_that_went_live_names_the_day(programme):
    wave = make_wave(programme)
    planned = went_live_on(programme)
    Wave.objects.filter(pk=wave.pk).update(state="under_way", start=days(-9), go_live=days(-3), end=days(9))

    assert (planned, went_live_on(programme)) == (None, days(-3))


def test_a_cut_over_for_real_names_the_day_a_rehearsal_does_not(programme):
    run = make_run(programme)
    Run.objects.filter(pk=run.pk).update(state="finished", ended_at=timezone.now() - datetime.timedelta(days=4))
    rehearsed = went_live_on(programme)
    Run.objects.filter(pk=run.pk).update(rehearsal=False)

    assert (rehearsed, went_live_on(programme)) == (None, timezone.localdate() - datetime.timedelta(days=4))
