"""The page of the reader: opened, acknowledged, in their language, closed when the message is."""

import pytest
from django.urls import reverse

from change_mgmt.communication import actions
from change_mgmt.communication.models import Delivery
from core.models import AuditEntry
from core.workflow import perform
from tests.communication.factories import make_sent, queries
from tests.factories import make_programme, user_as
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db
TEXTS = {"en": ("The pilot starts", "We **begin**."), "zh-hant": ("試點開始", "我們開始。")}


def page_of(delivery):
    return reverse("read_message", args=[delivery.token])


@pytest.fixture
def delivery(programme):
    return make_sent(programme, texts=TEXTS).deliveries.get()


def marks(delivery):
    found = Delivery.objects.get(pk=delivery.pk)
    return found.opened_at is not None, found.acknowledged_at is not None


def test_opening_the_page_counts_as_opened_and_not_as_acknowledged(client, delivery):
    answer = client.get(page_of(delivery))

    assert answer.status_code == 200
    assert "<strong>begin</strong>" in answer.content.decode()
    assert marks(delivery) == (True, False)


def test_a_program_that_only_asks_for_the_head_opens_nothing(client, delivery):
    client.head(page_of(delivery))

    assert marks(delivery) == (False, False)


def test_the_button_acknowledges_once_with_one_entry(client, delivery):
    for _press in range(2):
        answer = client.post(page_of(delivery))

    assert (answer.status_code, answer.url) == (302, page_of(delivery))
    assert marks(delivery) == (True, True)
    assert AuditEntry.objects.filter(label="communication.delivery").values_list("verb", "actor").get() == (
        "acknowledged",
        None,
    )
    assert "Thank you: you said on" in client.get(page_of(delivery)).content.decode()


def test_the_trail_names_no_reader(client, delivery):
    client.post(page_of(delivery))

    line = AuditEntry.objects.get(label="communication.delivery")
    assert delivery.name not in f"{line.title} {line.before} {line.after}"


def test_the_page_speaks_the_language_of_its_reader(client, programme):
    make_employee(programme, language="zh-hant")
    delivery = make_sent(programme, texts=TEXTS).deliveries.get(language="zh-hant")

    assert '<h1 lang="zh-Hant">試點開始</h1>' in client.get(page_of(delivery)).content.decode()


def test_what_is_chosen_on_the_page_wins(client, delivery):
    client.post(reverse("language"), {"language": "zh-hant", "next": page_of(delivery)})

    assert "試點開始" in client.get(page_of(delivery)).content.decode()


def test_a_language_that_is_not_written_is_told(client, programme):
    make_employee(programme, language="zh-hans")
    delivery = make_sent(programme).deliveries.get(language="zh-hans")
    client.cookies["django_language"] = "en"
    client.get(page_of(delivery))
    client.cookies["django_language"] = "zh-hant"

    answer = client.get(page_of(delivery))

    assert (answer.status_code, answer.context["wording"].language_name) == (200, "English")
    assert answer.context["wording"].is_stand_in


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_a_guessed_link_leads_nowhere(client, delivery, method):
    assert getattr(client, method)(reverse("read_message", args=["guessed"])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_message_that_was_withdrawn_is_gone(client, delivery, programme, method):
    perform(delivery.message, "withdraw", by=user_as("manager", programme), note="The day is wrong.")

    answer = getattr(client, method)(page_of(delivery))

    assert answer.status_code == 410
    assert "This message was withdrawn" in answer.content.decode()
    assert marks(delivery) == (False, False)


def test_the_page_is_kept_and_passed_on_by_nobody(client, delivery):
    answer = client.get(page_of(delivery))

    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in answer["Cache-Control"]


def test_who_has_an_account_reads_it_there_in_their_own_name(client, programme):
    member = user_as("member", programme)
    make_employee(programme, user=member)
    message = make_sent(programme)
    address = reverse("my_message", args=[programme.pk, message.pk])
    client.force_login(member)

    assert client.get(address).status_code == 200
    client.post(address)

    assert marks(message.deliveries.get(user=member)) == (True, True)
    assert AuditEntry.objects.get(label="communication.delivery").actor == member
    listed = client.get(reverse("my_messages", args=[programme.pk])).content.decode()
    assert "The pilot starts" in listed
    assert "You have read it" in listed


def test_nobody_reads_what_was_sent_to_somebody_else(client, programme):
    message = make_sent(programme)
    client.force_login(user_as("member", programme))

    assert client.get(reverse("my_message", args=[programme.pk, message.pk])).status_code == 404


def test_a_message_of_another_programme_is_not_found(client, programme):
    member = user_as("member", programme)
    elsewhere = make_programme()
    make_employee(elsewhere, user=member)
    message = make_sent(elsewhere)
    client.force_login(member)

    assert client.get(reverse("my_message", args=[programme.pk, message.pk])).status_code == 404


def test_acknowledging_says_whether_it_was_the_first_time(delivery):
    assert [actions.acknowledge(delivery), actions.acknowledge(delivery)] == [True, False]


def test_my_messages_ask_the_same_queries_for_any_number(client, programme):
    member = user_as("member", programme)
    make_employee(programme, user=member)
    client.force_login(member)

    make_sent(programme, employees=0)
    one = queries(client, reverse("my_messages", args=[programme.pk]))
    for _each in range(29):
        make_sent(programme, employees=0)

    assert queries(client, reverse("my_messages", args=[programme.pk])) == one
