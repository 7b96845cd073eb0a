"""Writing lessons down, agreeing to them, and when they are due."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from core.models import AuditEntry, Notification
from core.refusal import Refused
from core.workflow import perform
from implementation.experience import actions
from implementation.experience.gate_checks import lessons as check
from implementation.experience.models import Lesson, LookBack
from implementation.gates import actions as gates
from implementation.programme import waiting
from implementation.programme.models import Programme
from tests.experience.factories import make_lesson
from tests.factories import make_programme, user_as
from tests.gates.factories import ask, closing_task, make_gate
from tests.rollout.factories import make_running_pilot

pytestmark = pytest.mark.django_db


def entries(programme, verb):
    return AuditEntry.objects.filter(chain__scope_key=programme.scope_key, label__startswith="experience.", verb=verb)


def test_anyone_on_the_programme_writes_a_lesson_and_it_is_a_draft(programme):
    lesson = make_lesson(programme, by=user_as("member", programme))

    assert (lesson.state, lesson.written_by) == ("draft", user_as("member", programme))
    assert entries(programme, "created").count() == 1


def test_a_vendor_contact_writes_none(programme):
    with pytest.raises(PermissionDenied):
        make_lesson(programme, by=user_as("vendor_contact", programme))
    assert not Lesson.objects.exists()


def test_a_lesson_of_another_programmes_stage_is_refused(programme):
    with pytest.raises(ValidationError):
        make_lesson(programme, stage=make_programme().stages.first())


def test_somebody_else_agrees(programme):
    lesson = make_lesson(programme, by=user_as("manager", programme))

    with pytest.raises(Refused, match="You wrote this lesson"):
        perform(lesson, "agree", by=user_as("manager", programme))
    perform(lesson, "agree", by=user_as("sponsor", programme))

    assert lesson.state == "agreed"
    assert entries(programme, "agree").count() == 1


def test_an_agreed_lesson_does_not_change_until_it_is_a_draft_again(programme):
    lesson = make_lesson(programme, agreed=True)

    with pytest.raises(Refused, match="Only a draft"):
        actions.edit_lesson(lesson, by=user_as("manager", programme), title="Other")
    perform(lesson, "reopen", by=user_as("manager", programme), note="It was not so.")
    actions.edit_lesson(lesson, by=user_as("manager", programme), title="Other")

    assert Lesson.objects.get().title == "Other"


def test_a_member_edits_their_own_draft_and_no_other(programme):
    mine = make_lesson(programme, by=user_as("member", programme))
    other = make_lesson(programme, by=user_as("executive", programme))

    actions.edit_lesson(mine, by=user_as("member", programme), title="Clearer")

    assert Lesson.objects.get(pk=mine.pk).title == "Clearer"
    with pytest.raises(PermissionDenied):
        actions.edit_lesson(other, by=user_as("member", programme), title="Clearer")


def stop(gate):
    ask(gate)
    sponsor = user_as("sponsor", gate.programme)
    gates.decide(gate, outcome="stop", reason="No money.", by=sponsor, tasks=[closing_task(gate.programme)])
    return gate


def test_a_stop_asks_the_managers_for_lessons_within_two_weeks(programme):
    manager = user_as("manager", programme)

    gate = stop(make_gate(programme, ("must", "met")))

    look_back = LookBack.objects.get()
    due = timezone.localdate() + datetime.timedelta(days=14)
    assert (look_back.reason, look_back.about, look_back.due) == ("stopped", gate.name, due)
    waits = [str(item.what) for item in waiting.for_person(programme, manager)]
    assert f"Write down the lessons: {gate.name}" in waits
    assert Notification.objects.filter(user=manager, text__startswith="Lessons are due by").count() == 1


def test_a_pilot_that_is_stopped_asks_for_its_lessons(programme):
    stop(make_running_pilot(programme).exit_gate)

    assert LookBack.objects.get().reason == "pilot_stopped"


def test_the_end_of_a_programme_asks_for_lessons(programme):
    gate = make_gate(programme, ("must", "met"))
    programme.stages.exclude(pk=gate.stage_id).update(state="done")
    last = programme.stages.get(pk=gate.stage_id)
    last.number = 99
    last.save()
    ask(gate)

    gates.decide(gate, outcome="go", reason="All is in use.", by=user_as("sponsor", programme))

    assert Programme.objects.get(pk=programme.pk).state == "finished"
    assert LookBack.objects.get().reason == "finished"


@pytest.mark.parametrize("outcome", ["go", "hold"])
def test_other_decisions_ask_for_none(programme, outcome):
    gate = make_gate(programme, ("must", "met"))
    ask(gate)
    later = timezone.localdate() + datetime.timedelta(days=9)

    gates.decide(gate, outcome=outcome, reason="So.", by=user_as("sponsor", programme), look_again_on=later)

    assert not LookBack.objects.exists()


def test_lessons_are_asked_for_once_for_the_same_reason(programme):
    asked = [actions.ask_for_lessons(programme, reason="stopped", about="Initiation") for _time in range(2)]

    assert asked[0] == asked[1]


def test_it_closes_only_with_an_agreed_lesson_and_no_draft_left(programme):
    manager = user_as("manager", programme)
    look_back = actions.ask_for_lessons(programme, reason="stopped", about="Initiation")

    with pytest.raises(Refused, match="No lesson is agreed yet"):
        perform(look_back, "close", by=manager)
    make_lesson(programme, agreed=True)
    draft = make_lesson(programme)
    with pytest.raises(Refused, match="still waits to be agreed"):
        perform(look_back, "close", by=manager)
    perform(draft, "set_aside", by=manager, note="No lesson.")
    perform(look_back, "close", by=manager)

    assert look_back.state == "done"
    assert "Write down the lessons: Initiation" not in [
        str(item.what) for item in waiting.for_person(programme, manager)
    ]


@pytest.mark.parametrize(("agreed", "drafts", "state"), [(0, 2, "not_met"), (1, 0, "partly"), (2, 5, "met")])
def test_the_benefits_review_counts_agreed_lessons(programme, agreed, drafts, state):
    for _count in range(agreed):
        make_lesson(programme, agreed=True)
    for _count in range(drafts):
        make_lesson(programme)

    result = check(programme, gate=None, minimum=2)

    assert (result.state, result.figures) == (state, {"agreed": agreed, "drafts": drafts})
    assert str(result.evidence) == f"**{agreed}** agreed, {drafts} in draft; 2 agreed lessons asked for."


def test_the_check_counts_at_the_benefits_review(programme):
    gate = programme.gates.get(kind="benefits_review")

    assert gate.criteria.get(check_name="experience.lessons").kind == "should"
