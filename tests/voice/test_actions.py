"""Customers heard, answered and told back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from change_mgmt.voice import actions
from change_mgmt.voice.models import Ask, Hearing
from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme import waiting
from implementation.programme.models import Task
from tests.change_mgmt.factories import make_change
from tests.factories import make_programme, user_as
from tests.voice.factories import make_ask, make_hearing, make_panel, make_settled

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def entries() -> int:
    return AuditEntry.objects.count()


def test_a_member_writes_down_a_talk_and_a_wish_with_one_entry_each(programme):
    before = entries()

    ask = make_ask(programme)

    assert entries() == before + 2
    assert (ask.state, ask.hearing.by.name) == ("open", "Member")


@pytest.mark.parametrize("role", ["sponsor", "executive", "vendor_contact"])
def test_others_write_down_nothing(programme, role):
    with pytest.raises(PermissionDenied):
        make_hearing(programme, by=user_as(role, programme))

    assert not Hearing.objects.exists()


@pytest.mark.parametrize(
    "fields", [{"on": datetime.date(2999, 1, 1)}, {"kind": "panel"}, {"heard": 0}, {"customers": ""}]
)
def test_a_talk_needs_its_day_its_panel_and_somebody_heard(programme, fields):
    with pytest.raises(ValidationError):
        make_hearing(programme, **fields)


def test_no_more_can_have_said_it_than_were_heard(programme):
    hearing = make_hearing(programme, heard=3)

    with pytest.raises(ValidationError, match="No more can have said it"):
        make_ask(programme, hearing=hearing, customers=4)
    make_ask(programme, hearing=hearing, customers=3)
    with pytest.raises(ValidationError, match="More than these"):
        actions.change_hearing(hearing, by=user_as("member", programme), heard=2)


def test_a_wish_taken_up_leads_to_its_change_and_becomes_a_task(programme):
    manager, ask = user_as("manager", programme), make_ask(programme)
    change = make_change(programme)

    actions.answer(ask, "take_up", reason="In the pilot.", by=manager, change=change, owner=manager, due=TODAY())

    task = Task.objects.get()
    assert (ask.state, ask.reason, ask.change, ask.tell_by) == ("planned", "In the pilot.", change, None)
    assert (task.about, task.owner, task.due) == (ask, manager, TODAY())


def test_a_task_without_a_day_undoes_the_whole_answer(programme):
    manager, ask = user_as("manager", programme), make_ask(programme)

    with pytest.raises(ValidationError):
        actions.answer(ask, "take_up", reason="Soon.", by=manager, owner=manager)

    assert Ask.objects.get().state == "open"


@pytest.mark.parametrize(("step", "state"), [("finish", "done"), ("decline", "declined")])
def test_an_outcome_is_to_be_told_within_two_weeks(programme, step, state):
    ask = make_settled(programme, step)
    member = user_as("member", programme)

    due = [item for item in waiting.on_programme(programme) if member.pk in item.who]

    assert (ask.state, ask.tell_by) == (state, TODAY() + datetime.timedelta(days=14))
    assert [str(item.what) for item in due] == [f"Tell the customers what became of it: {ask.words}"]


@pytest.mark.parametrize("step", ["take_up", "finish", "decline"])
def test_an_answer_without_words_is_refused(programme, step):
    ask = make_ask(programme)

    with pytest.raises(ValidationError):
        actions.answer(ask, step, reason="  ", by=user_as("manager", programme))

    assert Ask.objects.get().state == "open"


def test_members_do_not_decide_what_becomes_of_it(programme):
    with pytest.raises(PermissionDenied):
        actions.answer(make_ask(programme), "decline", reason="No.", by=user_as("member", programme))


def test_the_second_of_two_answers_is_refused(programme):
    ask = make_settled(programme)

    with pytest.raises(Refused):
        actions.answer(ask, "decline", reason="No.", by=user_as("manager", programme))
    with pytest.raises(Stale):
        actions.answer(make_settled(programme), "take_up", reason="Yes.", by=user_as("manager", programme), seen="open")

    assert ask.state == "done"


def test_telling_is_written_once_with_its_day_and_way(programme):
    ask, member = make_settled(programme), user_as("member", programme)
    before = entries()

    actions.tell_back(ask, on=TODAY(), how="By telephone.", by=member)

    assert (ask.told_on, ask.told_how, entries()) == (TODAY(), "By telephone.", before + 1)
    assert [item for item in waiting.on_programme(programme) if member.pk in item.who] == []
    with pytest.raises(Refused):
        actions.tell_back(ask, on=TODAY(), how="Again.", by=member)


def test_nobody_is_told_before_there_is_an_outcome_or_on_a_day_to_come(programme):
    member = user_as("member", programme)

    with pytest.raises(Refused):
        actions.tell_back(make_ask(programme), on=TODAY(), how="x", by=member)
    with pytest.raises(ValidationError):
        actions.tell_back(make_settled(programme), on=TODAY() + datetime.timedelta(days=1), how="x", by=member)
    with pytest.raises(PermissionDenied):
        actions.tell_back(make_settled(programme), on=TODAY(), how="x", by=user_as("sponsor", programme))


def test_opened_again_it_is_told_again(programme):
    manager = user_as("manager", programme)
    ask = actions.tell_back(make_settled(programme), on=TODAY(), how="By letter.", by=manager)

    perform(ask, "reopen", by=manager, note="It does not work.")

    assert (ask.state, ask.told_on, ask.told_how, ask.tell_by) == ("open", None, "", None)


def test_two_panels_of_a_programme_have_two_names(programme):
    panel = make_panel(programme)

    with pytest.raises(ValidationError):
        make_panel(programme, name=panel.name)
    assert make_panel(make_programme(), name=panel.name).pk
