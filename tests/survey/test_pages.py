"""Pages and files of those who run the programme: what they show, how often they ask, and what they never show."""

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from lxml import html

from change_mgmt.survey import actions
from change_mgmt.survey.models import BarrierStep, Statement, Survey, SurveyResult
from implementation.programme.models import Task
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee
from tests.survey.factories import (
    answer_as,
    days,
    make_barrier,
    make_open_survey,
    make_result,
    make_survey,
    staff_up,
)

pytestmark = pytest.mark.django_db


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.content.decode()).find(".//main").text_content().split())


def page_of(client, survey, name="survey", query=""):
    return client.get(reverse(name, args=[survey.programme_id, survey.pk]) + query)


def table(answer, label) -> list[list[str]]:
    found = html.fromstring(answer.content.decode()).xpath(f"//div[@aria-label='{label}']//tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def test_a_survey_is_planned_with_departments_and_levels(programme, as_role):
    place = programme.organisation.departments.first()
    given = {
        "title": "Before the pilot",
        "kind": "before",
        "opens_on": days(1).isoformat(),
        "closes_on": days(9).isoformat(),
        "departments": [place.pk],
        "levels": ["front_line", "middle"],
        "grouping": "level",
    }

    answer = as_role("manager").post(reverse("new_survey", args=[programme.pk]), given)

    survey = Survey.objects.get()
    assert (answer.status_code, answer.url) == (302, survey.get_absolute_url())
    assert (survey.departments, survey.levels, survey.grouping, survey.state) == (
        [place.pk],
        ["front_line", "middle"],
        "level",
        "draft",
    )


def test_departments_of_another_organisation_are_refused(programme, as_role):
    foreign = make_programme().organisation.departments.first()
    given = {"title": "T", "kind": "before", "opens_on": days(1), "closes_on": days(9), "grouping": "level"}

    answer = as_role("manager").post(reverse("new_survey", args=[programme.pk]), given | {"departments": [foreign.pk]})

    assert (answer.status_code, Survey.objects.count()) == (200, 0)


def test_a_draft_is_edited_and_an_open_survey_is_not(programme, as_role):
    survey, client = make_survey(programme), as_role("manager")
    given = {
        "title": "New",
        "kind": "after",
        "opens_on": days(0),
        "closes_on": days(5),
        "grouping": "level",
        "revision": 0,
    }

    client.post(reverse("edit_survey", args=[programme.pk, survey.pk]), given)
    assert Survey.objects.get().title == "New"

    Survey.objects.update(state="open")
    answer = client.post(reverse("edit_survey", args=[programme.pk, survey.pk]), given | {"title": "Newer"})
    assert (answer.status_code, Survey.objects.get().title) == (409, "New")


def test_a_draft_can_be_removed_and_what_was_opened_stays(programme, as_role):
    first, client = make_survey(programme), as_role("manager")
    opened = make_open_survey(programme)

    answers = [client.post(reverse("remove_survey", args=[programme.pk, each.pk])) for each in (first, opened)]

    assert ([answer.status_code for answer in answers], list(Survey.objects.all())) == ([302, 409], [opened])


def test_opening_and_closing_by_their_pages(programme, as_role):
    staff_up(programme, {"Sales": 6})
    survey, client = make_survey(programme), as_role("manager")

    assert "6 people get a link each that counts once." in text_of(page_of(client, survey, "open_survey"))
    client.post(reverse("open_survey", args=[programme.pk, survey.pk]), {"seen": "draft"})
    assert Survey.objects.get().state == "open"
    assert "Links that have not been used stop working" in text_of(page_of(client, survey, "close_survey"))
    client.post(reverse("close_survey", args=[programme.pk, survey.pk]), {"seen": "open"})

    assert (Survey.objects.get().state, SurveyResult.objects.count()) == ("closed", 1)
    assert "Fewer than five answered" in text_of(page_of(client, survey))


def test_an_open_survey_shows_participation_in_steps_and_no_result(programme, as_role):
    survey, client = make_open_survey(programme, {"Sales": 8, "Service": 6}), as_role("manager")
    answer_as(survey, "Sales", *[5] * 6)
    first = page_of(client, survey).content
    answer_as(survey, "Service", 1, 1)

    second = page_of(client, survey)

    assert "5 or more of 14" in text_of(second)
    assert without_marks(second.content) == without_marks(first)


def test_the_page_of_results_tells_groups_of_five_and_more(programme, as_role):
    kept = make_result(
        programme,
        {"Sales": [(4, 4, 2, 4, 4)] * 6, "Service": [5] * 2, "Finance": [1] * 4},
        people={"Sales": 8, "Service": 6, "Finance": 5},
    )

    rows = table(page_of(as_role("member"), kept.survey), "The five elements by group")

    assert rows == [
        ["Group", "Answered", "Know why", "Want it", "Know how", "Can do it", "Keep doing it", "Barrier"],
        ["Everybody", "12 / 19", "3.2In place", "3.2In place", "2.2Weak", "3.2In place", "3.2In place", "Know how"],
        ["Sales", "6 / 8", "4.0In place", "4.0In place", "2.0Missing", "4.0In place", "4.0In place", "Know how"],
        ["Other groupsFinance, Service", "6 / 11", *["2.3Weak"] * 5, "Know why"],
    ]


def without_marks(content: bytes) -> bytes:
    """Without what differs each time a page is asked for."""
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', b"", content)


def inside(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook but for its day."""
    book = zipfile.ZipFile(BytesIO(content))
    return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


def test_worlds_that_differ_inside_a_hidden_group_look_the_same(programme, as_role):
    """Marketing hides in the row with Service: what one of them chose more, another chose less."""
    worlds = ({"Service": [5, 5, 1], "Finance": [2, 1]}, {"Service": [1, 2, 5], "Finance": [1, 5]})
    people = {"Sales": 7, "Service": 6, "Finance": 6}
    seen = []
    for hidden in worlds:
        if seen:
            forget(programme)
        kept = make_result(programme, {"Sales": [4] * 6} | hidden, people=people if not seen else {"Sales": 1})
        client, survey = as_role("manager"), kept.survey
        pages = [page_of(client, survey), client.get(reverse("surveys", args=[programme.pk]))]
        sheet = page_of(client, survey, "survey_sheet")
        seen.append((kept.facts, pages, sheet, survey.pk))

    (facts, pages, sheet, _pk), (other_facts, other_pages, other_sheet, _other) = seen
    assert facts == other_facts
    assert inside(sheet.content) == inside(other_sheet.content)
    for page, other in zip(pages, other_pages, strict=True):
        assert names_left_out(page, seen[0][3]) == names_left_out(other, seen[1][3])


def forget(programme) -> None:
    """The first world ends: its survey is gone, its people stay."""
    from change_mgmt.survey.models import Answer, Invitation

    Invitation.objects.all().delete()
    Answer.objects.all().delete()
    SurveyResult.objects.all()._raw_delete("default")
    Survey.objects.all()._raw_delete("default")
    sales = programme.organisation.departments.get(name="Sales")
    programme.employees.filter(department=sales).order_by("-pk").first().delete()


def names_left_out(answer, pk) -> str:
    """The text of a page and its chart, without the numbers that records have in addresses."""
    page = html.fromstring(answer.content.decode()).find(".//main")
    return re.sub(rf"/surveys/{pk}/|survey/{pk}\b|[0-9a-f]{{4}} [0-9a-f]{{4}} … [0-9a-f]{{4}}", "", page.text_content())


def test_the_workbook_has_what_the_page_has(programme, as_role):
    kept = make_result(
        programme,
        {"Sales": [(4, 4, 2, 4, 4)] * 6, "Service": [5] * 2, "Finance": [1] * 4},
        people={"Sales": 8, "Service": 6, "Finance": 5},
        remarks=["=1+1", "b"],
    )

    book = openpyxl.load_workbook(BytesIO(page_of(as_role("member"), kept.survey, "survey_sheet").content))

    rows = [[cell.value for cell in row] for row in book["Results"].iter_rows(min_row=2)]
    assert [row[:5] for row in rows] == [
        ["Everybody", None, 19, 12, 3.17],
        ["Sales", None, 8, 6, 4],
        ["Other groups", "Finance, Service", 11, 6, 2.33],
    ]
    assert [cell.value for cell in book["Statements"][4]][2:] == [2.17, 2, 2.33]


def test_there_is_no_file_before_the_end(programme, as_role):
    survey = make_open_survey(programme)

    assert page_of(as_role("manager"), survey, "survey_sheet").status_code == 409


def test_a_barrier_is_acted_on_with_a_task_that_stands_beside_it(programme, as_role):
    kept = make_barrier(programme)
    client, owner = as_role("manager"), user_as("sponsor", programme)
    key = kept.facts["alone"][0]["groups"][0]["key"]
    address = reverse("act_on_barrier", args=[programme.pk, kept.survey_id, key])
    form = client.get(address)

    given = {"text": "Talk with Sales", "owner": owner.pk, "due": days(7)}
    answer = client.post(address, given)
    again = client.post(address, given)

    step = BarrierStep.objects.select_related("task").get()
    assert "Talk over what they lose and what they win: Sales" in form.content.decode()
    assert (answer.status_code, step.element, step.task.owner, step.task.due) == (302, "want", owner, days(7))
    assert (again.status_code, Task.objects.filter(text="Talk with Sales").count()) == (200, 1)
    shown = text_of(page_of(client, kept.survey))
    assert ("Talk with Sales" in shown, owner.name in shown) == (True, True)


@pytest.mark.parametrize(("row", "status"), [("nowhere", 404), ("pool", 404), ("g²", 404)])
def test_rows_that_are_not_told_cannot_be_acted_on(programme, as_role, row, status):
    kept = make_barrier(programme)

    assert (
        as_role("manager").get(reverse("act_on_barrier", args=[programme.pk, kept.survey_id, row])).status_code
        == status
    )


def test_two_surveys_of_one_grouping_are_compared(programme, as_role):
    make_result(programme, {"Sales": [3] * 6, "Service": [2] * 6})
    kept = make_result(programme, {"Sales": [4] * 6, "Service": [2] * 6}, people={"Sales": 1}, kind="after")

    rows = table(page_of(as_role("member"), kept.survey), "Change by group")

    assert rows[1:] == [
        ["Everybody", *["+0.5 better"] * 6],
        ["Sales", *["+1.0 better"] * 6],
        ["Service", *["0.0"] * 6],
    ]


def test_a_group_hidden_in_one_survey_is_not_compared(programme, as_role):
    make_result(programme, {"Sales": [3] * 6, "Service": [2] * 6, "Finance": [2] * 6})
    kept = make_result(programme, {"Sales": [4] * 6, "Service": [2] * 3, "Finance": [5] * 3}, people={"Sales": 1})

    answer = page_of(as_role("member"), kept.survey)

    assert [row[0] for row in table(answer, "Change by group")[1:]] == ["Everybody", "Sales"]
    assert "1 group is not compared" in text_of(answer)


def test_surveys_of_another_grouping_are_not_compared(programme, as_role):
    earlier = make_result(programme, {"Sales": [3] * 6}, grouping="level")
    kept = make_result(programme, {"Sales": [4] * 6}, people={"Sales": 1})

    answer = page_of(as_role("member"), kept.survey, query=f"?with={earlier.survey_id}")

    assert "There is no earlier survey with the same grouping" in text_of(answer)


def test_cards_are_printed_for_those_without_an_address(programme, as_role):
    for _each in range(3):
        make_employee(programme, email="")
    survey = make_open_survey(programme)
    answer_as(survey, "Sales", 3)

    answer = page_of(as_role("manager"), survey, "survey_cards")

    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")


def test_all_cards_are_printed_whether_or_not_they_were_used(programme):
    from unittest.mock import patch

    from change_mgmt.survey import cards

    for _each in range(3):
        make_employee(programme, email="")
    survey = make_open_survey(programme)
    survey.invitations.filter(employee=None).update(state="answered")

    with patch("change_mgmt.survey.cards.engine.render") as render:
        cards.cards(survey, "en")

    assert render.call_args[0][0].count('class="card"') == 3


def test_there_are_no_cards_where_everybody_has_a_mail(programme, as_role):
    assert page_of(as_role("manager"), make_open_survey(programme), "survey_cards").status_code == 409


def test_a_statement_is_added_edited_and_removed(programme, as_role):
    client, texts = as_role("manager"), {"text_en": "I am asked.", "text_zh_hans": "问我。", "text_zh_hant": "問我。"}

    client.post(reverse("new_survey_statement", args=[programme.pk]), texts | {"element": "want"})
    found = Statement.objects.get()
    assert "I am asked." in text_of(client.get(reverse("survey_statements", args=[programme.pk])))
    edited = texts | {"text_en": "I am heard.", "revision": 0}
    client.post(reverse("edit_survey_statement", args=[programme.pk, found.pk]), edited)
    assert Statement.objects.get().text_en == "I am heard."
    client.post(reverse("remove_survey_statement", args=[programme.pk, found.pk]))

    assert Statement.objects.count() == 0


def test_a_statement_needs_all_three_languages(programme, as_role):
    answer = as_role("manager").post(
        reverse("new_survey_statement", args=[programme.pk]), {"element": "want", "text_en": "I am asked."}
    )

    assert (answer.status_code, Statement.objects.count()) == (200, 0)


@pytest.mark.parametrize("name", ["survey", "open_survey", "survey_cards", "survey_sheet", "edit_survey"])
def test_a_survey_of_another_programme_is_not_there(programme, as_role, name):
    other = make_survey(make_programme())

    assert as_role("manager").get(reverse(name, args=[programme.pk, other.pk])).status_code == 404


def queries(client, address, count) -> int:
    client.get(address)
    with count() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_asks_as_often_for_one_as_for_many(programme, as_role):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, address = as_role("manager"), reverse("surveys", args=[programme.pk])
    make_barrier(programme)
    make_survey(programme)
    one = queries(client, address, lambda: CaptureQueriesContext(connection))
    for n in range(28):
        make_survey(programme, title=f"Survey {n}")

    assert queries(client, address, lambda: CaptureQueriesContext(connection)) == one


def test_results_ask_as_often_for_one_group_as_for_thirty(programme, as_role):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_role("manager")
    counts = []
    for groups in (1, 30):
        people = {f"Department {groups} {n}": 5 for n in range(groups)}
        survey = make_survey(programme)
        staff_up(programme, people)
        survey = actions.open_survey(survey, by=user_as("manager", programme))
        for name in people:
            answer_as(survey, name, *[2] * 5)
        kept = actions.close_survey(survey, by=user_as("manager", programme))
        for line in kept.facts["alone"]:
            actions.act_on(
                kept,
                row=line["groups"][0]["key"],
                element="know_why",
                text="Talk",
                owner=user_as("sponsor", programme),
                due=days(3),
                by=user_as("manager", programme),
            )
        programme.employees.all().update(has_left=True)
        counts.append(queries(client, survey.get_absolute_url(), lambda: CaptureQueriesContext(connection)))

    # The second also has a survey before it to be compared with: no query more, as the list of those is asked for each time.
    assert counts[1] == counts[0]
