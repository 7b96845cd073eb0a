"""The pages as people use them: forms in, sentences out, and as many queries for thirty rows as for one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from change_mgmt.models import ChangeDecision, ChangeRequest, Course, Enrolment, NeededPlace, Session, Stakeholder
from core.workflow import perform
from tests.change_mgmt.factories import (
    EFFECTS,
    departments_of,
    make_change,
    make_course,
    make_held_session,
    make_session,
    make_stakeholder,
    make_waiting_change,
)
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


def queries_of(client, address) -> int:
    client.get(address)  # what the process keeps is read once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def thirty_more(make) -> None:
    for _ in range(29):
        make()


@pytest.mark.parametrize("name", ["stakeholders", "training", "changes"])
def test_thirty_rows_cost_as_many_queries_as_one(programme, as_role, name):
    sales = departments_of(programme)[0]
    make = {
        "stakeholders": lambda: make_stakeholder(
            programme, looked_after_by=user_as("manager", programme), department=sales
        ),
        "training": lambda: make_session(make_course(programme, departments=[sales], needs={sales: 3})),
        "changes": lambda: make_waiting_change(programme),
    }[name]
    client, address = as_role("manager"), reverse(name, args=[programme.pk])
    make()
    one = queries_of(client, address)

    thirty_more(make)

    assert queries_of(client, address) == one


@pytest.mark.parametrize("page", ["course", "session", "attendance"])
def test_thirty_rows_of_one_record_cost_as_many_queries_as_one(programme, as_role, page):
    sales = departments_of(programme)[0]
    course = make_course(programme, needs={sales: 3})
    session = make_held_session(course, sales, came=1)
    client = as_role("manager")
    address = {
        "course": course.get_absolute_url(),
        "session": session.get_absolute_url(),
        "attendance": reverse("mark_attendance", args=[programme.pk, session.pk]),
    }[page]
    one = queries_of(client, address)

    if page == "course":
        thirty_more(lambda: make_session(course))
    else:
        thirty_more(
            lambda: Enrolment.objects.create(session=session, name=str(Enrolment.objects.count()), department=sales)
        )

    assert queries_of(client, address) == one


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("stakeholders", "Nobody is on the map yet"),
        ("training", "No course yet"),
        ("changes", "No change has been asked for"),
    ],
)
def test_an_empty_page_says_what_to_do(programme, as_role, name, words):
    assert words in as_role("manager").get(reverse(name, args=[programme.pk])).content.decode()


def stakeholder_data(**changes) -> dict:
    return {
        "name": "Head of Sales",
        "group": "middle",
        "influence": 4,
        "interest": 5,
        "attitude_now": -1,
        "attitude_wanted": 1,
    } | changes


def test_a_stakeholder_is_added_and_changed(programme, as_role):
    client = as_role("consultant")

    client.post(reverse("new_stakeholder", args=[programme.pk]), stakeholder_data())
    stakeholder = Stakeholder.objects.get()
    client.post(
        reverse("edit_stakeholder", args=[programme.pk, stakeholder.pk]),
        stakeholder_data(attitude_now=0, revision=stakeholder.revision),
    )

    page = client.get(stakeholder.get_absolute_url()).content.decode()
    assert "1 step to go" in page
    assert Stakeholder.objects.get().attitude_now == 0


def test_a_stakeholder_of_another_programme_is_not_found(programme, as_role):
    other = make_stakeholder(make_programme())

    page = as_role("manager").get(reverse("stakeholder", args=[programme.pk, other.pk]))

    assert page.status_code == 404


@pytest.mark.parametrize("field", ["department", "looked_after_by"])
def test_what_belongs_to_others_is_refused_in_the_form(programme, as_role, field):
    other = make_programme()
    foreign = {"department": departments_of(other)[0].pk, "looked_after_by": user_as("manager", other).pk}[field]

    page = as_role("manager").post(
        reverse("new_stakeholder", args=[programme.pk]), stakeholder_data(**{field: foreign})
    )

    assert field in page.context["form"].errors
    assert not Stakeholder.objects.exists()


def test_a_member_is_not_offered_to_look_after_what_they_cannot_read(programme, as_role):
    member = user_as("member", programme)

    page = as_role("manager").get(reverse("new_stakeholder", args=[programme.pk]))

    assert member not in page.context["form"].fields["looked_after_by"].queryset


def test_filters_and_sorting_live_in_the_address(programme, as_role):
    make_stakeholder(programme, name="Ann", group="top", attitude_now=1)
    make_stakeholder(programme, name="Bob", group="customer", attitude_now=-2)
    make_stakeholder(programme, name="Cy", group="customer", influence=1)
    client, address = as_role("sponsor"), reverse("stakeholders", args=[programme.pk])

    def shown(query):
        return [each.stakeholder.name for each in client.get(address + query).context["page"]]

    assert shown("") == ["Ann", "Bob", "Cy"]
    assert shown("?group=customer&sort=gap") == ["Bob", "Cy"]
    assert shown("?q=cy&sort=nonsense") == ["Cy"]
    assert "No stakeholder matches" in client.get(address + "?q=zzz").content.decode()


def test_a_course_is_planned_with_its_numbers_and_a_session(programme, as_role):
    client, (sales, _service) = as_role("manager"), departments_of(programme)
    data = {"title": "Daily work", "level": "front_line", "hours": "2.5", "pass_mark": "60", "modules": ["sales"]}

    client.post(reverse("new_course", args=[programme.pk]), data | {"departments": [sales.pk]})
    course = Course.objects.get()
    form = client.get(reverse("edit_needs", args=[programme.pk, course.pk])).context["form"]
    client.post(reverse("edit_needs", args=[programme.pk, course.pk]), {f"people_{sales.pk}": "7"})
    client.post(
        reverse("new_session", args=[programme.pk, course.pk]),
        {"starts_at": "2030-05-06T09:30", "place": "Room 1", "seats": "8", "trainer": "Tara"},
    )

    assert (course.modules, list(course.departments.all())) == (["sales"], [sales])
    assert form.departments == [sales]
    assert list(NeededPlace.objects.values_list("department", "people")) == [(sales.pk, 7)]
    starts = timezone.localtime(Session.objects.get().starts_at, programme.organisation.zone)
    assert starts.isoformat() == "2030-05-06T09:30:00+08:00"


def test_a_course_is_changed_with_its_departments(programme, as_role):
    sales, service = departments_of(programme)
    course = make_course(programme, departments=[sales])
    data = {"title": "Other", "level": "top", "hours": "1", "departments": [service.pk], "revision": course.revision}

    as_role("manager").post(reverse("edit_course", args=[programme.pk, course.pk]), data)

    course.refresh_from_db()
    assert (course.title, course.level, list(course.departments.all())) == ("Other", "top", [service])


def test_a_stale_course_form_keeps_its_entries(programme, as_role):
    course = make_course(programme)
    data = {"title": "Mine", "level": "top", "hours": "1", "revision": course.revision + 7}

    page = as_role("manager").post(reverse("edit_course", args=[programme.pk, course.pk]), data)

    assert "Someone else saved this first" in page.content.decode()
    assert 'value="Mine"' in page.content.decode()


def test_a_member_signs_up_and_gives_the_seat_back(programme, as_role):
    session, client = make_session(make_course(programme)), as_role("member")

    client.post(reverse("enrol", args=[programme.pk, session.pk]), {"department": departments_of(programme)[0].pk})
    page = client.get(session.get_absolute_url()).content.decode()
    seat = Enrolment.objects.get()
    assert "Your seat" in page
    assert "Take off" not in page
    client.post(reverse("leave_session", args=[programme.pk, seat.pk]))

    assert not Enrolment.objects.exists()


@pytest.mark.parametrize(
    ("department", "sentence"),
    [("none", "Choose your department."), ("foreign", "Select a valid choice")],
)
def test_signing_up_is_refused_in_words(programme, as_role, department, sentence):
    own, foreign = departments_of(programme)[0], departments_of(make_programme())[0]
    session = make_session(make_course(programme))
    Enrolment.objects.create(session=session, name="First", department=own)
    data = {"none": {}, "foreign": {"department": foreign.pk}}[department]

    page = as_role("member").post(reverse("enrol", args=[programme.pk, session.pk]), data)

    assert sentence in page.content.decode()
    assert Enrolment.objects.count() == 1


def test_names_and_scores_are_seen_by_those_who_run_the_training(programme, as_role):
    session = make_held_session(make_course(programme), departments_of(programme)[0], came=1, score=91)
    name = session.enrolments.get().name

    seen = {
        role: name in as_role(role).get(session.get_absolute_url()).content.decode()
        for role in ("manager", "executive", "member")
    }

    assert seen == {"manager": True, "executive": False, "member": False}


def test_people_without_an_account_are_added_by_name(programme, as_role):
    session, client = make_session(make_course(programme), seats=2), as_role("manager")
    address, sales = reverse("enrol_people", args=[programme.pk, session.pk]), departments_of(programme)[0]

    twice = client.post(address, {"people-department": sales.pk, "people-names": "Ann\nann"}).content.decode()
    many = client.post(address, {"people-department": sales.pk, "people-names": "Ann\nBob\nCy"}).content.decode()
    assert "A name stands here twice" in twice
    assert "3 names, but only 2 free seats" in many
    assert not Enrolment.objects.exists()
    client.post(address, {"people-department": sales.pk, "people-names": " Ann  Lee \n\nBob"})

    assert list(Enrolment.objects.order_by("name").values_list("name", flat=True)) == ["Ann Lee", "Bob"]


def test_attendance_is_marked_in_one_form(programme, as_role):
    session, sales = make_session(make_course(programme, pass_mark=60), days=-1), departments_of(programme)[0]
    ann, bob = (Enrolment.objects.create(session=session, name=name, department=sales) for name in ("Ann", "Bob"))
    client, address = as_role("manager"), reverse("mark_attendance", args=[programme.pk, session.pk])

    partly = client.post(address, {f"came_{ann.pk}": "attended"}).content.decode()
    without = client.post(address, {f"came_{ann.pk}": "attended", f"came_{bob.pk}": "absent"}).content.decode()
    assert "Attended or absent?" in partly
    assert "give the score of everyone who came" in without
    assert Session.objects.get().state == "planned"
    client.post(address, {f"came_{ann.pk}": "attended", f"score_{ann.pk}": "75", f"came_{bob.pk}": "absent"})

    assert list(session.enrolments.values_list("name", "state", "score")) == [
        ("Ann", "attended", 75),
        ("Bob", "absent", None),
    ]
    assert Session.objects.get().state == "held"


def test_a_held_session_is_no_longer_edited(programme, as_role):
    session = make_held_session(make_course(programme), departments_of(programme)[0])

    page = as_role("manager").get(reverse("edit_session", args=[programme.pk, session.pk]))

    assert page.status_code == 409


def test_a_session_cannot_lose_seats_that_are_taken(programme, as_role):
    session, sales = make_session(make_course(programme)), departments_of(programme)[0]
    for name in ("Ann", "Bob"):
        Enrolment.objects.create(session=session, name=name, department=sales)
    data = {"starts_at": "2030-05-06T09:30", "place": "Room 1", "seats": "1", "trainer": "Tara", "revision": 0}

    page = as_role("manager").post(reverse("edit_session", args=[programme.pk, session.pk]), data)

    assert "2 people are on the list already" in page.content.decode()


def test_a_change_goes_from_the_question_to_the_decision(programme, client):
    day = timezone.localdate() + datetime.timedelta(days=9)

    def as_(role):
        client.force_login(user_as(role, programme))
        return client

    question = {"title": "A map", "why": "Routes.", "decide_by": day.isoformat()}
    as_("member").post(reverse("new_change", args=[programme.pk]), question)
    change = ChangeRequest.objects.get()
    as_("consultant").post(reverse("step", args=[change.label, change.pk, "take_up"]), {"seen": "submitted"})
    effects = EFFECTS | {"cost": "1200", "days": "2", "decide_by": day.isoformat(), "seen": "assessing"}
    as_("consultant").post(reverse("assess_change", args=[programme.pk, change.pk]), effects)
    page = as_("manager").get(change.get_absolute_url()).content.decode()
    assert "Decide the change" in page
    decision = {"outcome": "approve", "reason": "It pays.", "seen": "waiting_for_approval"}
    as_("manager").post(reverse("decide_change", args=[programme.pk, change.pk]), decision)

    change.refresh_from_db()
    assert (change.state, change.size, change.requested_by) == ("approved", "small", user_as("member", programme))
    assert ChangeDecision.objects.get().reason == "It pays."


def test_who_asked_sees_why_they_cannot_decide(programme, as_role):
    change = make_waiting_change(programme, by=user_as("manager", programme))
    client = as_role("manager")

    page = client.get(change.get_absolute_url()).content.decode()

    assert "You asked for this, so someone else must decide." in page
    assert client.get(reverse("decide_change", args=[programme.pk, change.pk])).status_code == 409


def test_a_large_change_is_not_the_managers(programme, as_role):
    change = make_waiting_change(programme, touches_contract=True)
    client = as_role("manager")

    assert "Decide the change" not in client.get(change.get_absolute_url()).content.decode()
    assert client.get(reverse("decide_change", args=[programme.pk, change.pk])).status_code == 403


def test_a_decision_without_a_reason_keeps_what_was_written(programme, as_role):
    change = make_waiting_change(programme)
    data = {"outcome": "postpone", "reason": "Later.", "seen": "waiting_for_approval"}

    page = as_role("sponsor").post(reverse("decide_change", args=[programme.pk, change.pk]), data).content.decode()

    assert "Give the day on which to look again" in page
    assert "Later." in page
    assert not ChangeDecision.objects.exists()


def test_a_day_that_has_passed_is_refused(programme, as_role):
    data = {"title": "A map", "why": "Routes.", "decide_by": "2020-01-01"}

    page = as_role("member").post(reverse("new_change", args=[programme.pk]), data)

    assert "This day has passed" in page.content.decode()
    assert not ChangeRequest.objects.exists()


def test_an_assessment_names_every_effect(programme, as_role):
    change = make_change(programme)
    perform(change, "take_up", by=user_as("manager", programme))
    day = timezone.localdate().isoformat()

    page = as_role("consultant").post(
        reverse("assess_change", args=[programme.pk, change.pk]), {"cost": "0", "days": "0", "decide_by": day}
    )

    assert set(page.context["form"].errors) == {"effect_on_scope", "effect_on_risk", "effect_on_people"}


def test_the_log_is_searched_and_filtered(programme, as_role):
    make_change(programme, title="A map")
    make_waiting_change(programme)
    client, address = as_role("executive"), reverse("changes", args=[programme.pk])

    def shown(query):
        return [each.code for each in client.get(address + query).context["page"]]

    assert shown("") == ["CR-02", "CR-01"]
    assert shown("?q=map") == ["CR-01"]
    assert shown("?q=cr-02") == ["CR-02"]
    assert shown("?state=waiting_for_approval") == ["CR-02"]
    assert shown("?state=open&sort=decide_by") == ["CR-01", "CR-02"]
    assert "No change matches" in client.get(address + "?q=zzz").content.decode()


def test_a_course_of_the_same_title_is_refused_in_words(programme, as_role):
    make_course(programme, title="First steps")
    course = make_course(programme, title="Next steps")
    data = {"title": "First steps", "level": "top", "hours": "1", "revision": course.revision}

    page = as_role("manager").post(reverse("edit_course", args=[programme.pk, course.pk]), data)

    assert (page.status_code, "There is a course of that title already." in page.content.decode()) == (200, True)
