"""The pages of customers' voice as people use them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from change_mgmt.voice.models import Ask, Hearing, Panel
from implementation.programme.models import Task
from implementation.rollout.models import Module
from tests.factories import make_programme, user_as
from tests.voice.factories import make_ask, make_hearing, make_panel, make_settled

pytestmark = pytest.mark.django_db


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_thirty_rows_cost_as_many_queries_as_one(programme, as_role):
    client = as_role("manager")
    addresses = [reverse(name, args=[programme.pk]) for name in ("voice", "hearings", "customer_panels", "asks_xlsx")]
    module = Module.objects.filter(programme=programme).first()

    def more():
        hearing = make_hearing(programme, kind="panel", panel=make_panel(programme), module=module)
        make_settled(programme, hearing=hearing, module=module)
        make_ask(programme, hearing=hearing, module=module)

    more()
    one = [queries_of(client, address) for address in addresses]
    for _ in range(29):
        more()

    assert [queries_of(client, address) for address in addresses] == one


def test_one_talk_and_one_panel_with_thirty_rows_cost_as_many_queries_as_with_one(programme, as_role):
    client, panel = as_role("manager"), make_panel(programme)
    hearing = make_hearing(programme, panel=panel)
    make_ask(programme, hearing=hearing)
    addresses = [hearing.get_absolute_url(), panel.get_absolute_url()]
    one = [queries_of(client, address) for address in addresses]

    for _ in range(29):
        make_ask(programme, hearing=hearing)
        make_hearing(programme, panel=panel)

    assert [queries_of(client, address) for address in addresses] == one


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("voice", "No customer has been heard yet"),
        ("hearings", "No customer has been heard yet"),
        ("customer_panels", "No panel yet"),
    ],
)
def test_an_empty_page_says_what_to_do(programme, as_role, name, words):
    assert words in as_role("member").get(reverse(name, args=[programme.pk])).content.decode()


def test_a_talk_then_what_was_asked_for_then_the_answer_then_the_telling(programme, as_role):
    member, client = user_as("member", programme), as_role("member")

    client.post(
        reverse("new_hearing", args=[programme.pk]),
        {"kind": "visit", "on": timezone.localdate(), "by": member.pk, "customers": "Harbour Pumps", "heard": 2},
    )
    hearing = Hearing.objects.get()
    client.post(
        reverse("new_ask", args=[programme.pk, hearing.pk]),
        {"words": "One person who knows us.", "theme": "personal", "customers": 2},
    )
    ask = Ask.objects.get()
    client = as_role("manager")
    client.post(reverse("take_up_ask", args=[programme.pk, ask.pk]), {"reason": "A named contact."})
    client.post(reverse("finish_ask", args=[programme.pk, ask.pk]), {"reason": "It is Ms Lin."})
    alarm = client.get(reverse("voice", args=[programme.pk])).content.decode()
    client.post(reverse("tell_back", args=[programme.pk, ask.pk]), {"on": timezone.localdate(), "how": "On a visit."})

    ask.refresh_from_db()
    assert "Not told back yet: 1" in alarm
    assert (ask.state, ask.reason, ask.told_how) == ("done", "It is Ms Lin.", "On a visit.")
    assert "Not told back yet" not in client.get(reverse("voice", args=[programme.pk])).content.decode()


def test_a_wish_is_given_as_a_task_only_with_a_day(programme, as_role):
    ask, manager, client = make_ask(programme), user_as("manager", programme), as_role("manager")
    address = reverse("take_up_ask", args=[programme.pk, ask.pk])

    refused = client.post(address, {"reason": "Yes.", "owner": manager.pk})
    client.post(address, {"reason": "Yes.", "owner": manager.pk, "due": "2026-12-24"})

    assert "due" in refused.context["form"].errors
    assert Task.objects.get().about == ask
    assert ask.words in client.get(ask.get_absolute_url()).content.decode()


def test_a_second_answer_says_who_was_first_and_keeps_the_words(programme, as_role):
    ask = make_settled(programme)

    page = as_role("manager").post(reverse("decline_ask", args=[programme.pk, ask.pk]), {"reason": "My words."})

    assert "is not possible" in page.content.decode()
    assert "My words." in page.content.decode()


def test_what_belongs_to_others_is_refused(programme, as_role):
    other = make_programme()
    foreign = make_ask(other)
    client = as_role("manager")

    pages = [client.get(reverse(name, args=[programme.pk, foreign.pk])) for name in ("ask", "edit_ask", "finish_ask")]
    page = client.post(
        reverse("new_hearing", args=[programme.pk]),
        {"kind": "panel", "customers": "x", "heard": 1, "on": "2026-01-01", "panel": make_panel(other).pk},
    )

    assert [page.status_code for page in pages] == [404] * 3
    assert "panel" in page.context["form"].errors


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "done"}, ["Call me back"]),
        ({"theme": "money"}, ["Cheaper"]),
        ({"q": "cheap"}, ["Cheaper"]),
        ({"untold": "1"}, ["Call me back"]),
        ({"module": "999999999999999"}, []),
        ({"state": "ghost", "theme": "ghost", "module": "x", "sort": "x"}, ["Cheaper", "Call me back"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(programme, as_role, query, found):
    make_settled(programme, words="Call me back", theme="reach", customers=1)
    make_ask(programme, words="Cheaper", theme="money", customers=5)

    page = as_role("executive").get(reverse("voice", args=[programme.pk]), query)

    assert [ask.words for ask in page.context["page"]] == found


def test_the_workbook_is_safe_and_has_what_the_address_asks_for(programme, as_role):
    make_ask(programme, words="=HYPERLINK()", theme="money", customers=5)
    make_ask(programme, words="Other", theme="reach")

    data = as_role("member").get(reverse("asks_xlsx", args=[programme.pk]), {"theme": "money"}).content

    rows = list(load_workbook(io.BytesIO(data)).active.values)
    assert [row[0] for row in rows] == ["What was asked for", "'=HYPERLINK()"]


def test_a_panel_is_made_and_leads_to_its_talks(programme, as_role):
    client, manager = as_role("manager"), user_as("manager", programme)

    client.post(
        reverse("new_customer_panel", args=[programme.pk]),
        {"name": "Pilot region", "size": 8, "how_chosen": "By size.", "looked_after_by": manager.pk},
    )
    panel = Panel.objects.get()
    form = client.get(reverse("new_hearing", args=[programme.pk]), {"panel": panel.pk}).context["form"]

    assert (panel.size, form["panel"].initial) == (8, panel.pk)
    assert "This panel has not met yet." in client.get(panel.get_absolute_url()).content.decode()
