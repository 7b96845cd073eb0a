"""Seats, the waiting list, and what people hear."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.actions import sign_up
from change_mgmt.models import Enrolment, PersonalLink, Session
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from tests.change_mgmt.factories import departments_of, make_course, make_session
from tests.change_mgmt.training.factories import (
    make_attended,
    make_own_link,
    make_seat,
    make_sign_up_link,
    tokens_mailed,
)
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def states(session) -> list[str]:
    return list(session.enrolments.order_by("pk").values_list("state", flat=True))


def test_who_waits_longest_moves_up_and_hears_of_it(programme, django_capture_on_commit_callbacks):
    session = make_session(make_course(programme), seats=1)
    first, second, third = (make_seat(session) for _place in range(3))
    assert states(session) == ["enrolled", "waiting", "waiting"]

    with django_capture_on_commit_callbacks(execute=True):
        sign_up.give_back(first.link, first)

    assert states(session) == ["enrolled", "waiting"]
    assert Enrolment.objects.get(state="enrolled") == second
    assert entries(second) == ["put on the waiting list", "move_up"]
    assert [letter.to for letter in mail.outbox] == [[second.employee.email]]
    assert "A seat came free, and it is yours" in mail.outbox[0].body
    assert tokens_mailed() == [second.link.token]
    assert third.state == "waiting"


def test_an_account_hears_of_its_seat_in_the_inbox(programme):
    session, sales = make_session(make_course(programme), seats=1), departments_of(programme)[0]
    first, member = make_seat(session), user_as("member", programme)
    actions.enrol(session, department=sales, by=member)

    actions.leave(first, by=user_as("manager", programme))

    assert states(session) == ["enrolled"]
    assert "A seat came free" in member.notifications.get().text


def test_more_seats_go_to_those_who_wait(programme):
    session = make_session(make_course(programme), seats=1)
    for _place in range(4):
        make_seat(session)

    actions.change_session(session, seats=3, by=user_as("manager", programme))

    assert states(session) == ["enrolled", "enrolled", "enrolled", "waiting"]
    assert entries(session) == ["changed"]


def test_a_session_that_moves_tells_everybody_and_its_calendar_entry_grows(
    programme, django_capture_on_commit_callbacks
):
    session = make_session(make_course(programme))
    seat, member = make_seat(session), user_as("member", programme)
    actions.enrol(session, department=departments_of(programme)[0], by=member)
    before = Session.objects.get().revision

    with django_capture_on_commit_callbacks(execute=True):
        later = session.starts_at + datetime.timedelta(days=1)
        actions.change_session(session, starts_at=later, by=user_as("manager", programme))

    assert entries(session) == ["moved"]
    assert Session.objects.get().revision == before + 1
    assert "has moved" in member.notifications.get().text
    letters = [letter for letter in mail.outbox if letter.to == [seat.employee.email]]
    assert ["The session has moved" in letter.body for letter in letters] == [True]


def test_another_trainer_tells_nobody(programme, django_capture_on_commit_callbacks):
    session = make_session(make_course(programme))
    make_seat(session)

    with django_capture_on_commit_callbacks(execute=True):
        actions.change_session(session, trainer="Tom", by=user_as("manager", programme))

    assert mail.outbox == []
    assert entries(session) == ["changed"]


def test_a_cancelled_session_is_told_with_its_reason(programme, django_capture_on_commit_callbacks):
    session = make_session(make_course(programme))
    make_seat(session)

    with django_capture_on_commit_callbacks(execute=True):
        perform(session, "cancel", by=user_as("manager", programme), note="The trainer is ill.")

    assert "is cancelled. The trainer is ill." in mail.outbox[0].body


def test_nobody_has_two_open_seats_in_one_course(programme):
    course, employee = make_course(programme), make_employee(programme)
    make_seat(make_session(course), employee)

    with pytest.raises(Refused, match="Give it back first"):
        make_seat(make_session(course, days=9), employee)


def test_what_must_be_learned_first_is_asked_for(programme):
    first, employee = make_course(programme), make_employee(programme)
    course = make_course(programme, prerequisite=first)

    with pytest.raises(Refused, match="First attend"):
        make_seat(make_session(course), employee)
    make_attended(first, employee)

    assert make_seat(make_session(course, days=8), employee).state == "enrolled"


def test_a_course_cannot_lead_to_itself(programme):
    from django.core.exceptions import ValidationError

    first = make_course(programme)
    second = make_course(programme, prerequisite=first)

    with pytest.raises(ValidationError, match="lead to itself"):
        actions.change_course(first, departments=[], by=user_as("manager", programme), prerequisite=second)


def test_an_address_on_the_list_of_people_finds_the_employee_and_mails_them(
    programme, django_capture_on_commit_callbacks
):
    session, employee = make_session(make_course(programme)), make_employee(programme, name="Ann Lee")
    sales = departments_of(programme)[0]
    manager = user_as("manager", programme)

    with django_capture_on_commit_callbacks(execute=True):
        added = actions.enrol_people(session, names=[employee.email.upper()], department=sales, by=manager)
    with pytest.raises(Refused, match="Nobody on the list of staff"):
        actions.enrol_people(session, names=["nobody@example.org"], department=sales, by=manager)

    assert [(seat.name, seat.employee) for seat in added] == [("Ann Lee", employee)]
    assert tokens_mailed(employee.email) == [PersonalLink.objects.get().token]


def test_an_employee_of_another_programme_is_not_found(programme):
    stranger = make_employee(make_programme())
    session, manager = make_session(make_course(programme)), user_as("manager", programme)

    with pytest.raises(Refused, match="Nobody on the list of staff"):
        actions.enrol_people(session, names=[stranger.email], department=departments_of(programme)[0], by=manager)


class TestSignUpLink:
    def test_an_unknown_address_writes_nothing(self, programme):
        link = make_sign_up_link(make_course(programme))
        session = make_session(link.course)

        sign_up.sign_up_by_email(link, session=session, email="nobody@example.org")

        assert (Enrolment.objects.count(), PersonalLink.objects.count()) == (0, 0)

    def test_a_known_address_gets_a_seat_and_a_secret_mail_once(self, programme, django_capture_on_commit_callbacks):
        link, employee = make_sign_up_link(make_course(programme)), make_employee(programme)
        session = make_session(link.course)

        with django_capture_on_commit_callbacks(execute=True):
            for _twice in range(2):
                sign_up.sign_up_by_email(link, session=session, email=employee.email)

        seat = Enrolment.objects.get()
        assert (seat.employee, seat.state, entries(seat)) == (employee, "enrolled", ["signed up"])
        assert tokens_mailed(employee.email) == [seat.link.token]
        seat.link.refresh_from_db()
        assert seat.link.mail.secret
        assert seat.link.token not in seat.link.mail.body

    def test_the_same_form_sent_twice_takes_one_seat(self, programme):
        link = make_sign_up_link(make_course(programme))
        session, sales = make_session(link.course), departments_of(programme)[0]
        said = {"session": session, "name": "Ann", "department": sales, "stamp": "a stamp of this page"}

        pages = {sign_up.sign_up_by_name(link, **said).pk for _twice in range(2)}

        assert len(pages) == 1
        assert Enrolment.objects.count() == 1

    def test_a_name_that_is_there_already_is_told_apart_and_not_told(self, programme):
        link = make_sign_up_link(make_course(programme))
        session, sales = make_session(link.course), departments_of(programme)[0]

        for stamp in ("first page", "second page"):
            sign_up.sign_up_by_name(link, session=session, name="Ann", department=sales, stamp=stamp)

        assert sorted(Enrolment.objects.values_list("name", flat=True)) == ["Ann", "Ann (2)"]

    def test_a_withdrawn_link_takes_nobody(self, programme):
        link, manager = make_sign_up_link(make_course(programme)), user_as("manager", programme)
        sign_up.withdraw_link(link, by=manager)
        session = make_session(link.course)

        with pytest.raises(Refused, match="not open any more"):
            sign_up.sign_up_by_email(link, session=session, email="ann@example.org")
        with pytest.raises(Refused, match="withdrawn already"):
            sign_up.withdraw_link(link, by=manager)

        assert entries(link) == ["created", "withdrawn"]

    def test_a_new_link_ends_the_one_before(self, programme):
        course = make_course(programme)
        first, second = make_sign_up_link(course), make_sign_up_link(course)

        first.refresh_from_db()
        assert (first.is_open, second.is_open) == (False, True)

    def test_the_database_alone_gives_the_link_to_nobody(self, programme):
        link = make_sign_up_link(make_course(programme))

        assert link.token not in (link.seed, link.token_sha256)
        assert sign_up.link_behind(link.token) == link
        assert sign_up.link_behind(link.seed) is None


def test_a_seat_on_a_page_is_of_its_own_course_only(programme):
    own, other = make_own_link(make_course(programme)), make_session(make_course(programme))

    with pytest.raises(Refused, match="session of this course"):
        sign_up.sign_up_again(own, session=other)


def test_a_session_past_its_start_takes_nobody(programme):
    session = make_session(make_course(programme))
    link = make_own_link(session.course)
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - datetime.timedelta(minutes=1))

    with pytest.raises(Refused, match="over or cancelled"):
        sign_up.sign_up_again(link, session=session)


def test_of_two_who_saw_the_last_seat_free_one_sits_and_one_waits(programme):
    session = make_session(make_course(programme), seats=1)
    first, second = make_own_link(session.course), make_own_link(session.course)
    seen = [Session.objects.get(pk=session.pk) for _each in range(2)]

    taken = [sign_up.sign_up_again(link, session=page) for link, page in zip((first, second), seen, strict=True)]

    assert [seat.state for seat in taken] == ["enrolled", "waiting"]
