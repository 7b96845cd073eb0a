"""Who must be trained, counted from the list of employees; who must come again; what gates and others are told."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.actions.invitations import invite
from change_mgmt.attended import learned
from change_mgmt.coverage import Cover, coverage
from change_mgmt.models import Enrolment, PersonalLink, Session
from core import deadlines
from core.models import AuditEntry, OutgoingMail
from core.refusal import Refused
from implementation.gates import registry
from implementation.staff.registry import forget_everywhere, held_about
from tests.change_mgmt.factories import departments_of, make_course, make_session
from tests.change_mgmt.training.factories import make_attended, make_own_link, tokens_mailed
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def check(name, programme):
    found = registry.checks()[f"change_mgmt.{name}"]
    return found.function(programme, gate=None, **found.parameters)


def test_people_on_the_list_are_counted_by_level_department_and_post(programme):
    sales, service = departments_of(programme)
    seller = make_employee(programme, department=sales, post="Seller")
    make_employee(programme, department=sales, post="Driver")
    make_employee(programme, department=service, post="Seller", level="top")
    make_employee(programme, department=service, post="Seller", has_left=True)
    course = make_course(programme, posts=["Seller"], needs={sales: 9, service: 3})
    make_attended(course, seller)

    found = coverage(programme)

    assert found.by_place == {(course.pk, sales.pk): Cover(1, 1), (course.pk, service.pk): Cover(3, 0)}
    assert found.from_list == {(course.pk, sales.pk)}
    assert found.by_post == {"Seller": Cover(1, 1)}
    assert found.total == Cover(4, 1)


def test_a_course_with_numbers_of_its_own_does_not_look_at_the_list(programme):
    sales = departments_of(programme)[0]
    make_employee(programme)
    make_course(programme, from_list=False, needs={sales: 5})

    assert coverage(programme).total == Cover(5, 0)


def test_somebody_is_one_person_across_sessions_and_departments(programme):
    sales, service = departments_of(programme)
    employee, course = make_employee(programme, department=sales), make_course(programme)
    make_attended(course, employee, days=-9)
    make_attended(course, employee, days=-2)
    employee.department = service
    employee.save()

    assert coverage(programme).by_place == {(course.pk, service.pk): Cover(1, 1)}


def test_training_that_has_run_out_no_longer_counts_and_is_due(programme):
    course, late, soon = make_course(programme, valid_months=3), make_employee(programme), make_employee(programme)
    make_attended(course, late, days=-120)
    make_attended(course, soon, days=-80)

    due = learned(programme).due(course.pk)

    assert coverage(programme).total == Cover(2, 1)
    assert [(each.employee, each.standing) for each in due] == [(late.pk, "overdue"), (soon.pk, "due_soon")]
    assert check("repeats_in_time", programme).state == "not_met"
    assert [str(each.what) for each in deadlines.waiting(programme) if "Due again" in str(each.what)] == [
        f"Due again for 2 people: {course.title}"
    ]


def test_who_came_again_is_not_due(programme):
    course, employee = make_course(programme, valid_months=3), make_employee(programme)
    make_attended(course, employee, days=-120)
    make_attended(course, employee, days=-2)

    assert learned(programme).due(course.pk) == []
    assert check("repeats_in_time", programme).state == "met"


@pytest.mark.parametrize(("scores", "state"), [([90, 80, 70, 61, 10], "met"), ([90, 10], "partly"), ([10], "not_met")])
def test_a_gate_asks_whether_those_who_attended_have_passed(programme, scores, state):
    course = make_course(programme, pass_mark=60)
    for score in scores:
        make_attended(course, score=score)

    result = check("tests_passed", programme)

    assert (result.state, result.figures["attended"]) == (state, len(scores))


def test_a_gate_asks_for_the_departments_of_the_pilot(programme):
    from tests.rollout.factories import make_pilot

    sales = departments_of(programme)[0]
    pilot = make_pilot(programme)
    course = make_course(programme, modules=[pilot.module.key], needs={sales: 1})

    before = check("pilot_people_trained", programme)
    make_attended(course, make_employee(programme, department=sales))
    after = check("pilot_people_trained", programme)

    assert (before.state, before.figures["needed"]) == ("not_met", 1)
    assert (after.state, after.figures["trained"]) == ("met", 1)


class TestInvite:
    def test_each_gets_a_secret_mail_in_their_language_with_one_entry_for_the_course(
        self, programme, django_capture_on_commit_callbacks
    ):
        course, manager = make_course(programme), user_as("manager", programme)
        people = [make_employee(programme) for _three in range(3)]
        make_employee(programme, email="")

        with django_capture_on_commit_callbacks(execute=True):
            sent = invite(course, course.people(), by=manager)

        entries = AuditEntry.objects.filter(label=course.label, verb="invited")
        assert (sent, entries.get().after) == (3, {"people": 3})
        assert sorted(letter.to[0] for letter in mail.outbox) == sorted(each.email for each in people)
        assert set(tokens_mailed()) == {link.token for link in PersonalLink.objects.all()}
        assert not any(
            link.token in row.body for link in PersonalLink.objects.all() for row in OutgoingMail.objects.all()
        )
        assert PersonalLink.objects.filter(invited_at__isnull=False, mail__state="sent").count() == 3

    def test_nobody_is_asked_twice_within_three_days(self, programme):
        course, manager = make_course(programme), user_as("manager", programme)
        make_employee(programme)
        invite(course, course.people(), by=manager)

        with pytest.raises(Refused, match="Nobody is left to ask"):
            invite(course, course.people(), by=manager)

    def test_people_of_others_and_members_are_refused(self, programme):
        course, stranger = make_course(programme), make_employee(make_programme())

        with pytest.raises(Refused, match="of this programme"):
            invite(course, [stranger], by=user_as("manager", programme))
        with pytest.raises(PermissionDenied):
            invite(course, [], by=user_as("member", programme))


def test_what_training_holds_about_a_person_is_told_and_forgotten(programme):
    course, employee = make_course(programme), make_employee(programme)
    make_attended(course, employee)
    make_own_link(course, employee)

    said = [str(line.says) for line in held_about(employee) if str(line.what) == "Training"]
    forget_everywhere(employee)

    assert said == ["1 attended, 1 meant for them"]
    assert Enrolment.objects.get().name == PersonalLink.objects.get().name == f"– {employee.pk}"


def test_queries_of_coverage_do_not_grow(programme):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            coverage(programme)
        return len(found)

    course = make_course(programme)
    make_attended(course)
    few = count()
    for _many in range(4):
        make_attended(make_course(programme))

    assert count() == few <= 6


def test_a_session_without_an_end_lasts_the_hours_of_its_course(programme):
    session = make_session(make_course(programme, hours=3))

    assert (session.ends - session.starts_at).total_seconds() == 3 * 3600
    assert Session.objects.filter(starts_at__gt=timezone.now()).get() == session


def test_marks_keep_a_score_that_came_from_the_test(programme):
    from tests.change_mgmt.training.factories import make_question

    course = make_course(programme, pass_mark=60)
    make_question(course)
    seat = make_attended(course)
    Enrolment.objects.filter(pk=seat.pk).update(score=80)

    actions.mark_attendance(seat.session, {seat.pk: actions.Mark(True)}, by=user_as("manager", programme))

    seat.refresh_from_db()
    assert seat.score == 80
