import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.models import Notification
from implementation.readiness.dimensions import ALL, STATEMENTS, statement_names
from implementation.readiness.models import Assessment, Improvement, Respondent, TeamMember
from implementation.readiness.panels import readiness as panel
from implementation.readiness.tasks import remind_of_answers
from tests.factories import user_as
from tests.readiness.factories import make_assessment, make_member


def url(name, programme, **more):
    return reverse(name, kwargs={"programme": programme.pk, **more})


def test_a_round_is_walked_through_from_asking_to_results(programme, client):
    roles = ("sponsor", "manager", "member")
    client.force_login(user_as("manager", programme))
    people = [user_as(role, programme).pk for role in roles]
    closes_on = datetime.date.today() + datetime.timedelta(days=9)
    client.post(url("new_assessment", programme), {"closes_on": closes_on, "people": people})
    found = Assessment.objects.get()
    for role in roles:
        client.force_login(user_as(role, programme))
        for dimension in ALL:
            scores = dict.fromkeys(
                statement_names(dimension), "0" if role == "member" and dimension.key == "trust" else "4"
            )
            answer = client.post(f"{url('answer_assessment', programme, pk=found.pk)}?d={dimension.key}", scores)
            assert answer.status_code == 302
        client.post(url("hand_in_answers", programme, pk=found.pk))
    client.force_login(user_as("manager", programme))
    client.post(url("close_assessment", programme, pk=found.pk))
    page = client.get(found.get_absolute_url()).content.decode()

    assert "Fewer than three people could say something" in page and "Half of the people between 4.0 and 4.0." in page


def test_answers_open_where_the_person_left_off(programme, as_role):
    found = make_assessment(programme)
    client, address = as_role("member"), url("answer_assessment", programme, pk=found.pk)

    client.post(f"{address}?d=awareness", dict.fromkeys(statement_names(ALL[0]), "2"))

    assert str(ALL[1].label) in client.get(address).content.decode().partition("<h1>")[2][:60]
    assert 'value="2" class="choices scale"' in client.get(f"{address}?d=awareness").content.decode()


def test_who_is_not_asked_is_told_so(programme, as_role):
    found = make_assessment(programme)

    answer = as_role("executive").get(url("answer_assessment", programme, pk=found.pk))

    assert answer.status_code == 409 and "You are not asked in this round." in answer.content.decode()


def test_nobody_reads_single_answers(programme, as_role):
    found = make_assessment(programme, state="closed", levels={"capital": 1}, score=5)
    Respondent.objects.filter(person=user_as("member", programme)).first().answers.update(score=2)

    page = as_role("manager").get(found.get_absolute_url()).content.decode()

    assert all(str(text) not in page for text in STATEMENTS.values())


def test_a_task_is_planned_from_what_usually_helps(programme, as_role):
    found = make_assessment(programme, state="closed", levels={"skills": 2})
    client, address = as_role("manager"), url("plan_improvement", programme, pk=found.pk, dimension="skills")

    page = client.get(f"{address}?remedy=plan").content.decode()
    due = datetime.date.today()
    client.post(address, {"text": "Train", "owner": user_as("manager", programme).pk, "due": due})

    assert "Plan training for every level: top, middle, front line" in page
    assert Improvement.objects.get().task.text == "Train"


def test_a_task_due_in_the_past_is_refused(programme, as_role):
    found = make_assessment(programme, state="closed")
    address = url("plan_improvement", programme, pk=found.pk, dimension="skills")

    page = as_role("manager").post(
        address, {"text": "Train", "owner": user_as("manager", programme).pk, "due": "2020-01-01"}
    )

    assert "This day has passed" in page.content.decode() and not Improvement.objects.exists()


def test_no_dimension_of_that_name(programme, as_role):
    found = make_assessment(programme, state="closed")

    assert as_role("manager").get(url("plan_improvement", programme, pk=found.pk, dimension="luck")).status_code == 404


def test_the_team_names_what_is_missing_and_why(programme, as_role):
    make_member(programme, role="lead", name="Nobody Real")
    client = as_role("manager")

    page = client.get(url("project_team", programme)).content.decode()
    client.post(url("name_team_member", programme), {"role": "sales", "person": user_as("member", programme).pk})
    both = client.post(
        url("name_team_member", programme), {"role": "users", "person": user_as("member", programme).pk, "name": "Two"}
    )

    assert "Nobody Real" in page and "6 roles are not filled." in page and "A department head lacks" not in page
    assert TeamMember.objects.get(role="sales").person == user_as("member", programme)
    assert "Choose a person or write a name, not both." in both.content.decode()


def test_a_member_is_removed_once(programme, as_role):
    member, client = make_member(programme), as_role("manager")

    answers = [client.post(url("remove_team_member", programme, pk=member.pk)).status_code for _press in range(2)]

    assert answers == [302, 404]


def test_the_architecture_keeps_the_entries_that_are_wrong(programme, as_role):
    client, address = as_role("manager"), url("answer_architecture", programme, part="service")

    page = client.post(
        address, {"front_line_answer": "not_applicable", "access_answer": "yes", "access_note": "handbook"}
    )

    assert "Say why it does not apply." in page.content.decode() and 'value="handbook"' in page.content.decode()
    assert not programme.architectureitems.exists()


def test_the_workbook_has_a_row_for_each_dimension(programme, as_role):
    found = make_assessment(programme, state="closed", levels={"trust": 2})

    data = as_role("executive").get(url("readiness_xlsx", programme, pk=found.pk)).content
    rows = list(load_workbook(BytesIO(data)).active.values)

    assert rows[1] == ("Leaders’ trust in new methods", "Philosophy", 3, 2, 2, 2, 2, None) and len(rows) == 9


def test_rounds_are_compared(programme, as_role):
    make_assessment(programme, state="closed", levels={"trust": 2})
    second = make_assessment(programme, state="closed", levels={"trust": 3})
    client = as_role("executive")

    page, latest = (
        client.get(address).content.decode()
        for address in (url("readiness_rounds", programme), second.get_absolute_url())
    )

    assert "Readiness, round 1" in page and "Readiness, round 2" in page and "2.0" in page and "3.0" in page
    assert "▲ 1.0" in latest


def test_those_who_are_late_are_reminded_once(programme):
    found = make_assessment(programme)
    Assessment.objects.update(closes_on=datetime.date.today() + datetime.timedelta(days=2))
    before = Notification.objects.count()

    told = [remind_of_answers(), remind_of_answers()]

    assert (told, Notification.objects.count() - before) == ([1, 0], found.respondents.count())


def test_the_report_tells_the_last_round(programme):
    assert panel(programme) == {"round": None}
    make_assessment(programme, state="closed", levels={"trust": 2})

    facts = panel(programme)

    assert (facts["round"], facts["lines"][0]["dimension"]["en"], facts["lines"][0]["weak"]) == (
        1,
        "Leaders’ trust in new methods",
        True,
    )
    assert len(facts["team_missing"]) == 7


@pytest.mark.parametrize("name", ["readiness", "project_team", "readiness_rounds"])
def test_the_pages_ask_as_many_questions_whatever_their_size(programme, as_role, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_assessment(programme, state="closed")
    make_member(programme)
    client = as_role("manager")
    client.get(url(name, programme))
    with CaptureQueriesContext(connection) as few:
        client.get(url(name, programme))
    for number in range(6):
        make_assessment(programme, state="closed", roles=("sponsor", "manager", "member", "consultant", "executive"))
        for role in ("lead", "sales", "users"):
            make_member(programme, role=role, name=f"Nobody {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url(name, programme))

    assert len(many) == len(few)
