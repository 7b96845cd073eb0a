"""What stands below the line of scores."""

import datetime

import pytest
from django.utils import timezone

from implementation.data_readiness.charts import source_chart
from implementation.data_readiness.models import Profile
from tests.data_readiness.factories import make_profiled, make_rule

pytestmark = pytest.mark.django_db


def profiles_at(programme, *moments):
    source = make_rule(programme).source
    for moment in moments:
        found = make_profiled(programme, source=source)
        Profile.objects.filter(pk=found.pk).update(at=moment)
    return list(Profile.objects.order_by("at"))


def at(day, hour):
    return timezone.make_aware(datetime.datetime(2026, 5, day, hour))


def test_each_profile_stands_at_its_day_with_the_clock_where_a_day_has_several(programme):
    chart = source_chart(profiles_at(programme, at(4, 9), at(5, 9), at(5, 17)))

    days = [row[0] for row in chart.rows]
    assert [day.split()[-1] for day in days] == ["2026", "09:00", "17:00"]
    assert chart.figure["data"][0]["x"] == days


def test_one_profile_draws_no_line(programme):
    assert source_chart(profiles_at(programme, at(4, 9))) is None
