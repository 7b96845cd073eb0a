"""Which earlier stages a forecast is drawn from, and what it says of a programme."""

import datetime

import pytest
from django.utils import timezone

from implementation.experience import charts, outlook
from implementation.programme.models import Stage
from implementation.programme.offers import built_in, in_dates
from tests.experience.factories import finish_stage
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def earlier(organisation, person, *ratios, kind="prepare", role="manager"):
    """Programmes of the organisation that this person may see, whose stage took so much of its standard."""
    for ratio in ratios:
        programme = make_programme()
        programme.organisation = organisation
        programme.save()
        programme.memberships.create(user=person, role=role)
        finish_stage(programme, kind, days=round(84 * ratio))


def test_the_organisations_own_stages_come_first_where_there_are_enough(programme):
    person, elsewhere = make_user(), make_programme().organisation
    earlier(programme.organisation, person, 1.0, 1.5, 2.0)
    earlier(elsewhere, person, 0.5, 0.5)

    seen = outlook.seen_by(person, programme.organisation)["prepare"]

    assert (seen.source, sorted(seen.counted)) == ("own", [1.0, 1.5, 2.0])
    assert len(seen.every) == 5


def test_with_too_few_of_its_own_all_that_the_person_may_see_count(programme):
    person, elsewhere = make_user(), make_programme().organisation
    earlier(programme.organisation, person, 1.0)
    earlier(elsewhere, person, 0.5, 2.0)

    seen = outlook.seen_by(person, programme.organisation)["prepare"]

    assert (seen.source, sorted(seen.counted)) == ("all", [0.5, 1.0, 2.0])


def test_fewer_than_three_say_so_and_count_for_nothing(programme):
    person = make_user()
    earlier(programme.organisation, person, 2.0, 2.0)

    seen = outlook.seen_by(person, programme.organisation)["prepare"]

    assert (seen.source, seen.counted, seen.known) == ("too_few", [], [2.0, 2.0])


def test_what_the_person_may_not_see_does_not_count(programme):
    person, other = make_user(), make_user()
    earlier(programme.organisation, other, 2.0, 2.0, 2.0)
    earlier(programme.organisation, person, 2.0, 2.0, 2.0, role="vendor_contact")

    assert outlook.seen_by(person, programme.organisation) == {}


def test_the_demonstration_and_real_programmes_are_never_mixed(programme):
    person, demo = make_user(), make_programme().organisation
    demo.fictitious = True
    demo.save()
    earlier(demo, person, 2.0, 2.0, 2.0)

    assert outlook.seen_by(person, programme.organisation) == {}
    assert outlook.seen_by(person, None) == {}
    assert len(outlook.seen_by(person, demo)["prepare"].every) == 3


def plan(person, organisation):
    stages = in_dates(built_in("small_slow"), datetime.date(2027, 1, 1))
    return outlook.of_plan(person, organisation, stages), stages


def test_a_plan_without_earlier_programmes_is_the_standard(programme):
    found, stages = plan(make_user(), programme.organisation)

    assert [(line.p50, line.p80) for line in found.lines] == [(one.end, one.end) for one in stages]
    assert (found.is_bare, found.thin, found.chance_of_plan) == (True, 7, 100.0)


def test_a_plan_ends_later_where_earlier_stages_took_longer(programme):
    person = make_user()
    earlier(programme.organisation, person, 1.5, 1.5, 1.5)

    found, stages = plan(person, programme.organisation)

    assert found.p50 == stages[-1].end + datetime.timedelta(days=42)
    assert (found.is_bare, found.thin, found.chance_of_plan) == (False, 6, 0.0)
    assert [str(line.from_where) for line in found.lines[2:4]] == [
        "0 of 3 needed, so the standard counts",
        "3 stages of your own",
    ]


def test_a_programme_under_way_is_forecast_from_the_stage_it_is_in(programme):
    today = timezone.localdate()
    finish_stage(programme, "initiate", days=20)
    start = today - datetime.timedelta(days=59)  # 60 days with today, of a standard of 42
    Stage.objects.filter(programme=programme, kind="business_case").update(state="under_way", actual_start=start)

    found = outlook.of_programme(programme, user_as("manager", programme))

    assert [line.number for line in found.lines] == [2, 3, 4, 5, 6, 7]
    assert (found.lines[0].p50, found.lines[0].is_under_way) == (today, True)
    assert found.lines[1].p50 == today + datetime.timedelta(days=70)


def test_nothing_is_ahead_of_a_programme_that_is_over(programme):
    Stage.objects.filter(programme=programme).update(state="done")

    assert outlook.of_programme(programme, user_as("manager", programme)) is None


def test_the_picture_rises_from_none_to_all(programme):
    person = make_user()
    earlier(programme.organisation, person, 1.0, 1.5, 2.0)
    found, _stages = plan(person, programme.organisation)

    chart = charts.end_chart(found)

    shares = chart.figure["data"][0]["y"]
    assert (shares[0], shares[-1]) == (0.0, 100.0)
    assert shares == sorted(shares)
    assert chart.description.startswith("Half of the trials end by")
    assert len(chart.rows) == len(shares) <= 30
