import datetime

import pytest
from django.utils import timezone

from implementation.programme.story import Story, clock_at
from implementation.reports import demo
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_story_publishes_three_reports_that_follow_each_other(language):
    today = timezone.localdate()
    programme = make_programme(language=language, started_on=today - datetime.timedelta(days=265))
    story = Story(programme, {"manager": user_as("manager", programme)}, today)

    for day, scene in ((-60, demo.contract_signed), (-20, demo.pilot_begun), (-6, demo.last_week)):
        with clock_at(story.day(day), zone=programme.organisation.zone), timezone.override(programme.organisation.zone):
            scene(story)

    reports = list(programme.progressreports.order_by("number"))
    assert [(r.period_start, r.period_end) for r in reports] == [
        (story.day(-265), story.day(-60)),
        (story.day(-59), story.day(-20)),
        (story.day(-19), story.day(-6)),
    ]
    assert [timezone.localdate(r.published_at, programme.organisation.zone) for r in reports] == [
        story.day(-60),
        story.day(-20),
        story.day(-6),
    ]
