import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.actions import change
from implementation.goals.models import Goal, GoalFile, GoalReview
from implementation.programme.models import Task
from tests.factories import make_programme, user_as
from tests.goals.factories import make_file, make_goal, make_measurement, make_reviews, make_vision

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def page(programme, name, *args):
    return reverse(name, args=[programme.pk, *args])


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_two_versions_are_compared_word_by_word(programme, as_role):
    make_vision(programme, text="One customer, one record", state="signed")
    make_vision(programme, text="One customer, one shared record")

    text = text_of(as_role("member").get(page(programme, "vision_versions"), {"old": "2", "new": "1"}))

    assert "From version 1 to version 2" in text
    assert "<ins>shared </ins>" in text


def test_with_one_version_there_is_nothing_to_compare(programme, as_role):
    make_vision(programme)

    assert "Compare version" not in text_of(as_role("member").get(page(programme, "vision_versions")))


def test_signing_shows_the_goals_that_are_signed_with_the_text(programme, as_role):
    make_goal(programme)
    vision = make_vision(programme, state="open")

    assert "Quotations within two days" in text_of(as_role("sponsor").get(page(programme, "sign_vision", vision.pk)))


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("layer=philosophy", "layer", "philosophy"),
        ("activity=service", "activity", "service"),
        ("module=sales", "modules", ["sales"]),
    ],
)
def test_a_gap_leads_to_a_form_that_is_filled_in(programme, as_role, address, field, value):
    answer = as_role("manager").get(f"{page(programme, 'new_goal')}?{address}")

    assert answer.context["form"][field].value() == value


def test_a_nonsense_gap_fills_nothing(programme, as_role):
    answer = as_role("manager").get(f"{page(programme, 'new_goal')}?layer=x&module=y&activity=z")

    assert (answer.status_code, "checked" in text_of(answer)) == (200, False)


def test_members_see_gaps_without_the_links_to_mend_them(programme, as_role):
    make_goal(programme)

    text = text_of(as_role("member").get(page(programme, "value_map")))

    assert "serves no goal" in text
    assert "Set a goal" not in text


def test_a_review_is_planned_and_held_through_the_pages(programme, as_role):
    goal, client = make_goal(programme), as_role("manager")
    live_on = TODAY - datetime.timedelta(days=30)
    client.post(page(programme, "plan_reviews"), {"live_on": live_on.isoformat()})
    review = programme.goalreviews.first()
    half = {f"goal-{goal.pk}-verdict": "partly", f"goal-{goal.pk}-task": "Train", "remarks": ""}
    refused = client.post(page(programme, "hold_review", review.pk), half)
    owner = {
        f"goal-{goal.pk}-task_owner": user_as("member", programme).pk,
        f"goal-{goal.pk}-task_due": TODAY.isoformat(),
    }
    client.post(page(programme, "hold_review", review.pk), half | owner)
    again = client.post(page(programme, "hold_review", review.pk), half | owner)

    assert "A task needs somebody who does it and a day." in text_of(refused)
    assert GoalReview.objects.get(pk=review.pk).state == "held"
    assert (again.status_code, Task.objects.count()) == (409, 1)
    shown = text_of(client.get(review.get_absolute_url()))
    assert "Partly reached" in shown
    assert "Train" in shown


@pytest.mark.parametrize("value", ["", "soon", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_refused(programme, as_role, value):
    answer = as_role("manager").post(page(programme, "plan_reviews"), {"live_on": value})

    assert answer.status_code == 200
    assert not programme.goalreviews.exists()


@pytest.mark.parametrize("name", ["goal_review", "edit_goal_review", "hold_review"])
def test_another_programmes_review_is_not_found(programme, as_role, name):
    other = make_reviews(make_programme())[0]

    assert as_role("manager").get(page(programme, name, other.pk)).status_code == 404


def test_another_programmes_file_is_not_found(programme, as_role):
    other = make_file(make_programme(), "goal,measured on,value\n")

    assert as_role("manager").post(page(programme, "goal_file", other.pk), {"import": "1"}).status_code == 404


def test_a_table_is_brought_taken_in_and_undone_through_the_pages(programme, as_role):
    goal, client = make_goal(programme), as_role("manager")
    upload = SimpleUploadedFile("week.csv", f"goal,measured on,value\n1,{TODAY},61\n".encode())
    client.post(page(programme, "import_goals"), {"kind": "measurements", "file": upload})
    found = GoalFile.objects.get()
    looked = text_of(client.get(found.get_absolute_url()))
    client.post(found.get_absolute_url(), {"import": "1"})
    taken = goal.measurements.count()
    client.post(found.get_absolute_url(), {"undo": "1"})

    assert "What would be recorded" in looked
    assert (taken, goal.measurements.count()) == (1, 0)


def test_a_bad_cell_is_shown_with_its_name(programme, as_role):
    make_goal(programme)
    found = make_file(programme, f"goal,measured on,value\n1,{TODAY},<b>many</b>\n")

    text = text_of(as_role("manager").get(found.get_absolute_url()))

    assert "C2" in text
    assert "Write a number, like 54 or 54.5." in text
    assert "&lt;b&gt;many" in text
    assert 'name="import"' not in text


def test_the_export_holds_what_the_filters_show(programme, as_role):
    make_goal(programme, title="Quick quotes")
    make_goal(programme, title="Clean data", layer="technology")

    text = as_role("executive").get(page(programme, "goals_csv"), {"layer": "technology"}).content.decode("utf-8-sig")

    assert [line.split(",")[1] for line in text.splitlines()] == ["Goal", "Clean data"]


def test_a_goal_may_not_lead_both_ways(programme, as_role):
    given = {
        "title": "Both",
        "layer": "process",
        "activity": "sales",
        "value_for": "both",
        "baseline": "10",
        "target": "20",
        "direction": "less",
    }

    answer = as_role("manager").post(page(programme, "new_goal"), given)

    assert "leads the other way" in text_of(answer)
    assert not Goal.objects.exists()


def test_numbers_of_goals_are_never_given_twice(programme):
    first = make_goal(programme)
    second = make_goal(programme, title="Second")
    change(first, permission="goals.edit_goal", by=user_as("manager", programme), title="Renamed")
    elsewhere = make_goal(make_programme())

    assert (first.number, second.number, elsewhere.number) == (1, 2, 1)
    assert Goal.objects.get(pk=first.pk).number == 1


@pytest.mark.parametrize("name", ["goals", "value_map", "outcome", "goals_xlsx", "measurements_csv", "goal_reviews"])
def test_pages_ask_as_often_with_30_goals_as_with_one(programme, as_role, name):
    client = as_role("manager")

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(page(programme, name)).status_code == 200
        return len(found)

    make_vision(programme, state="signed")
    make_reviews(programme)
    make_measurement(make_goal(programme), 30)
    count()
    few = count()
    for number in range(29):
        make_measurement(make_goal(programme, title=f"Goal {number}"), 30)

    assert count() == few


def test_holding_a_review_shows_30_goals_with_as_many_questions_as_two(programme, as_role):
    review, client = make_reviews(programme)[0], as_role("manager")

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(page(programme, "hold_review", review.pk)).status_code == 200
        return len(found)

    make_goal(programme)
    count()
    few = count()
    for number in range(29):
        make_goal(programme, title=f"Goal {number}")

    assert count() == few
