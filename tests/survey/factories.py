"""Surveys for tests: people on the list of staff, asked, answering with what a test says."""

import datetime
import random

from change_mgmt.survey import actions
from change_mgmt.survey.models import Invitation, Survey, SurveyResult
from implementation.programme.models import Department
from tests.factories import user_as
from tests.staff.factories import make_employee


def days(offset: int) -> datetime.date:
    return datetime.date.today() + datetime.timedelta(days=offset)


def make_department(programme, name) -> Department:
    return Department.objects.get_or_create(organisation=programme.organisation, name=name)[0]


def staff_up(programme, people: dict[str, int], **fields) -> None:
    """So many people in each department."""
    for name, count in people.items():
        for _each in range(count):
            make_employee(programme, department=make_department(programme, name), **fields)


def make_survey(programme, **fields) -> Survey:
    """A draft that may open today and ends in two weeks."""
    values = {"title": "Before the pilot", "kind": "before", "opens_on": days(-1), "closes_on": days(14)}
    return Survey.objects.create(programme=programme, **(values | fields))


def make_open_survey(programme, people=None, **fields) -> Survey:
    staff_up(programme, people or {"Sales": 6})
    survey = make_survey(programme, **fields)
    return actions.open_survey(survey, by=user_as("manager", programme))


def unused(survey, department: str) -> list[Invitation]:
    """The links of a department's people, in an order of chance."""
    found = Invitation.objects.filter(survey=survey, state="asked", employee__department__name=department)
    links = list(found.select_related("survey__programme__organisation"))
    random.shuffle(links)
    return links


def answer_as(survey, department: str, *answers, remarks=()) -> None:
    """Each answer is five numbers, or one number for all five."""
    for place, (link, given) in enumerate(zip(unused(survey, department), answers, strict=False)):
        values = [given] * len(survey.questions) if isinstance(given, int) else list(given)
        actions.answer(link, values=values, remark=remarks[place] if place < len(remarks) else "")


def make_result(programme, answers: dict[str, list], *, people=None, remarks=(), **fields) -> SurveyResult:
    """A closed survey: what each department answered, with as many people asked unless told otherwise."""
    asked = people or {name: len(given) for name, given in answers.items()}
    survey = make_open_survey(programme, asked, **fields)
    for name, given in answers.items():
        answer_as(survey, name, *given, remarks=remarks)
    return actions.close_survey(survey, by=user_as("manager", programme))


def make_barrier(programme) -> SurveyResult:
    """Sales wants it no more than 2 of 5."""
    return make_result(programme, {"Sales": [(4, 2, 3, 4, 4)] * 6})
