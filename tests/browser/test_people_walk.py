"""Change that reaches people: somebody of the front line learns and says how ready they are; the manager acts; the sponsor decides."""

import datetime
import re

import pytest
from django.core import mail

from change_mgmt.models import ChangeRequest
from change_mgmt.survey import actions as asking
from change_mgmt.survey.models import Answer, Invitation, Survey
from implementation.programme.models import Task
from tests.browser.acting import Actor
from tests.browser.people_learning import come_in, in_chinese, learned, link_to_sign_up, pass_the_test, sign_up
from tests.change_mgmt.factories import departments_of, make_course, make_session
from tests.change_mgmt.training.factories import make_question
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee
from tests.survey.factories import days, unused

pytestmark = pytest.mark.django_db(transaction=True)
SURVEY = re.compile(r"/survey/[0-9a-f]{64}/")


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def act(visit, programme):
    """``act("manager")`` in front of a screen; ``act(None)`` without an account, on a phone."""

    def begin(role, width=1440) -> Actor:
        user = user_as(role, programme) if role else None
        return Actor(visit(user, width=width if user else 390), programme)

    return begin


@pytest.fixture
def mei(programme):
    """Of the front line, without an account."""
    sales = next(each for each in departments_of(programme) if each.name == "Sales")
    return make_employee(programme, name="Mei Muster", email="mei@muster.example", department=sales, language="zh-hant")


def test_an_employee_on_a_phone_signs_up_attends_passes(act, programme, mei):
    course = make_course(programme, title="Daily work", pass_mark=60)
    make_question(course, options=2, en="Where does an address belong?", **{"zh-hant": "地址寫在哪裡？"})
    question = course.questions.get()
    for place, words in enumerate(("在客戶資料裡", "在自己的本子裡")):
        question.options[place]["words"]["zh-hant"] = words
    question.save()
    session = make_session(course, days=1 / 24)
    manager, phone = act("manager"), act(None)

    own = sign_up(phone, link_to_sign_up(manager, course), mei)
    assert phone.visitor.open(own) == 200
    assert phone.page.locator("html").get_attribute("lang") == "zh-Hant"
    phone.told(in_chinese("Put it into your calendar"))
    phone.sound()
    come_in(phone, manager, session)
    pass_the_test(phone, own)

    assert learned(mei) == ("attended", 100)
    manager.open(f"sessions/{session.pk}/")
    manager.told("Mei Muster")


def open_survey(manager):
    """Planned and opened by the manager; the links leave by mail."""
    manager.open("surveys/")
    manager.follow("Plan a survey")
    manager.page.locator("[name=kind]").select_option("before")
    manager.fill(title="Before the pilot", opens_on=f"{days(0)}", closes_on=f"{days(14)}")
    manager.press("Save")
    manager.follow("Open the survey")
    manager.press("Open the survey")
    manager.page.get_by_role("link", name="Close the survey").wait_for()
    manager.sound()


def answer_in_chinese(phone, address, *, want):
    assert phone.visitor.open(address) == 200
    assert phone.page.locator("html").get_attribute("lang") == "zh-Hant"
    phone.sound()
    phone.press(in_chinese("Send the answer"))
    phone.page.locator(".scale-error").first.wait_for()
    phone.visitor.complaints.clear()
    for place, fieldset in enumerate(phone.page.locator("fieldset.scale").all()):
        fieldset.locator(f"input[value='{want if place == 1 else 4}']").check()
    phone.press(in_chinese("Send the answer"))
    phone.page.wait_for_url("**/survey/thanks/**")
    phone.sound()


def test_answers_in_chinese_become_a_barrier_and_the_manager_acts(act, programme, mei):
    for _each in range(5):
        make_employee(programme, department=mei.department)
    manager, phone = act("manager"), act(None)

    open_survey(manager)
    address = next(SURVEY.search(letter.body).group() for letter in mail.outbox if letter.to == [mei.email])
    answer_in_chinese(phone, address, want=2)
    assert phone.visitor.open(address) == 410
    assert phone.visitor.open("/survey/" + "0" * 64 + "/") == 404
    survey = Survey.objects.get()
    for link in unused(survey, "Sales"):
        asking.answer(link, values=[4, 2, 4, 4, 4, 4][: len(survey.questions)], remark="")
    assert (Answer.objects.count(), Invitation.objects.filter(state="answered").count()) == (6, 6)
    manager.follow("Close the survey")
    manager.press("Close the survey")
    manager.page.get_by_role("heading", name="Barriers and what is done").wait_for()
    manager.told("Want it")
    manager.sound()
    manager.follow("Act on the barrier")
    manager.page.locator("[name=owner]").select_option(label="Manager")
    manager.fill(due=f"{days(7)}")
    manager.press("Give the task")

    manager.told("The task is given. It stands beside the barrier.")
    assert Task.objects.filter(programme=programme, owner=user_as("manager", programme)).count() == 1


def test_a_large_change_reaches_the_sponsor(act, programme):
    member, consultant, sponsor = act("member", 390), act("consultant"), act("sponsor", 390)

    member.open("changes/new/").fill(title="Read the shop’s orders", why="Sales asks for them.", decide_by=f"{days(5)}")
    member.press("Submit the change")
    change = ChangeRequest.objects.get()
    consultant.open(f"changes/{change.pk}/")
    consultant.press("Take up the assessment")
    consultant.follow("Write the assessment")
    consultant.fill(
        effect_on_scope="An interface.", cost="90000", days="40", effect_on_risk="None.", effect_on_people="None."
    )
    consultant.press("Hand in for approval")
    consultant.told("Large")
    consultant.sound()
    sponsor.open("waiting/")
    sponsor.page.get_by_role("link", name=re.compile("Read the shop’s orders")).first.click()
    sponsor.follow("Decide the change")
    sponsor.page.locator("[name=outcome][value=approve]").check()
    sponsor.fill(reason="Worth it.")
    sponsor.sound()
    sponsor.press("Record the decision")

    sponsor.page.get_by_role("heading", name=re.compile("Approved")).wait_for()
    change.refresh_from_db()
    assert (change.size, change.state, change.decided_by) == ("large", "approved", "Sponsor, sponsor")
    assert datetime.date.today() == change.decisions.get().at.date()
