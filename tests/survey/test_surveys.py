"""Planning, opening and closing a survey."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from change_mgmt.survey import actions
from change_mgmt.survey.models import Answer, Invitation, Statement, Survey, SurveyResult
from change_mgmt.survey.tasks import keep_days_of_surveys
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee
from tests.survey.factories import (
    answer_as,
    days,
    make_department,
    make_open_survey,
    make_result,
    make_survey,
    staff_up,
)

pytestmark = pytest.mark.django_db


def noon(offset: int) -> datetime.datetime:
    return datetime.datetime.combine(days(offset), datetime.time(4), datetime.UTC)  # at noon in Shanghai


def entries(programme, verb) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(chain__scope_key=programme.scope_key, verb=verb, label__startswith="survey."))


def test_opening_asks_everybody_of_the_departments_and_levels_once(programme):
    staff_up(programme, {"Sales": 6, "Service": 5})
    staff_up(programme, {"Sales": 1}, level="top")
    staff_up(programme, {"Sales": 1}, has_left=True)
    survey = make_survey(programme, departments=[make_department(programme, "Sales").pk], levels=["front_line"])

    opened = actions.open_survey(survey, by=user_as("manager", programme))

    asked = opened.invitations.values_list("employee__department__name", "employee__level", "state")
    assert (opened.state, list(asked)) == ("open", [("Sales", "front_line", "asked")] * 6)
    assert opened.groups == [
        {
            "key": f"g{make_department(programme, 'Sales').pk}",
            "members": [{"id": make_department(programme, "Sales").pk, "name": "Sales"}],
            "invited": 6,
        }
    ]
    assert len(entries(programme, "open")) == 1


def test_groups_of_fewer_than_five_people_are_one_from_the_beginning(programme):
    staff_up(programme, {"Sales": 5, "Service": 4, "Finance": 1})
    make_employee(programme, department=None)

    opened = make_open_survey(programme, {"Sales": 1})

    found = {group["key"]: ([each["name"] for each in group["members"]], group["invited"]) for group in opened.groups}
    key = f"g{make_department(programme, 'Sales').pk}"
    assert found[key] == (["Sales"], 6)
    names, invited = found["others"]
    assert (invited, sorted(name if isinstance(name, str) else name["en"] for name in names)) == (
        6,
        ["Finance", "Service", "Without a department"],
    )
    assert set(opened.invitations.values_list("group", flat=True)) == {key, "others"}


def test_a_survey_by_level_has_the_levels_for_groups(programme):
    staff_up(programme, {"Sales": 5}, level="top")
    opened = make_open_survey(programme, {"Sales": 6}, grouping="level")

    assert [(group["key"], group["members"][0]["name"]["en"], group["invited"]) for group in opened.groups] == [
        ("gfront_line", "Front line", 6),
        ("gtop", "Top management", 5),
    ]


def test_opening_freezes_the_statements_of_that_day(programme):
    own = Statement.objects.create(
        programme=programme, element="want", text_en="I am asked.", text_zh_hans="问我。", text_zh_hant="問我。"
    )
    opened = make_open_survey(programme)
    own.delete()

    fresh = Survey.objects.get(pk=opened.pk)
    assert fresh.elements == ["know_why", "want", "want", "know_how", "can", "keep"]
    assert fresh.questions[2]["texts"] == {"en": "I am asked.", "zh-hans": "问我。", "zh-hant": "問我。"}


@pytest.mark.parametrize(
    ("people", "fields", "why"),
    [
        (4, {}, "Fewer than five people would be asked, and of fewer than five nothing is told. Ask more."),
        (5, {"opens_on": days(-9), "closes_on": days(-2)}, "Its last day is past: choose a later one."),
    ],
)
def test_what_cannot_be_opened(programme, people, fields, why):
    staff_up(programme, {"Sales": people})
    survey = make_survey(programme, **fields)

    with pytest.raises(Refused, match=why):
        actions.open_survey(survey, by=user_as("manager", programme))

    assert (Survey.objects.get(pk=survey.pk).state, Invitation.objects.count()) == ("draft", 0)


def test_two_surveys_are_not_open_at_once(programme):
    make_open_survey(programme)
    second = make_survey(programme)

    with pytest.raises(Refused, match="Another survey is open: close it first."):
        actions.open_survey(second, by=user_as("manager", programme))


def test_a_survey_is_opened_once(programme):
    opened = make_open_survey(programme)

    with pytest.raises(Stale):
        actions.open_survey(opened, by=user_as("manager", programme), seen="draft")

    assert Invitation.objects.count() == 6


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_open_and_close(programme, role):
    staff_up(programme, {"Sales": 6})
    survey = make_survey(programme)

    with pytest.raises(PermissionDenied):
        actions.open_survey(survey, by=user_as(role, programme))
    actions.open_survey(survey, by=user_as("manager", programme))
    with pytest.raises(PermissionDenied):
        actions.close_survey(survey, by=user_as(role, programme))

    assert Survey.objects.get(pk=survey.pk).state == "open"


def test_the_last_day_is_not_before_the_first(programme):
    survey = Survey(programme=programme, title="S", kind="before", opens_on=days(3), closes_on=days(2))

    with pytest.raises(ValidationError, match="The last day is before the first: choose a later one."):
        survey.full_clean()


def test_a_pilot_of_another_programme_is_refused(programme):
    from tests.rollout.factories import make_pilot

    other = make_pilot(make_programme())

    survey = Survey(programme=programme, title="S", kind="before", opens_on=days(1), closes_on=days(2), pilot=other)

    with pytest.raises(ValidationError, match="This pilot belongs to another programme."):
        survey.full_clean()


def test_closing_freezes_what_may_be_told_and_puts_one_step_on_record(programme):
    kept = make_result(programme, {"Sales": [(5, 4, 3, 2, 1)] * 5, "Service": [1] * 6})

    facts = kept.facts
    assert (facts["invited"], facts["total"]) == (11, {"invited": 11, "answers": 11, "sums": [31, 26, 21, 16, 11]})
    assert sorted((row["answers"], row["sums"]) for row in facts["alone"]) == [
        (5, [25, 20, 15, 10, 5]),
        (6, [6, 6, 6, 6, 6]),
    ]
    assert (facts["pool"], kept.facts_hold, len(entries(programme, "close"))) == (None, True, 1)
    assert Survey.objects.get(pk=kept.survey_id).state == "closed"


def test_after_closing_answers_are_kept_by_the_groups_that_are_told_only(programme):
    survey = make_open_survey(programme, {"Sales": 6, "Service": 6, "Finance": 6})
    answer_as(survey, "Sales", *[4] * 6)
    answer_as(survey, "Service", 1, 2)
    answer_as(survey, "Finance", 3, 3, 3)

    actions.close_survey(survey, by=user_as("manager", programme))

    sales = f"g{make_department(programme, 'Sales').pk}"
    assert sorted(Answer.objects.values_list("group", flat=True)) == sorted([sales] * 6 + ["others"] * 5)


def test_with_fewer_than_five_answers_only_that_is_told(programme):
    kept = make_result(programme, {"Sales": [1, 1, 1, 1]}, people={"Sales": 9}, remarks=["Mine"])

    assert {name: kept.facts[name] for name in ("total", "alone", "pool", "remarks", "invited")} == {
        "total": None,
        "alone": [],
        "pool": None,
        "remarks": [],
        "invited": 9,
    }


@pytest.mark.parametrize(("count", "told"), [(4, 0), (5, 5)])
def test_comments_are_told_from_five_up(programme, count, told):
    remarks = [f"Remark {n}" for n in range(count)]

    kept = make_result(programme, {"Sales": [3] * 6}, remarks=remarks)

    assert sorted(kept.facts["remarks"]) == (remarks if told else [])


def test_a_survey_closes_by_itself_after_its_last_day(programme):
    survey = make_open_survey(programme, closes_on=days(2))
    answer_as(survey, "Sales", *[4] * 6)

    with time_machine.travel(noon(2), tick=False):
        keep_days_of_surveys.call_local()
        assert Survey.objects.get(pk=survey.pk).state == "open"
    with time_machine.travel(noon(4), tick=False):
        keep_days_of_surveys.call_local()

    kept = SurveyResult.objects.get(survey=survey)
    assert (kept.survey.state, kept.facts["total"]["answers"]) == ("closed", 6)
    assert [entry.actor_name for entry in entries(programme, "close")] == ["Pilotage"]


def test_those_who_run_and_decide_hear_of_the_results(programme):
    for role in ("sponsor", "consultant", "member"):
        user_as(role, programme)
    make_result(programme, {"Sales": [3] * 6})

    heard = Notification.objects.filter(text="The results of the survey are there: Before the pilot")
    told = set(heard.values_list("user__email", flat=True))
    assert told >= {user_as("sponsor", programme).email, user_as("consultant", programme).email}
    assert user_as("member", programme).email not in told


def test_statements_of_ones_own_are_five_for_an_element_at_most(programme):
    texts = {"text_en": "I am asked.", "text_zh_hans": "问我。", "text_zh_hant": "問我。"}
    manager = user_as("manager", programme)
    for _each in range(5):
        actions.add_statement(Statement(programme=programme, element="want", **texts), by=manager)

    with pytest.raises(Refused, match="This element has five statements of its own"):
        actions.add_statement(Statement(programme=programme, element="want", **texts), by=manager)

    actions.add_statement(Statement(programme=programme, element="can", **texts), by=manager)
    assert (Statement.objects.count(), len(entries(programme, "created"))) == (6, 6)
