"""Behind a link: one answer, once."""

import pytest

from change_mgmt.survey import actions
from change_mgmt.survey.models import Answer, Invitation, Remark, Survey
from core import links
from core.models import AuditEntry
from core.refusal import Refused
from tests.factories import user_as
from tests.survey.factories import answer_as, days, make_open_survey, unused

pytestmark = pytest.mark.django_db


def one_link(survey) -> Invitation:
    return unused(survey, "Sales")[0]


def test_an_answer_is_kept_and_its_link_used(programme):
    survey = make_open_survey(programme)
    link = one_link(survey)

    actions.answer(link, values=[1, 2, 3, 4, 5], remark="  Too fast.  ")

    assert list(Answer.objects.values_list("survey", "group", "values")) == [(survey.pk, link.group, [1, 2, 3, 4, 5])]
    assert (list(Remark.objects.values_list("text", flat=True)), Invitation.objects.get(pk=link.pk).state) == (
        ["Too fast."],
        "answered",
    )


def test_a_link_counts_once(programme):
    survey = make_open_survey(programme)
    link = one_link(survey)
    actions.answer(link, values=[3] * 5)

    with pytest.raises(actions.Used):
        actions.answer(link, values=[5] * 5, remark="Again")

    assert (Answer.objects.count(), Remark.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"state": "closed"}, "This survey has ended."),
        ({"opens_on": days(-9), "closes_on": days(-2)}, "This survey has ended."),
        ({"opens_on": days(3)}, "This survey has not begun yet."),
    ],
)
def test_outside_its_days_nothing_is_taken(programme, change, why):
    survey = make_open_survey(programme)
    link = one_link(survey)
    Survey.objects.filter(pk=survey.pk).update(**change)

    with pytest.raises(Refused, match=why):
        actions.answer(link, values=[3] * 5)

    assert (Answer.objects.count(), Invitation.objects.get(pk=link.pk).state) == (0, "asked")


@pytest.mark.parametrize("values", [[3] * 4, [3] * 6, [0, 3, 3, 3, 3], [3, 3, 3, 3, 6]])
def test_a_wrong_answer_uses_no_link(programme, values):
    link = one_link(make_open_survey(programme))

    with pytest.raises(ValueError, match="a number of 1 to 5 for each statement"):
        actions.answer(link, values=values)

    assert (Answer.objects.count(), Invitation.objects.get(pk=link.pk).state) == (0, "asked")


def test_a_link_is_found_by_its_token_only(programme):
    link = one_link(make_open_survey(programme))

    assert actions.invitation_behind(link.token) == link
    assert [actions.invitation_behind(words) for words in (link.seed, link.token_sha256, "", links.fresh())] == [
        None
    ] * 4


def test_answering_leaves_no_entry_of_the_trail(programme):
    survey = make_open_survey(programme)
    before = AuditEntry.objects.count()

    answer_as(survey, "Sales", 1, 2, 3)

    assert AuditEntry.objects.count() == before


def test_an_answer_that_came_before_the_end_is_in_the_result(programme):
    survey = make_open_survey(programme)
    answer_as(survey, "Sales", *[4] * 5)

    kept = actions.close_survey(survey, by=user_as("manager", programme))

    assert kept.facts["total"]["sums"] == [20] * 5
