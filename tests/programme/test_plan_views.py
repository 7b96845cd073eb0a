import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from implementation.programme.models import Deliverable, Milestone, Stage, StageShift
from tests.factories import make_programme, user_as
from tests.programme.status_factories import days

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def at(name, programme, *more):
    return reverse(name, args=[programme.pk, *more])


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def more_milestones(programme, n=29):
    stage = programme.stages.get(number=3)
    for index in range(n):
        Milestone.objects.create(programme=programme, stage=stage, name=f"Day {index}", due=days(index))


@pytest.mark.parametrize("name", ["plan", "milestones", "path"])
def test_a_page_asks_the_same_with_many_milestones(programme, as_role, name):
    client = as_role("manager")
    one = queries(client, at(name, programme))
    more_milestones(programme)

    assert queries(client, at(name, programme)) == one


def test_the_plan_shows_durations_and_draws_them(programme, as_role):
    page = as_role("member").get(at("plan", programme))

    chart = page.context["chart"]
    assert chart.rows[0][0] == "1 Initiate"
    assert [trace["name"] for trace in chart.figure["data"]] == [
        *("Standard", "Planned", "Actual", "Expected"),
        *("Milestone", "Gate"),
    ]
    assert "data-chart-figure" in page.text


def test_a_computed_end_is_said_to_be_computed(programme, as_role):
    Stage.objects.filter(programme=programme, number=1).update(actual_start=days(-60))

    assert "computed from the pace" in as_role("member").get(at("plan", programme)).text


def names(page):
    return [item.name for item in page.context["page"]]


def test_milestones_are_found_filtered_and_sorted(programme, as_role):
    client = as_role("member")
    late = programme.milestones.first()
    Milestone.objects.filter(programme=programme).update(due=days(30))
    Milestone.objects.filter(pk=late.pk).update(due=days(-3))

    overdue = client.get(at("milestones", programme), {"state": "overdue"})
    found = client.get(at("milestones", programme), {"q": late.name[:6]})
    by_name = client.get(at("milestones", programme), {"sort": "name"})

    assert names(overdue) == [late.name]
    assert late.name in names(found)
    assert names(by_name) == sorted(names(by_name))
    assert "No milestone matches" in client.get(at("milestones", programme), {"q": "zzz"}).text


def edit(programme, number=2, **changes):
    """What the form of a stage sends."""
    stage = programme.stages.get(number=number)
    form = {
        "name": stage.name,
        "planned_start": stage.planned_start.isoformat(),
        "planned_end": stage.planned_end.isoformat(),
        "forecast_end": "",
        "revision": stage.revision,
        "reason": "",
    }
    return at("edit_stage", programme, stage.pk), form | changes, stage


def test_a_later_end_without_a_reason_keeps_the_entries_and_says_so(programme, as_role):
    address, form, stage = edit(programme, planned_end="2030-01-01")

    page = as_role("manager").post(address, form)

    assert page.context["form"].errors == {"reason": ["Say why the end moves: the reason is kept with the move."]}
    assert 'value="2030-01-01"' in page.text
    assert Stage.objects.get(pk=stage.pk).planned_end == stage.planned_end


def test_what_follows_is_shown_before_anything_moves(programme, as_role):
    _address, _form, stage = edit(programme)
    address, form, _stage = edit(
        programme, planned_end=(stage.planned_end + 7 * DAY).isoformat(), reason="Holiday", along="on"
    )
    client, later = as_role("manager"), programme.stages.get(number=3)

    preview = client.post(address, form)

    assert "Nothing has moved yet." in preview.text
    assert StageShift.objects.count() == 0
    assert later in [item.record for item in preview.context["moving"]]
    client.post(address, form | {"sealed": preview.context["seal"]})
    assert Stage.objects.get(pk=later.pk).planned_start == later.planned_start + 7 * DAY
    assert Stage.objects.get(pk=stage.pk).planned_end == stage.planned_end + 7 * DAY


def test_from_the_preview_a_stage_can_move_alone(programme, as_role):
    _address, _form, stage = edit(programme)
    address, form, _stage = edit(
        programme, planned_end=(stage.planned_end + 7 * DAY).isoformat(), reason="Holiday", along="on"
    )
    later = programme.stages.get(number=3)

    as_role("manager").post(address, form | {"alone": "yes"})

    assert Stage.objects.get(pk=stage.pk).planned_end == stage.planned_end + 7 * DAY
    assert Stage.objects.get(pk=later.pk).planned_start == later.planned_start


def test_a_preview_that_was_tampered_with_moves_nothing(programme, as_role):
    _address, _form, stage = edit(programme)
    address, form, _stage = edit(
        programme, planned_end=(stage.planned_end + 7 * DAY).isoformat(), reason="Holiday", along="on", sealed="0" * 64
    )

    page = as_role("manager").post(address, form)

    assert "What follows has changed meanwhile" in page.text
    assert Stage.objects.get(pk=stage.pk).planned_end == stage.planned_end


def test_a_milestone_is_made_with_the_people_it_alarms(programme, as_role):
    client, sponsor = as_role("manager"), user_as("sponsor", programme)
    stage = programme.stages.get(number=1)
    form = {"name": "Go", "due": "2030-01-01", "alarm_people": [sponsor.pk], "days_before": "14, 3", "days_after": ""}

    client.post(at("new_milestone", programme, stage.pk), form)

    found = Milestone.objects.get(name="Go")
    assert (list(found.alarm_people.all()), found.days_before, found.days_after) == ([sponsor], "14, 3", "")
    assert "Sponsor" in client.get(found.get_absolute_url()).text


@pytest.mark.parametrize("who", ["vendor", "stranger"])
def test_who_may_not_see_a_milestone_is_not_alarmed(programme, as_role, who):
    client = as_role("manager")
    person = user_as("vendor_contact", programme) if who == "vendor" else user_as("manager", make_programme())
    stage = programme.stages.get(number=1)

    page = client.post(
        at("new_milestone", programme, stage.pk), {"name": "Go", "due": "2030-01-01", "alarm_people": [person.pk]}
    )

    assert list(page.context["form"].errors) == ["alarm_people"]
    assert not Milestone.objects.filter(name="Go").exists()


def test_the_page_of_a_stage_says_how_its_end_moved(programme, as_role):
    client = as_role("manager")
    address, form, stage = edit(programme, forecast_end="2030-01-01", reason="The vendor is late.")
    client.post(address, form)

    page = client.get(stage.get_absolute_url())

    assert "The vendor is late." in page.text
    assert "forecast entered" in page.text


def test_a_milestone_of_another_programme_is_not_found(programme, as_role):
    other = make_programme().milestones.first()

    client = as_role("manager")

    assert client.get(at("milestone", programme, other.pk)).status_code == 404
    assert client.post(at("edit_milestone", programme, other.pk), {"name": "Mine"}).status_code == 404


def test_deliverables_that_are_open_move_and_accepted_ones_stay(programme, as_role):
    stage = programme.stages.get(number=3)
    accepted, still_open = stage.deliverables.all()[:2]
    Deliverable.objects.filter(pk=accepted.pk).update(state="accepted")
    _address, _form, moved = edit(programme)
    address, form, _stage = edit(
        programme, planned_end=(moved.planned_end + 7 * DAY).isoformat(), reason="Holiday", along="on"
    )
    client = as_role("manager")

    client.post(address, form | {"sealed": client.post(address, form).context["seal"]})

    assert Deliverable.objects.get(pk=accepted.pk).due == accepted.due
    assert Deliverable.objects.get(pk=still_open.pk).due == still_open.due + 7 * DAY
