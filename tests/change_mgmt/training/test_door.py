"""The code on the wall."""

import datetime

import pytest
from django.utils import timezone

from change_mgmt.actions import door
from change_mgmt.models import Session
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from tests.change_mgmt.factories import make_course, make_session
from tests.change_mgmt.training.factories import make_seat
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """``clock(minutes)`` moves the time on."""
    start = timezone.now()

    def move(minutes):
        monkeypatch.setattr("django.utils.timezone.now", lambda: start + datetime.timedelta(minutes=minutes))

    return move


@pytest.fixture
def seat(programme):
    """A seat in a session that starts within the hour."""
    return make_seat(make_session(make_course(programme), days=1 / 48))


def test_a_code_opens_for_ten_minutes_at_most(seat, clock):
    code = door.code_now(seat.session)
    assert door.session_behind(code) == seat.session

    clock(11)

    assert door.session_behind(code) is None


def test_a_page_that_was_opened_in_time_may_be_sent_a_little_later(seat, clock):
    code = door.code_now(seat.session)

    clock(11)

    assert door.session_behind(code, grace=3) == seat.session


@pytest.mark.parametrize("hours", [-3, 5])
def test_a_code_opens_only_round_the_session(seat, clock, hours):
    clock(hours * 60)

    assert door.session_behind(door.code_now(seat.session)) is None


@pytest.mark.parametrize("code", ["", "1-2-3", "²-1-a", "-", "9" * 200, "1--", "a-b-c"])
def test_a_made_up_code_opens_nothing(seat, code):
    assert door.session_behind(code) is None


def test_a_code_opens_no_other_session(seat):
    code = door.code_now(seat.session)
    other = make_session(seat.session.course, days=1 / 48)

    assert door.session_behind(code.replace(f"{seat.session_id}-", f"{other.pk}-", 1)) is None


def test_who_comes_in_is_marked_once_on_behalf_of_the_product(seat):
    for _twice in range(2):
        door.come_in(seat)

    seat.refresh_from_db()
    entry = AuditEntry.objects.get(label=seat.label, object_id=seat.pk, verb="attend")
    assert (seat.state, entry.actor, entry.note) == ("attended", None, "By the code on the wall.")
    assert Session.objects.get(pk=seat.session_id).state == "planned"


def test_an_address_marks_its_seat_and_an_unknown_one_says_nothing(seat):
    door.come_in_by_email(seat.session, "nobody@example.org")
    door.come_in_by_email(seat.session, seat.employee.email.upper())

    seat.refresh_from_db()
    assert seat.state == "attended"


def test_somebody_on_the_waiting_list_who_came_is_marked(programme):
    session = make_session(make_course(programme), days=1 / 48, seats=1)
    make_seat(session)

    assert door.come_in(make_seat(session)).state == "attended"


def test_nobody_marks_themselves_once_the_list_is_closed(programme, seat):
    Session.objects.filter(pk=seat.session_id).update(starts_at=timezone.now())
    perform(seat.session, "hold", by=user_as("manager", programme))

    with pytest.raises(Refused, match="marked already"):
        door.come_in(seat)
