"""What becomes of each step, and answers to warnings."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from change_mgmt.processes import actions
from change_mgmt.processes.blueprint import blueprint
from change_mgmt.processes.models import Fate, WarningAnswer
from core.models import AuditEntry
from core.refusal import Refused
from tests.factories import user_as
from tests.processes.factories import TO_BE, make_process, make_step

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(programme):
    process = make_process(programme)
    return make_step(process), make_step(process, TO_BE)


def entries(record) -> int:
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk).count()


def test_a_fate_is_kept_with_the_steps_that_follow(programme, pair):
    old, new = pair

    fate = actions.set_fate(old, what="improved", becomes=[new], by=user_as("manager", programme))

    assert (fate.what, list(fate.becomes.all()), entries(fate)) == ("improved", [new], 1)


def test_other_steps_alone_are_one_entry_too(programme, pair):
    old, new = pair
    by, more = user_as("manager", programme), make_step(pair[0].process, TO_BE)
    fate = actions.set_fate(old, what="improved", becomes=[new], by=by)

    actions.set_fate(old, what="improved", becomes=[new, more], by=by)

    assert (fate.becomes.count(), entries(fate)) == (2, 2)


def test_a_dropped_step_is_followed_by_nothing_and_has_a_reason(programme, pair):
    old, new = pair
    by = user_as("manager", programme)

    with pytest.raises(ValidationError):
        actions.set_fate(old, what="dropped", by=by)
    fate = actions.set_fate(old, what="dropped", becomes=[new], reason="Nobody reads it.", by=by)

    assert not fate.becomes.exists()


def test_whatever_is_not_dropped_goes_on_somewhere(programme, pair):
    with pytest.raises(ValidationError, match="Choose the steps that follow it, or drop it."):
        actions.set_fate(pair[0], what="kept", by=user_as("manager", programme))

    assert not Fate.objects.exists()


def test_the_gain_of_the_customer_is_needed_where_the_step_touches_them(programme):
    process = make_process(programme)
    old, new = make_step(process, kind="touch"), make_step(process, TO_BE)

    with pytest.raises(ValidationError, match="The step touches the customer: say what the customer gains."):
        actions.set_fate(old, what="kept", becomes=[new], gain="  ", by=user_as("manager", programme))


def test_only_steps_of_its_own_process_follow(programme, pair):
    stranger = make_step(make_process(programme), TO_BE)

    with pytest.raises(Refused):
        actions.set_fate(pair[0], what="kept", becomes=[stranger], by=user_as("manager", programme))


def test_a_step_as_it_shall_be_has_no_fate(programme, pair):
    with pytest.raises(Refused):
        actions.set_fate(pair[1], what="kept", becomes=[pair[1]], by=user_as("manager", programme))


def test_a_member_judges_nothing(programme, pair):
    with pytest.raises(PermissionDenied):
        actions.set_fate(pair[0], what="kept", becomes=[pair[1]], by=user_as("member", programme))


def answered(programme, process, **more):
    subject = process.lanes.get().pk
    values = {"code": "lane_without_owner", "subject": subject, "reason": "She starts in May."} | more
    return actions.answer_warning(process, by=user_as("manager", programme), **values)


def test_a_warning_is_answered_once(programme, pair):
    process = pair[0].process

    answer = answered(programme, process)

    assert blueprint(process).open_warnings == []
    assert entries(answer) == 1
    with pytest.raises(Refused, match="This warning is answered already."):
        answered(programme, process)


def test_a_warning_that_does_not_stand_is_not_answered(programme, pair):
    with pytest.raises(Refused, match="This warning does not stand any more."):
        answered(programme, pair[0].process, code="longer", subject=0)


def test_an_answer_taken_back_opens_the_warning_again(programme, pair):
    process = pair[0].process
    answer = answered(programme, process)

    actions.take_back_answer(answer, by=user_as("manager", programme))

    assert [warning.code for warning in blueprint(process).open_warnings] == ["lane_without_owner"]
    assert not WarningAnswer.objects.exists()
