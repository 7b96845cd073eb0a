"""The pages for those who run the training, and one's own page inside."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from change_mgmt.actions.certificates import certify
from change_mgmt.models import Certificate, Course, Enrolment, PersonalLink, Question, Session, SignUpLink
from implementation.programme.models import Department
from tests.change_mgmt.factories import make_course, make_session
from tests.change_mgmt.training.factories import make_attended, make_question, make_seat, make_sign_up_link
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def one_and_thirty(client, address, add) -> tuple[int, int]:
    add()
    queries(client, address)  # what is remembered by then is remembered both times
    few = queries(client, address)
    for _many in range(29):
        add()
    return few, queries(client, address)


def test_the_list_of_a_session_costs_the_same_for_one_and_thirty(programme, as_role):
    session = make_session(make_course(programme), seats=20)

    few, many = one_and_thirty(
        as_role("manager"), reverse("session", args=[programme.pk, session.pk]), lambda: make_seat(session)
    )

    assert few == many


def test_people_still_to_train_cost_the_same_for_one_and_thirty(programme, as_role):
    course = make_course(programme)

    few, many = one_and_thirty(
        as_role("manager"),
        reverse("course_people", args=[programme.pk, course.pk]),
        lambda: make_employee(programme),
    )

    assert few == many


def test_my_training_costs_the_same_for_one_and_thirty(programme, as_role):
    member = user_as("member", programme)
    employee = make_employee(programme, user=member, email=member.email)

    def add():
        certify(make_attended(make_course(programme), employee))

    few, many = one_and_thirty(as_role("member"), reverse("my_training", args=[programme.pk]), add)

    assert few == many


def test_my_training_shows_seats_and_what_is_still_asked(programme, as_role):
    member = user_as("member", programme)
    employee = make_employee(programme, user=member, email=member.email)
    asked, other = make_course(programme), make_course(programme, level="top")
    done = make_course(programme)
    make_attended(done, employee)

    page = as_role("member").get(reverse("my_training", args=[programme.pk]))

    assert [course for course, _standing, _due in page.context["asked"]] == [asked]
    assert [seat.session.course for seat in page.context["seats"]] == [done]
    assert other.title not in page.content.decode()


def test_a_member_comes_to_their_own_page_from_the_account(programme, as_role):
    from change_mgmt import actions

    client, member = as_role("member"), user_as("member", programme)
    department = Department.objects.filter(organisation=programme.organisation).first()
    seat = actions.enrol(make_session(make_course(programme)), department=department, by=member)

    for _twice in range(2):
        answer = client.post(reverse("open_own_page", args=[programme.pk, seat.pk]))

    link = PersonalLink.objects.get()
    assert answer["Location"] == reverse("own_training", args=[link.token])
    assert (link.user, Enrolment.objects.get().link) == (member, link)


def test_nobody_opens_the_page_of_somebody_else(programme, as_role):
    seat = make_seat(make_session(make_course(programme)))

    assert as_role("manager").post(reverse("open_own_page", args=[programme.pk, seat.pk])).status_code == 409


@pytest.mark.parametrize(
    ("show", "who"),
    [("", ["asked", "open", "seat"]), ("open", ["asked", "open"]), ("seat", ["seat"]), ("asked", ["asked"])],
)
def test_people_still_to_train_are_filtered(programme, as_role, show, who):
    course = make_course(programme)
    people = {name: make_employee(programme, name=name) for name in ("asked", "done", "open", "seat")}
    make_attended(course, people["done"])
    make_seat(make_session(course), people["seat"])
    client = as_role("manager")
    client.post(reverse("invite_people", args=[programme.pk, course.pk]), {"q": "asked"})

    page = client.get(reverse("course_people", args=[programme.pk, course.pk]), {"show": show})

    assert [person.name for person, *_rest in page.context["rows"]] == who


def test_links_are_opened_for_the_course_and_for_a_session_of_it(programme, as_role):
    course, client = make_course(programme), as_role("manager")
    session, other = make_session(course), make_session(make_course(programme))
    address = reverse("open_sign_up_link", args=[programme.pk, course.pk])

    client.post(address)
    client.post(address, {"session": session.pk})
    refused = client.post(address, {"session": other.pk})

    assert set(SignUpLink.objects.values_list("course", "session")) == {(course.pk, None), (course.pk, session.pk)}
    assert refused.status_code == 409
    assert client.get(reverse("course_links", args=[programme.pk, course.pk])).status_code == 200


def test_a_question_is_written_changed_and_removed(programme, as_role):
    course, client = make_course(programme), as_role("manager")
    data = {
        "kind": "single",
        "words_en": "One?",
        "option_0_en": "Yes",
        "option_1_en": "No",
        "right_0": "on",
        "words_zh-hant": "一？",
        "option_0_zh-hant": "是",
        "option_1_zh-hant": "否",
    }

    client.post(reverse("new_test_question", args=[programme.pk, course.pk]), data)
    made = Question.objects.get()
    changed = data | {"words_en": "Two?", "revision": made.revision}
    client.post(reverse("edit_test_question", args=[programme.pk, made.pk]), changed)

    made.refresh_from_db()
    assert made.words == {"en": "Two?", "zh-hant": "一？"}
    assert made.options == [
        {"words": {"en": "Yes", "zh-hant": "是"}, "right": True},
        {"words": {"en": "No", "zh-hant": "否"}, "right": False},
    ]
    client.post(reverse("remove_test_question", args=[programme.pk, made.pk]))
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"words_zh-hans": "一？"}, "Fill in all of them, or none"),
        ({"words_en": "", "option_0_en": "", "option_1_en": ""}, "Write the question in one language"),
        ({"right_0": ""}, "Mark which answer is right"),
        ({"option_1_en": ""}, "two answers at least"),
    ],
)
def test_a_question_that_is_not_whole_is_refused_in_words(programme, as_role, change, sentence):
    data = {"kind": "single", "words_en": "One?", "option_0_en": "Yes", "option_1_en": "No", "right_0": "on"}
    address = reverse("new_test_question", args=[programme.pk, make_course(programme).pk])

    page = as_role("manager").post(address, {name: value for name, value in (data | change).items() if value})

    assert sentence in page.content.decode()
    assert not Question.objects.exists()


def test_a_stale_question_is_not_saved_over_another(programme, as_role):
    made = make_question(make_course(programme))
    Question.objects.filter(pk=made.pk).update(revision=5)
    data = {
        "kind": "single",
        "words_en": "Two?",
        "option_0_en": "Y",
        "option_1_en": "N",
        "right_0": "on",
        "revision": 0,
    }

    page = as_role("manager").post(reverse("edit_test_question", args=[programme.pk, made.pk]), data)

    assert "Someone else saved this first" in page.content.decode()
    assert Question.objects.get().words == made.words


def test_a_certificate_is_issued_once_from_the_list(programme, as_role):
    seat, client = make_attended(make_course(programme)), as_role("manager")

    for _twice in range(2):
        client.post(reverse("certificate", args=[programme.pk, seat.pk]))

    assert Certificate.objects.get().enrolment == seat


@pytest.mark.parametrize("name", ["seat_link", "open_own_page", "another_try", "certificate"])
def test_seats_of_another_programme_are_not_there(programme, as_role, name):
    seat = make_attended(make_course(make_programme()))

    assert as_role("manager").post(reverse(name, args=[programme.pk, seat.pk])).status_code == 404


def test_a_link_of_another_programme_is_not_there(programme, as_role):
    link = make_sign_up_link(make_course(make_programme()))

    assert as_role("manager").post(reverse("withdraw_sign_up_link", args=[programme.pk, link.pk])).status_code == 404


def test_a_session_needs_a_place_or_a_meeting(programme, as_role):
    course, client = make_course(programme), as_role("manager")
    address = reverse("new_session", args=[programme.pk, course.pk])
    data = {"starts_at": "2030-05-06T09:30", "seats": "8", "trainer": "Tara"}

    refused = client.post(address, data).content.decode()
    backwards = client.post(address, data | {"place": "Room 1", "ends_at": "2030-05-06T09:00"}).content.decode()
    client.post(address, data | {"meeting_link": "meet.example.org/x"})

    assert "Give the place or the address of the meeting." in refused
    assert "The end must be after the start." in backwards
    assert Session.objects.get().where == "https://meet.example.org/x"


def test_posts_are_offered_from_the_list_of_staff(programme, as_role):
    make_employee(programme, post="Seller")
    client = as_role("manager")
    data = {"title": "Daily", "level": "front_line", "hours": "2", "posts": ["Seller"], "from_list": "on"}

    client.post(reverse("new_course", args=[programme.pk]), data)
    client.post(reverse("new_course", args=[programme.pk]), data | {"title": "Other", "posts": ["Nonsense"]})

    course = Course.objects.get()
    assert (course.posts, course.from_list, course.tries) == (["Seller"], True, 3)
