"""What goes live, whom it affects, and the notice that tells them."""

import pytest

from change_mgmt.communication import actions
from change_mgmt.communication.deadlines import go_lives_without_a_notice
from change_mgmt.communication.going_live import coming, without_notice
from change_mgmt.communication.models import Message
from core.models import OutgoingMail
from core.refusal import Refused
from core.workflow import perform
from tests.communication.factories import days, make_message
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_pilot
from tests.rollout.going_live import make_wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


@pytest.fixture
def places(programme):
    return list(programme.organisation.departments.order_by("pk"))


def prepare(programme, wave, by):
    return actions.prepare_notice(programme, kind="wave", pk=wave.pk, by=by)


def test_pilots_and_waves_that_are_still_to_come_stand_by_day(programme, places):
    pilot = make_pilot(programme, departments=places[:1], planned_start=days(40), planned_end=days(60))
    make_pilot(programme, departments=places[:1])  # its planned start is past
    wave = make_wave(programme, places={places[1]: 2}, start=14)

    assert [(item.kind, item.thing.pk, item.on, item.departments) for item in coming(programme)] == [
        ("wave", wave.pk, days(21), (places[1],)),
        ("pilot", pilot.pk, days(40), (places[0],)),
    ]


@pytest.mark.parametrize(("start", "found"), [(14, 1), (15, 0)])
def test_three_weeks_before_it_is_an_alarm(programme, start, found):
    make_wave(programme, start=start)

    assert len(without_notice(programme)) == found


def test_the_alarm_waits_for_editors_and_the_lead(programme, manager):
    consultant = user_as("consultant", programme)
    wave = make_wave(programme)

    [waiting] = go_lives_without_a_notice(programme)

    assert str(waiting.what) == f"Nobody is told yet that it goes live: {wave.name}"
    assert {manager.pk, consultant.pk, wave.lead_id} <= waiting.who
    assert waiting.on == days(11)


def test_a_notice_is_a_draft_in_three_languages_ten_days_before(programme, manager):
    wave = make_wave(programme)

    message = prepare(programme, wave, manager)

    assert (message.state, message.wave, message.due_on, message.whom) == ("draft", wave, days(11), "chosen")
    assert list(message.texts) == ["en", "zh-hans", "zh-hant"]
    assert wave.modules.get().name in message.texts["en"]["body"]
    assert without_notice(programme) == []
    assert not OutgoingMail.objects.filter(secret=True).exists()


def test_a_second_press_makes_no_second_notice(programme, manager):
    wave = make_wave(programme)
    prepare(programme, wave, manager)

    with pytest.raises(Refused, match="have a notice in the plan already"):
        prepare(programme, wave, manager)

    assert Message.objects.count() == 1


def test_a_notice_that_is_cancelled_tells_nobody(programme, manager):
    wave = make_wave(programme)
    perform(prepare(programme, wave, manager), "cancel", by=manager, note="Too early.")

    assert [item.thing for item in without_notice(programme)] == [wave]


def test_a_message_after_the_go_live_is_no_notice(programme):
    wave = make_wave(programme)
    make_message(programme, whom="chosen", wave=wave, due_on=days(22))

    assert len(without_notice(programme)) == 1


def test_what_is_not_of_this_programme_or_over_has_no_notice(programme, manager):
    elsewhere = make_wave(make_programme())
    over = make_wave(programme)
    perform(over, "cancel", by=manager, note="Not now.")

    for wave in (elsewhere, over):
        with pytest.raises(Refused, match="goes live no more"):
            prepare(programme, wave, manager)
    with pytest.raises(Refused, match="goes live no more"):
        actions.prepare_notice(programme, kind="nonsense", pk=over.pk, by=manager)


def test_the_queries_do_not_grow_with_the_waves(programme, places, django_assert_num_queries):
    make_wave(programme, places={places[0]: 1})
    make_wave(programme, places={places[1]: 1})
    make_wave(programme, places={places[0]: 1}, start=60)

    with django_assert_num_queries(5):
        coming(programme)
