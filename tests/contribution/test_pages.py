"""One's own page, those of others, the rows behind a number, files to take away, the queries that it takes."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from change_mgmt.contribution import actions
from change_mgmt.contribution.models import PointKind, SoftPoint
from core.sheets import read
from tests.contribution.factories import a_point, do_task, make_kind, make_point
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def address(name, programme, *more):
    return reverse(name, args=[programme.pk, *more])


def asked(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_everybody_reads_their_own_page_and_nobody_that_of_an_equal(programme, as_role):
    another, client = user_as("member", programme, name="Another"), as_role("member")
    me = user_as("member", programme)

    statuses = [
        client.get(address("my_contribution", programme)).status_code,
        client.get(address("contribution_of", programme, me.pk)).status_code,
        client.get(address("contribution_of", programme, another.pk)).status_code,
        client.get(address("contribution_rows", programme, another.pk, "risks")).status_code,
        client.get(address("contribution_xlsx", programme, another.pk)).status_code,
        client.get(address("contribution_people", programme)).status_code,
    ]

    assert statuses == [200, 200, 403, 403, 403, 403]


def test_who_is_not_on_the_programme_has_no_page(programme, as_role):
    client = as_role("manager")

    for stranger in (make_user(), user_as("manager", make_programme())):
        assert client.get(address("contribution_of", programme, stranger.pk)).status_code == 404


def test_the_list_of_people_has_names_and_no_figure(programme, as_role):
    member = user_as("member", programme)
    make_point(programme, points=5)

    answer = as_role("sponsor").get(address("contribution_people", programme))

    assert member in answer.context["page"].object_list
    assert [person.name for person in answer.context["page"]] == sorted(p.name for p in answer.context["page"])
    assert "far more" not in answer.content.decode()


def test_the_page_says_why_there_is_no_total(programme, as_role):
    make_point(programme)

    page = as_role("member").get(address("my_contribution", programme)).content.decode()

    assert "No total, no ranking" in page
    assert "Found a way to copy quotes" in page


def test_days_filter_numbers_and_points(programme, as_role):
    member, today = user_as("member", programme), timezone.localdate()
    do_task(programme, member)
    make_point(programme)
    client, old = as_role("member"), today - datetime.timedelta(days=400)

    now = client.get(address("my_contribution", programme)).context["found"]
    before = client.get(address("my_contribution", programme) + f"?since={old}&until={old}").context["found"]

    assert (sum(item.count for item in now.numbers), len(now.points)) == (1, 1)
    assert (sum(item.count for item in before.numbers), len(before.points)) == (0, 0)


@pytest.mark.parametrize(
    "query", ["?since=x&until=2026-01-01", "?since=2026-05-01&until=2026-01-01", "?since=2026-01-01"]
)
def test_wrong_days_filter_nothing_and_say_so(programme, as_role, query):
    answer = as_role("member").get(address("my_contribution", programme) + query)

    assert "Nothing is filtered: look at both days." in answer.content.decode()


def test_the_page_asks_the_same_for_one_row_and_for_thirty(programme, as_role):
    member, client = user_as("member", programme), as_role("manager")
    url = address("contribution_of", programme, member.pk)
    do_task(programme, member)
    make_point(programme)
    one = asked(client, url)
    for _each in range(29):
        do_task(programme, member)
        make_point(programme)

    assert asked(client, url) == one


def test_rows_ask_the_same_for_one_and_for_twenty(programme, as_role):
    member, client = user_as("member", programme), as_role("manager")
    url = address("contribution_rows", programme, member.pk, "tasks_on_time")
    task = do_task(programme, member)
    one = asked(client, url)
    for _each in range(19):
        do_task(programme, member)

    assert asked(client, url) == one
    assert task.get_absolute_url() in client.get(url).content.decode()


def test_an_unknown_number_is_not_there(programme, as_role):
    me = user_as("member", programme)

    assert as_role("member").get(address("contribution_rows", programme, me.pk, "score")).status_code == 404


def test_a_point_is_entered_in_a_form(programme, as_role):
    member, kind, today = user_as("member", programme), make_kind(programme), timezone.localdate()
    values = {
        "what": f"own-{kind.pk}",
        "points": 5,
        "reason": "Taught two others.",
        "evidence": "List of the session",
        "period_from": today,
        "period_to": today,
    }

    answer = as_role("manager").post(address("new_point", programme, member.pk), values)

    point = SoftPoint.objects.get()
    assert (point.kind, point.own_kind, point.given_by) == ("own", kind, user_as("manager", programme))
    assert answer.url == point.get_absolute_url()


def test_kinds_that_are_not_offered_or_of_others_are_refused(programme, as_role):
    member, today = user_as("member", programme), timezone.localdate()
    past, others = make_kind(programme, offered=False), make_kind(make_programme())
    values = {"points": 5, "reason": "r", "evidence": "e", "period_from": today, "period_to": today}

    for kind in (past, others):
        as_role("manager").post(address("new_point", programme, member.pk), values | {"what": f"own-{kind.pk}"})

    assert not SoftPoint.objects.exists()


def test_a_point_is_changed_and_corrected_on_its_pages(programme, as_role):
    client, today, point = as_role("manager"), timezone.localdate(), make_point(programme)
    values = {
        "what": "cooperation",
        "points": 2,
        "reason": "r",
        "evidence": "e",
        "period_from": today,
        "period_to": today,
    }

    client.post(address("edit_point", programme, point.pk), values | {"revision": point.revision})
    client.post(address("correct_point", programme, point.pk), values | {"points": 3})

    point = SoftPoint.objects.get(pk=point.pk)
    assert (point.kind, point.points, point.correction.points) == ("cooperation", 2, 3)


def test_who_may_not_change_it_any_more_is_led_to_the_correction(programme, as_role):
    point = make_point(programme, days_ago=8)

    answer = as_role("manager").get(address("edit_point", programme, point.pk))

    assert answer.url == address("correct_point", programme, point.pk)


def test_the_person_comments_on_a_page_of_its_own(programme, as_role):
    point, client = make_point(programme), as_role("member")

    client.post(address("answer_point", programme, point.pk), {"answer": "I was ill.", "revision": point.revision})

    assert "I was ill." in client.get(address("my_contribution", programme)).content.decode()


def test_whether_somebody_else_has_a_point_is_not_told(programme, as_role):
    point, client = make_point(programme), as_role("consultant")

    statuses = {client.get(address("answer_point", programme, pk)).status_code for pk in (point.pk, 9999)}

    assert statuses == {403}


def test_the_files_hold_what_the_page_shows(programme, as_role):
    member, client = user_as("member", programme), as_role("member")
    do_task(programme, member)
    old = make_point(programme)
    actions.correct_point(a_point(programme, points=5), of=old, by=user_as("manager", programme))

    sheets = read("contribution.xlsx", client.get(address("contribution_xlsx", programme, member.pk)).content)
    pdf = client.get(address("contribution_pdf", programme, member.pk))

    assert [sheet.name for sheet in sheets] == ["Numbers", "Soft points"]
    assert ["Tasks done on time", 1] in [row.cells for row in sheets[0].rows]
    assert [(row.cells[1], row.cells[8]) for row in sheets[1].rows[1:]] == [(5, False), (4, True)]
    assert pdf.content.startswith(b"%PDF")


def test_kinds_are_added_once(programme, as_role):
    client = as_role("manager")

    for _twice in range(2):
        client.post(address("new_point_kind", programme), {"name": "Care", "offered": "on"})

    assert list(PointKind.objects.values_list("name", flat=True)) == ["Care"]
