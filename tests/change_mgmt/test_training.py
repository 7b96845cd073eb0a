"""Courses, sessions, who signs up and who came."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from change_mgmt import actions
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import Course, Enrolment, Session
from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from tests.change_mgmt.factories import departments_of, make_course, make_held_session, make_session
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def member_of(programme):
    from implementation.programme.models import Membership

    user = make_user()
    Membership.objects.create(programme=programme, user=user, role="member")
    return user


def test_a_course_keeps_its_departments_with_one_entry(programme):
    sales, service = departments_of(programme)

    course = make_course(programme, departments=[sales])
    actions.change_course(course, departments=[sales, service], by=user_as("manager", programme))
    actions.change_course(course, departments=[service], by=user_as("manager", programme), title="New title")
    actions.change_course(course, departments=[service], by=user_as("manager", programme), title="New title")

    assert list(course.departments.all()) == [service]
    assert entries(course) == ["created", "changed", "changed"]
    assert AuditEntry.objects.filter(label=course.label).order_by("-number").first().note == "Service"


def test_needs_are_set_with_one_entry(programme):
    sales, service = departments_of(programme)
    course = make_course(programme, needs={sales: 5, service: 3})

    actions.set_needs(course, {sales: 6, service: 0}, by=user_as("manager", programme))

    assert list(course.needs.values_list("department__name", "people")) == [("Sales", 6)]
    assert entries(course) == ["created", "needs set", "needs set"]


def test_needs_of_another_organisation_are_refused(programme):
    stranger = departments_of(make_programme())[0]

    with pytest.raises(Refused):
        make_course(programme, needs={stranger: 5})


def test_a_member_cannot_set_needs(programme):
    course = make_course(programme)

    with pytest.raises(PermissionDenied):
        actions.set_needs(course, {departments_of(programme)[0]: 1}, by=user_as("member", programme))


def test_a_member_signs_up_once(programme):
    session, member = make_session(make_course(programme)), user_as("member", programme)
    sales = departments_of(programme)[0]

    enrolment = actions.enrol(session, department=sales, by=member)
    with pytest.raises(Refused, match="You have signed up for this session already"):
        actions.enrol(session, department=sales, by=member)

    assert (enrolment.name, enrolment.user, enrolment.state) == ("Member", member, "enrolled")
    assert entries(enrolment) == ["signed up"]


def test_a_full_session_puts_people_on_its_waiting_list(programme):
    session, sales = make_session(make_course(programme), seats=1), departments_of(programme)[0]
    actions.enrol(session, department=sales, by=user_as("member", programme))

    late = actions.enrol(session, department=sales, by=member_of(programme))

    assert late.state == "waiting"
    assert entries(late) == ["put on the waiting list"]
    assert session.enrolments.seated().count() == 1


@pytest.mark.parametrize("over", ["past", "cancelled"])
def test_nobody_signs_up_for_what_is_over(programme, over):
    session = make_session(make_course(programme), days=-1 if over == "past" else 1)
    if over == "cancelled":
        perform(session, "cancel", by=user_as("manager", programme), note="The trainer is ill.")

    with pytest.raises(Refused, match="over or cancelled"):
        actions.enrol(session, department=departments_of(programme)[0], by=user_as("member", programme))


def test_a_vendor_contact_and_a_department_of_others_are_refused(programme):
    session = make_session(make_course(programme))

    with pytest.raises(PermissionDenied):
        actions.enrol(session, department=departments_of(programme)[0], by=user_as("vendor_contact", programme))
    with pytest.raises(Refused):
        actions.enrol(session, department=departments_of(make_programme())[0], by=user_as("member", programme))


def test_people_are_added_all_or_none(programme):
    session, sales = make_session(make_course(programme), seats=2), departments_of(programme)[0]
    manager = user_as("manager", programme)

    with pytest.raises(Refused, match="3 names, but only 2 free seats"):
        actions.enrol_people(session, names=["A", "B", "C"], department=sales, by=manager)
    with pytest.raises(Refused, match="This name is on the list already"):
        actions.enrol_people(session, names=["A", "a"], department=sales, by=manager)
    assert not Enrolment.objects.exists()

    actions.enrol_people(session, names=["A", "B"], department=sales, by=manager)
    assert Enrolment.objects.count() == 2


def test_a_seat_is_given_back_by_its_owner_or_the_manager_only(programme):
    session, sales = make_session(make_course(programme)), departments_of(programme)[0]
    first = actions.enrol(session, department=sales, by=user_as("member", programme))
    second = actions.enrol(session, department=sales, by=user_as("executive", programme))

    with pytest.raises(PermissionDenied):
        actions.leave(second, by=user_as("member", programme))
    actions.leave(first, by=user_as("member", programme))
    actions.leave(second, by=user_as("manager", programme))

    assert not Enrolment.objects.exists()


def test_marking_attendance_holds_the_session(programme):
    course, sales = make_course(programme), departments_of(programme)[0]

    session = make_held_session(course, sales, came=2, absent=1)

    assert session.state == Session.State.HELD
    assert sorted(session.enrolments.values_list("state", flat=True)) == ["absent", "attended", "attended"]
    assert entries(session) == ["hold"]
    assert [entries(each) for each in session.enrolments.all()].count(["signed up", "attend"]) == 2


def test_attendance_can_be_mended(programme):
    session = make_held_session(make_course(programme), departments_of(programme)[0], came=1, absent=1)
    marks = {each.pk: actions.Mark(True, 70) for each in session.enrolments.all()}

    actions.mark_attendance(session, marks, by=user_as("manager", programme))

    assert list(session.enrolments.values_list("state", "score")) == [("attended", 70), ("attended", 70)]


@pytest.mark.parametrize(
    ("days", "names", "marked", "sentence"),
    [
        (1, ["A"], ["A"], "not started yet"),
        (-1, [], [], "Nobody is on the list"),
        (-1, ["A", "B"], ["A"], "Mark everyone on the list"),
    ],
)
def test_attendance_that_cannot_be_so_is_refused(programme, days, names, marked, sentence):
    session, manager = make_session(make_course(programme), days=days), user_as("manager", programme)
    people = actions.enrol_people(session, names=names, department=departments_of(programme)[0], by=manager)
    marks = {person.pk: actions.Mark(True) for person in people if person.name in marked}

    with pytest.raises(Refused, match=sentence):
        actions.mark_attendance(session, marks, by=manager)

    assert Session.objects.get(pk=session.pk).state == "planned"
    assert not Enrolment.objects.exclude(state="enrolled").exists()


def test_a_pass_mark_asks_for_scores(programme):
    course = make_course(programme, pass_mark=60)

    with pytest.raises(Refused, match="give the score"):
        make_held_session(course, departments_of(programme)[0])


def test_a_member_cannot_mark_attendance(programme):
    session = make_session(make_course(programme), days=-1)

    with pytest.raises(PermissionDenied):
        actions.mark_attendance(session, {}, by=user_as("member", programme))


def test_coverage_counts_each_person_once_and_never_above_the_need(programme):
    sales, service = departments_of(programme)
    course = make_course(programme, level="front_line", needs={sales: 4, service: 2})
    other = make_course(programme, level="top", needs={sales: 1})
    by = user_as("manager", programme)
    for names in (["Ann", "Bob"], ["ann ", "Cy"]):
        session = make_session(course, days=-1)
        people = actions.enrol_people(session, names=names, department=sales, by=by)
        actions.mark_attendance(session, {person.pk: actions.Mark(True) for person in people}, by=by)
    make_held_session(course, service, came=5)
    make_held_session(other, service, came=1)

    found = coverage(programme)

    assert found.total == Cover(7, 5)
    assert found.by_course == {course.pk: Cover(6, 5), other.pk: Cover(1, 0)}
    assert found.by_department == {"Sales": Cover(5, 3), "Service": Cover(2, 2)}
    assert found.by_department_pk == {sales.pk: Cover(5, 3), service.pk: Cover(2, 2)}
    assert found.by_level == {"top": Cover(1, 0), "front_line": Cover(6, 5)}
    assert found.total.share == Decimal(500) / 7


def test_who_misses_the_pass_mark_is_not_trained(programme):
    sales = departments_of(programme)[0]
    course = make_course(programme, pass_mark=60, needs={sales: 4})

    make_held_session(course, sales, came=1, score=59)
    make_held_session(course, sales, came=2, score=60)

    assert coverage(programme).total == Cover(4, 2)


def test_everyone_with_a_seat_hears_of_a_cancelled_session(programme):
    session, member = make_session(make_course(programme, title="Sales daily")), user_as("member", programme)
    actions.enrol(session, department=departments_of(programme)[0], by=member)

    perform(session, "cancel", by=user_as("manager", programme), note="The trainer is ill.")

    assert "Sales daily. The trainer is ill." in member.notifications.get().text


def test_modules_that_do_not_exist_are_refused(programme):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        make_course(programme, modules=["nonsense"])

    assert not Course.objects.exists()
