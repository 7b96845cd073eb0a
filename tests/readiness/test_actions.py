import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.readiness import actions
from implementation.readiness.models import Answer, Assessment, AssessmentResult, Respondent
from tests.factories import user_as
from tests.readiness.factories import answer_all, make_assessment


def a_round(programme):
    closes_on = datetime.date.today() + datetime.timedelta(days=7)
    return Assessment(programme=programme, number=0, closes_on=closes_on)


def place_of(assessment, role):
    found = assessment.respondents.select_related("person", "assessment__programme")
    return found.get(person=user_as(role, assessment.programme))


def verbs(record):
    return list(
        AuditEntry.objects.filter(object_id=record.pk, label=record.label)
        .order_by("number")
        .values_list("verb", flat=True)
    )


def test_a_round_asks_at_least_three(programme):
    two = [user_as("manager", programme), user_as("member", programme)]

    with pytest.raises(Refused, match="at least three people"):
        actions.open_assessment(a_round(programme), two, by=two[0])

    assert not Assessment.objects.exists()


def test_a_second_round_waits_for_the_first_to_end(programme):
    make_assessment(programme)

    with pytest.raises(Refused, match="A round is open already"):
        make_assessment(programme)


def test_the_rounds_are_numbered(programme):
    first, second = make_assessment(programme, state="closed"), make_assessment(programme)

    assert (first.number, second.number) == (1, 2)
    assert actions.current_assessment(programme) == second
    assert actions.last_result(programme).assessment == first


def test_staff_do_not_open_a_round(programme):
    people = [user_as(role, programme) for role in ("member", "manager", "sponsor")]

    with pytest.raises(PermissionDenied):
        actions.open_assessment(a_round(programme), people, by=people[0])


def test_answers_are_kept_changed_and_not_told_to_the_audit_trail(programme):
    mine = place_of(make_assessment(programme), "member")
    before = AuditEntry.objects.count()

    actions.save_answers(mine, "capital", {"capital.reserve": 2, "capital.running": None}, by=mine.person)
    actions.save_answers(mine, "capital", {"capital.reserve": 5}, by=mine.person)

    assert dict(mine.answers.values_list("statement", "score")) == {"capital.reserve": 5, "capital.running": None}
    assert AuditEntry.objects.count() == before


def test_nobody_answers_for_somebody_else(programme):
    mine = place_of(make_assessment(programme), "member")

    with pytest.raises(PermissionDenied):
        actions.save_answers(mine, "capital", {"capital.reserve": 2}, by=user_as("manager", programme))
    with pytest.raises(PermissionDenied):
        actions.hand_in(mine, by=user_as("manager", programme))


def test_only_what_is_complete_is_handed_in(programme):
    mine = place_of(make_assessment(programme), "member")

    with pytest.raises(Refused, match="Answer every statement first"):
        actions.hand_in(mine, by=mine.person)
    answer_all(mine)
    actions.hand_in(mine, by=mine.person)

    assert Respondent.objects.get(pk=mine.pk).state == "handed_in"
    with pytest.raises(Refused, match="You have handed in"):
        actions.save_answers(mine, "capital", {"capital.reserve": 1}, by=mine.person)
    actions.take_back(mine, by=mine.person)
    actions.save_answers(mine, "capital", {"capital.reserve": 1}, by=mine.person)
    assert verbs(mine) == ["asked", "hand_in", "take_back"]


def test_a_round_closes_when_three_have_handed_in(programme):
    found, manager = make_assessment(programme), user_as("manager", programme)

    with pytest.raises(Refused, match="At least three people"):
        actions.close_assessment(found, by=manager)
    assert not AssessmentResult.objects.exists()
    for role in ("sponsor", "manager", "member"):
        mine = place_of(found, role)
        answer_all(mine, levels={"capital": 2}, score=5)
        actions.hand_in(mine, by=mine.person)
    result = actions.close_assessment(found, by=manager)

    assert result.facts["people"] == 3
    assert result.facts["levels"]["capital"] == {
        "people": 3,
        "mean": "2.00",
        "median": "2.00",
        "lower": "2.00",
        "upper": "2.00",
    }
    assert verbs(found) == ["created", "close"]


def test_what_was_not_handed_in_does_not_count(programme):
    found = make_assessment(programme, roles=("sponsor", "manager", "member", "consultant"))
    for role in ("sponsor", "manager", "member"):
        mine = place_of(found, role)
        answer_all(mine, score=5)
        actions.hand_in(mine, by=mine.person)
    answer_all(place_of(found, "consultant"), score=1)

    facts = actions.close_assessment(found, by=user_as("manager", programme)).facts

    assert (facts["asked"], facts["people"], facts["levels"]["trust"]["mean"]) == (4, 3, "5.00")


def test_after_the_end_nothing_is_answered_or_taken_back(programme):
    found = make_assessment(programme, state="closed")
    mine = place_of(found, "member")

    with pytest.raises(Refused, match="This round is over"):
        actions.take_back(mine, by=mine.person)
    with pytest.raises(Refused, match="This round is over"):
        actions.save_answers(mine, "capital", {"capital.reserve": 1}, by=mine.person)


def test_a_cancelled_round_leaves_no_result(programme):
    found = make_assessment(programme)

    perform(found, "cancel", by=user_as("manager", programme), note="wrong people")

    assert actions.current_assessment(programme) is None and actions.last_result(programme) is None


def test_a_score_off_the_scale_is_refused_and_nothing_is_kept(programme):
    mine = place_of(make_assessment(programme), "member")

    with pytest.raises(ValidationError):
        actions.save_answers(mine, "capital", {"capital.set_up": 3, "capital.reserve": 9}, by=mine.person)

    assert not Answer.objects.exists()


def test_a_weak_dimension_gets_a_task(programme):
    found, manager = make_assessment(programme, state="closed"), user_as("manager", programme)
    due = datetime.date.today() + datetime.timedelta(days=20)

    planned = actions.plan_improvement(found, "skills", text="Train", owner=manager, due=due, by=manager)

    assert (planned.task.text, planned.task.owner, planned.task.due, planned.dimension) == (
        "Train",
        manager,
        due,
        "skills",
    )
    assert planned.task.about == found


def test_a_task_waits_for_the_results(programme):
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="Close the round first"):
        actions.plan_improvement(
            make_assessment(programme), "skills", text="Train", owner=manager, due=datetime.date.today(), by=manager
        )


def test_the_architecture_is_answered_all_or_nothing(programme):
    manager = user_as("manager", programme)

    with pytest.raises(ValidationError, match="Say why it does not apply"):
        actions.answer_architecture(
            programme,
            {"integration.sources": ("yes", "list"), "integration.channels": ("not_applicable", "")},
            by=manager,
        )
    assert not programme.architectureitems.exists()
    kept = actions.answer_architecture(
        programme, {"integration.sources": ("yes", "list"), "service.access": ("", "")}, by=manager
    )
    again = actions.answer_architecture(programme, {"integration.sources": ("yes", "list")}, by=manager)

    assert ([item.item for item in kept], again) == (["integration.sources"], [])
    with pytest.raises(PermissionDenied):
        actions.answer_architecture(programme, {}, by=user_as("member", programme))
