"""The test: a paper, tries, a score that the server works out."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from change_mgmt.actions import trials
from change_mgmt.actions.certificates import certify
from change_mgmt.models import Attempt, Certificate, Enrolment
from core.audit import broken_links
from core.models import AuditEntry
from core.refusal import Refused
from tests.change_mgmt.factories import make_course, make_session
from tests.change_mgmt.training.factories import make_attended, make_question, make_seat
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def answers(attempt, *, right: int) -> dict:
    """The first ``right`` questions of the paper answered rightly, the others wrongly."""
    return {
        item["id"]: [option["id"] for option in item["options"] if option["right"] is (place < right)][:1]
        for place, item in enumerate(attempt.paper)
    }


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


@pytest.fixture
def seat(programme):
    """Somebody who attended a course with a pass mark of 60 and a test of two questions; no score yet."""
    course = make_course(programme, pass_mark=60, tries=2)
    for _two in range(2):
        make_question(course)
    return make_attended(course)


def test_the_score_is_worked_out_and_kept_with_the_seat(seat):
    attempt = trials.begin(seat)

    done = trials.hand_in(attempt, answers(attempt, right=2))

    seat.refresh_from_db()
    assert (done.score, done.has_passed, seat.score, seat.has_passed) == (100, True, 100, True)
    assert entries(attempt) == ["began", "handed in"]
    assert entries(seat)[-1] == "tested"


def test_a_paper_sent_twice_counts_once(seat):
    attempt = trials.begin(seat)

    for right in (1, 2):
        trials.hand_in(attempt, answers(attempt, right=right))

    assert list(Attempt.objects.values_list("score", flat=True)) == [50]


def test_a_paper_that_lies_there_is_taken_up_again(seat):
    assert trials.begin(seat) == trials.begin(seat)


def test_tries_are_limited_and_the_trainer_can_give_one_more(programme, seat):
    for _two in range(2):
        attempt = trials.begin(seat)
        trials.hand_in(attempt, answers(attempt, right=1))
    with pytest.raises(Refused, match="All tries are used"):
        trials.begin(seat)

    trials.allow_another_try(seat, by=user_as("manager", programme))

    assert trials.begin(seat).number == 3
    with pytest.raises(PermissionDenied):
        trials.allow_another_try(seat, by=user_as("member", programme))


def test_the_best_try_counts(programme, seat):
    Enrolment.objects.filter(pk=seat.pk).update(score=55)
    attempt = trials.begin(seat)

    trials.hand_in(attempt, answers(attempt, right=1))

    seat.refresh_from_db()
    assert seat.score == 55


def test_who_has_passed_needs_no_further_try(seat):
    attempt = trials.begin(seat)
    trials.hand_in(attempt, answers(attempt, right=2))

    with pytest.raises(Refused, match="You have passed"):
        trials.begin(seat)


def test_the_test_opens_with_attendance(programme):
    course = make_course(programme)
    make_question(course)

    with pytest.raises(Refused, match="opens when your attendance is marked"):
        trials.begin(make_seat(make_session(course)))


def test_a_course_without_questions_has_no_test(programme):
    with pytest.raises(Refused, match="no test yet"):
        trials.begin(make_attended(make_course(programme)))


def test_a_question_that_is_mended_changes_no_paper(programme, seat):
    attempt = trials.begin(seat)
    for question in trials.questions_of(seat.session.course):
        question.delete()

    assert trials.hand_in(attempt, answers(attempt, right=2)).score == 100


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"right": 0}, "Mark which answer is right"),
        ({"right": 2}, "Only one answer can be right"),
        ({"options": 1}, "two answers at least"),
        ({"options": 7}, "two answers at least"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(programme, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        make_question(make_course(programme), **fields)


class TestCertificate:
    def test_who_passed_is_certified_once_with_the_facts_of_the_day(self, programme, seat):
        attempt = trials.begin(seat)
        trials.hand_in(attempt, answers(attempt, right=2))

        first, second = certify(seat), certify(seat)

        assert first == second
        assert (first.number, first.spelt) == (1, f"C-{programme.pk}-0001")
        assert (first.facts["name"], first.facts["score"], first.facts["pass_mark"]) == (seat.name, 100, 60)
        assert list(broken_links()) == []

    def test_who_has_not_passed_gets_none(self, seat):
        with pytest.raises(Refused, match="for those who attended"):
            certify(seat)

    def test_numbers_follow_each_other(self, programme):
        course = make_course(programme)

        for _two in range(2):
            certify(make_attended(course))

        assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2]

    def test_one_that_was_issued_no_longer_holds_when_the_list_is_put_right(self, programme):
        from change_mgmt import actions

        seat = make_attended(make_course(programme))
        certify(seat)

        actions.mark_attendance(seat.session, {seat.pk: actions.Mark(False)}, by=user_as("manager", programme))

        assert not Certificate.objects.get().holds
