import datetime

import pytest
from django.urls import reverse

from core.markdown import as_html
from implementation.goals.models import Goal, VisionVersion
from tests.factories import make_programme, user_as
from tests.goals.factories import make_goal, make_measurement, make_vision

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today().isoformat()
GOAL = {
    "title": "Duplicates",
    "layer": "technology",
    "activity": "technology",
    "value_for": "both",
    "baseline": "14",
    "target": "2",
    "unit": "%",
}


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def test_a_new_programme_is_told_what_to_do(programme, as_role):
    text = as_role("manager").get(page(programme, "goals")).content.decode()

    assert "No vision is written yet" in text
    assert "Set the first goal" in text


def test_from_draft_to_signed_through_the_pages(programme, as_role):
    sponsor = user_as("sponsor", programme)
    client = as_role("manager")
    client.post(page(programme, "new_vision"), {"text": "# One record"})
    vision = programme.visionversions.get()
    client.post(page(programme, "open_vision", vision.pk), {"signatories": [sponsor.pk]})

    waiting = as_role("sponsor").get(page(programme, "waiting")).content.decode()
    as_role("sponsor").post(page(programme, "sign_vision", vision.pk))

    assert "Sign the vision" in waiting
    assert VisionVersion.objects.get(pk=vision.pk).state == "signed"


def test_a_new_version_starts_from_the_last(programme, as_role):
    make_vision(programme, text="# The old words", state="signed")

    assert "# The old words" in as_role("manager").get(page(programme, "new_vision")).content.decode()


def test_a_draft_in_the_making_is_edited_not_doubled(programme, as_role):
    vision = make_vision(programme)

    answer = as_role("manager").get(page(programme, "new_vision"))

    assert answer.url == vision.get_absolute_url()


def test_a_signed_text_cannot_be_edited_by_its_address(programme, as_role):
    vision = make_vision(programme, state="signed")

    answer = as_role("manager").post(page(programme, "edit_vision", vision.pk), {"text": "changed"})

    assert answer.status_code == 409
    assert VisionVersion.objects.get(pk=vision.pk).text == vision.text


@pytest.mark.parametrize("step", ["open", "sign", "supersede"])
def test_steps_that_belong_to_a_page_are_not_taken_by_the_generic_one(programme, as_role, step):
    vision = make_vision(programme, state="open", signers=["sponsor"])

    answer = as_role("manager").post(reverse("step", args=[vision.label, vision.pk, step]))

    assert answer.status_code == 409
    assert VisionVersion.objects.get(pk=vision.pk).state == "open"


def test_people_of_another_programme_cannot_be_named_or_own(programme, as_role):
    stranger = user_as("manager", make_programme())
    vision = make_vision(programme)
    client = as_role("manager")

    named = client.post(page(programme, "open_vision", vision.pk), {"signatories": [stranger.pk]})
    owned = client.post(page(programme, "new_goal"), GOAL | {"owner": stranger.pk})

    assert (named.status_code, owned.status_code) == (200, 200)
    assert VisionVersion.objects.get(pk=vision.pk).state == "draft"
    assert not Goal.objects.exists()


@pytest.mark.parametrize("name", ["goal", "edit_goal", "new_measurement"])
def test_another_programmes_goal_is_not_found(programme, as_role, name):
    other = make_goal(make_programme())

    assert as_role("manager").get(page(programme, name, other.pk)).status_code == 404


def test_a_goal_is_set_and_measured_through_the_pages(programme, as_role):
    client = as_role("manager")
    client.post(page(programme, "new_goal"), GOAL)
    goal = Goal.objects.get()
    client.post(page(programme, "new_measurement", goal.pk), {"on": TODAY, "value": "8", "note": "count"})
    text = client.get(goal.get_absolute_url()).content.decode()

    assert "8 %" in text
    assert "50 %" in text
    assert "Still missing: Owner, Due." in " ".join(text.split())


def test_bad_values_are_refused_beside_the_field(programme, as_role):
    goal = make_goal(programme)
    tomorrow = (datetime.date.today() + datetime.timedelta(days=2)).isoformat()

    answer = as_role("manager").post(page(programme, "new_measurement", goal.pk), {"on": tomorrow, "value": "8"})

    assert "This day has not come yet" in answer.content.decode()
    assert not goal.measurements.exists()


def test_two_editors_do_not_overwrite_each_other(programme, as_role):
    goal = make_goal(programme)
    client = as_role("manager")
    client.post(page(programme, "edit_goal", goal.pk), GOAL | {"revision": 0})

    second = client.post(page(programme, "edit_goal", goal.pk), GOAL | {"revision": 0, "title": "Mine"})

    assert "Someone else saved this first" in second.content.decode()
    assert Goal.objects.get().title == "Duplicates"


def test_a_chart_is_drawn_from_two_days_on(programme, as_role):
    goal = make_goal(programme)
    make_measurement(goal, 30, on=datetime.date.today() - datetime.timedelta(days=20))
    one = as_role("member").get(goal.get_absolute_url()).content.decode()
    make_measurement(goal, 40)
    two = as_role("member").get(goal.get_absolute_url()).content.decode()

    assert ("data-chart" in one, "data-chart" in two) == (False, True)


def test_filters_and_order_live_in_the_address(programme, as_role):
    make_goal(programme, title="Quick quotes", layer="process")
    make_goal(programme, title="Clean data", layer="technology")
    client = as_role("executive")

    only = client.get(page(programme, "goals"), {"layer": "technology"}).content.decode()
    none = client.get(page(programme, "goals"), {"q": "zebra"}).content.decode()
    by_title = client.get(page(programme, "goals"), {"sort": "title"}).content.decode()

    assert ("Clean data" in only, "Quick quotes" in only) == (True, False)
    assert "Clear the filters" in none
    assert by_title.index("Clean data") < by_title.index("Quick quotes")


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_the_list_asks_as_often_with_30_goals_as_with_one(programme, as_role, django_assert_num_queries, language):
    def count():
        client = as_role("manager")
        client.post(reverse("language"), {"language": language})
        with CaptureQueries() as found:
            assert client.get(page(programme, "goals")).status_code == 200
        return len(found)

    make_vision(programme, state="signed")
    make_measurement(make_goal(programme), 30)
    few = count()
    for number in range(29):
        make_measurement(make_goal(programme, title=f"Goal {number}"), 30)

    assert count() == few


def CaptureQueries():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_the_page_of_a_goal_asks_as_often_with_30_measurements_as_with_one(programme, as_role):
    goal, today = make_goal(programme), datetime.date.today()
    make_measurement(goal, 30, on=today - datetime.timedelta(days=40))
    make_measurement(goal, 31, on=today - datetime.timedelta(days=39))
    client = as_role("manager")
    client.get(goal.get_absolute_url())
    with CaptureQueries() as few:
        client.get(goal.get_absolute_url())
    for days in range(28):
        make_measurement(goal, 40, on=today - datetime.timedelta(days=days))
    with CaptureQueries() as many:
        client.get(goal.get_absolute_url())

    assert len(many) == len(few)


def test_markdown_takes_no_html_and_keeps_the_order_of_headings():
    html = as_html(
        "# Top\n\n<script>alert(1)</script>\n\n#### Deep\n\n[x](javascript:alert(1)) ![p](http://x/y.png) **b**"
    )

    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert html.count("<h3>") == 2
    assert "<strong>b</strong>" in html
