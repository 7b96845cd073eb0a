"""Pages of questionnaires: what they show, and as many queries for thirty as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import OutgoingMail
from tests.factories import user_as
from tests.vendors.factories import make_vendor
from tests.vendors.questionnaire_factories import (
    VERA,
    fill,
    in_days,
    make_questionnaire,
    make_reply,
    question,
    send,
)
from vendors.actions.questionnaire_clarifications import ask_back
from vendors.actions.questionnaire_handing_in import hand_in
from vendors.models import Questionnaire, Reply
from vendors.questionnaire_comparison import answers_for, answers_of, compare_answers

pytestmark = pytest.mark.django_db


def queries(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def answered_by(asked, count, **values) -> list[Reply]:
    replies = [send(asked, make_vendor(asked.programme)).reply for _n in range(count)]
    for reply in replies:
        fill(reply, **values)
        hand_in(reply, name="Vera", declared=True, writer=VERA)
    return replies


def test_pages_ask_the_database_as_often_for_thirty_as_for_one(programme, as_role):
    client, asked = as_role("manager"), make_questionnaire(programme)
    replies = answered_by(asked, 1)
    addresses = [
        reverse("questionnaires", args=[programme.pk]),
        reverse("questionnaire", args=[programme.pk, asked.pk]),
        reverse("compare_replies", args=[programme.pk, asked.pk]),
        reverse("vendor_reply", args=[programme.pk, replies[0].pk]),
    ]
    few = [queries(client, address) for address in addresses]

    answered_by(asked, 8)
    for _n in range(8):
        make_questionnaire(programme, ("text",))

    assert [queries(client, address) for address in addresses] == few


def test_a_questionnaire_is_sent_from_its_page_and_the_links_are_shown_once(programme, as_role):
    client, asked, vendor = as_role("manager"), make_questionnaire(programme), make_vendor(programme)
    address = reverse("send_questionnaire", args=[programme.pk, asked.pk])
    data = {f"ask_{vendor.pk}": "on", f"email_{vendor.pk}": "v@vendor.example", "due": in_days(9), "bound": "on"}

    page = client.post(address, data).content.decode()

    token = OutgoingMail.objects.get(to="v@vendor.example").body.split("/questionnaire/")[1].split("/")[0]
    assert token in page
    assert (
        token not in client.get(reverse("vendor_reply", args=[programme.pk, Reply.objects.get().pk])).content.decode()
    )


def test_an_address_is_asked_for_where_nobody_has_an_account(programme, as_role):
    asked, vendor = make_questionnaire(programme), make_vendor(programme)

    page = as_role("manager").post(
        reverse("send_questionnaire", args=[programme.pk, asked.pk]), {f"ask_{vendor.pk}": "on", "due": in_days(9)}
    )

    assert "nobody there has an account" in page.content.decode()
    assert Questionnaire.objects.get().state == "draft"


def test_answers_that_are_being_written_are_not_shown(programme, as_role):
    reply = make_reply(programme, filled=True)

    for name, pk in (("vendor_reply", reply.pk), ("compare_replies", reply.questionnaire_id)):
        page = as_role("manager").get(reverse(name, args=[programme.pk, pk])).content.decode()
        assert "We follow a standard." not in page


def test_differences_and_gaps_are_found(programme):
    asked = make_questionnaire(programme)
    for value in ("yes", "no"):
        answered_by(asked, 1, yes_no=value, number="" if value == "no" else "5")
    late = send(asked, make_vendor(programme)).reply

    beside = compare_answers(Questionnaire.objects.get())

    assert {row.question.kind: row.standing for row in beside.rows} == {
        "text": "same",
        "yes_no": "differ",
        "number": "missing",
        "choice": "same",
        "file": "missing",
    }
    assert ([row.question.kind for row in beside.found(show="differ")], beside.waiting) == (["yes_no"], [late])
    assert [row.question.kind for row in beside.found(words="STANDARD")] == ["text"]


def test_answers_stand_by_criterion_for_the_page_of_scores(programme):
    asked = make_questionnaire(programme, ("text", "number"))
    criterion = asked.round.criteria.first()
    asked.questions.filter(kind="text").update(criterion=criterion)
    one, other = answered_by(asked, 2)

    found = answers_for(one.vendor, [criterion])

    assert {pk: [said.words for said in answers] for pk, answers in found.items()} == {
        criterion.pk: ["We follow a standard."]
    }
    assert set(answers_of([one.vendor, other.vendor], [criterion])) == {one.vendor_id, other.vendor_id}
    assert answers_for(make_vendor(programme), [criterion]) == {}


def test_answers_of_many_vendors_take_four_queries(programme, django_assert_num_queries):
    asked = make_questionnaire(programme, ("text",))
    criterion = asked.round.criteria.first()
    asked.questions.update(criterion=criterion)
    vendors = [reply.vendor for reply in answered_by(asked, 6)]

    with django_assert_num_queries(4):
        assert len(answers_of(vendors, [criterion])) == 6


def test_the_home_of_a_vendor_contact_shows_its_own_and_nothing_else(programme, as_role):
    contact = user_as("vendor_contact", programme)
    own, other = make_vendor(programme, "Alder", contacts=[contact]), make_vendor(programme, "Birch")
    mine, theirs = (send(make_questionnaire(programme), vendor).reply for vendor in (own, other))
    client = as_role("vendor_contact")

    page = client.get(reverse("vendor_home", args=[programme.pk])).content.decode()

    assert mine.questionnaire.name in page and theirs.questionnaire.name not in page
    assert client.get(reverse("my_reply", args=[programme.pk, theirs.pk])).status_code == 403


def test_a_vendor_contact_comes_to_its_own_pages_first(programme, as_role):
    answer = as_role("vendor_contact").get(reverse("path", args=[programme.pk]))

    assert answer.url == reverse("vendor_home", args=[programme.pk])


def test_a_question_back_waits_on_the_vendors_pages(programme, as_role):
    contact = user_as("vendor_contact", programme)
    vendor = make_vendor(programme, contacts=[contact])
    reply = make_reply(programme, vendor=vendor, submitted=True)
    ask_back(reply, question=question(reply, "text"), text="Which one?", by=user_as("manager", programme))

    page = as_role("vendor_contact").get(reverse("my_reply", args=[programme.pk, reply.pk])).content.decode()

    assert "Which one?" in page and "We follow a standard." in page
