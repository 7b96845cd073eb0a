"""The page behind a link, as somebody on a phone has it."""

import logging

import pytest
from django.core.cache import caches
from lxml import html

from change_mgmt.survey import flood
from change_mgmt.survey.models import Answer, Invitation, Remark, Survey
from core import links
from tests.factories import user_as
from tests.survey.factories import days, make_open_survey

pytestmark = pytest.mark.django_db

FULL = {f"q{n}": str(n + 1) for n in range(5)}


@pytest.fixture
def link(programme) -> Invitation:
    return make_open_survey(programme).invitations.select_related("survey").first()


def at(link) -> str:
    return f"/survey/{link.token}/"


def heading(answer) -> str:
    return html.fromstring(answer.content.decode()).findtext(".//h1")


def test_the_page_asks_five_things_and_needs_no_account(client, link):
    answer = client.get(at(link))

    page = html.fromstring(answer.content.decode())
    assert (answer.status_code, heading(answer), len(page.findall(".//fieldset"))) == (200, "Before the pilot", 5)
    assert [len(part.findall(".//input[@type='radio']")) for part in page.findall(".//fieldset")] == [5] * 5


def test_an_answer_leads_to_a_page_that_knows_nothing_of_the_link(client, link):
    sent = client.post(at(link), FULL | {"remark": "Good."})
    thanks = client.get(sent.url)

    assert (sent.status_code, sent.url, heading(thanks)) == (302, "/survey/thanks/?lang=en", "Thank you")
    assert (Answer.objects.get().values, Remark.objects.get().text) == ([1, 2, 3, 4, 5], "Good.")


def test_a_second_press_says_that_the_answer_is_kept(client, link):
    client.post(at(link), FULL)

    again = client.post(at(link), FULL)

    assert (again.status_code, heading(again), Answer.objects.count()) == (410, "This link has been used", 1)


@pytest.mark.parametrize("token", ["guessed", "9" * 64, "²", "a" * 5000, "..%2f"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guessed_link_opens_nothing(client, db, token, method):
    answer = getattr(client, method)(f"/survey/{token}/", FULL)

    assert (answer.status_code, Answer.objects.count()) == (404, 0)


def test_a_guessed_link_has_a_page_that_says_what_to_do(client, db):
    answer = client.get(f"/survey/{links.fresh()}/")

    assert heading(answer) == "No survey behind this link"


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"state": "closed"}, 410, "This survey has ended"),
        ({"opens_on": days(-9), "closes_on": days(-3)}, 410, "This survey has ended"),
        ({"opens_on": days(3)}, 200, "This survey has not begun yet"),
    ],
)
def test_a_link_outside_its_days_has_a_clear_page(client, link, change, status, words):
    Survey.objects.filter(pk=link.survey_id).update(**change)

    shown, sent = client.get(at(link)), client.post(at(link), FULL)

    assert [(each.status_code, heading(each)) for each in (shown, sent)] == [(status, words)] * 2
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    "given",
    [
        {},
        FULL | {"q2": ""},
        FULL | {"q2": "6"},
        FULL | {"q2": "no"},
        FULL | {"remark": "a" * 1001},
        FULL | {"q2": ["1", "x"]},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, link, given):
    answer = client.post(at(link), given)

    assert (answer.status_code, Answer.objects.count()) == (200, 0)
    assert Invitation.objects.get(pk=link.pk).state == "asked"


def test_entries_stay_when_one_is_missing(client, link):
    answer = client.post(at(link), {"q0": "4", "remark": "Kept."})

    page = html.fromstring(answer.content.decode())
    chosen = [(box.get("name"), box.get("value")) for box in page.findall(".//input[@checked]")]
    assert (chosen, page.findtext(".//textarea").strip()) == ([("q0", "4")], "Kept.")
    assert len(page.findall(".//p[@class='scale-error']")) == 4


def test_another_language_keeps_what_was_filled_in(client, link):
    answer = client.post(at(link), {"q0": "4", "q3": "2", "remark": "Kept.", "switch": "zh-hant", "lang": "en"})

    page = html.fromstring(answer.content.decode())
    chosen = [(box.get("name"), box.get("value")) for box in page.findall(".//input[@checked]")]
    assert (answer.status_code, page.get("lang"), answer["Content-Language"]) == (200, "zh-Hant", "zh-hant")
    assert (chosen, page.findtext(".//textarea").strip(), page.findall(".//p[@class='scale-error']")) == (
        [("q0", "4"), ("q3", "2")],
        "Kept.",
        [],
    )
    assert (Answer.objects.count(), page.find(".//input[@name='lang']").get("value")) == (0, "zh-hant")


@pytest.mark.parametrize(
    ("own", "address", "browser", "seen"),
    [
        ("zh-hant", "", "en", "zh-Hant"),
        ("zh-hant", "?lang=zh-hans", "en", "zh-Hans"),
        ("", "", "zh-hans", "zh-Hans"),
        ("", "?lang=nonsense", "en", "en"),
        ("", "?lang=\u00b2", "de", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_the_persons_else_the_browsers(
    client, link, own, address, browser, seen
):
    type(link.employee).objects.filter(pk=link.employee_id).update(language=own)

    answer = client.get(at(link) + address, headers={"accept-language": browser})

    assert html.fromstring(answer.content.decode()).get("lang") == seen


def test_who_is_signed_in_is_not_looked_at(client, link, programme):
    manager = user_as("manager", programme)
    type(manager).objects.filter(pk=manager.pk).update(language="zh-hans")
    client.force_login(manager)

    shown = client.get(at(link))
    client.post(at(link), FULL)

    assert (html.fromstring(shown.content.decode()).get("lang"), manager.name in shown.content.decode()) == (
        "en",
        False,
    )
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("address", ["open", "used", "guessed", "thanks"])
def test_pages_are_kept_by_nobody_and_pass_no_address_on(client, link, address):
    path = {"open": at(link), "used": at(link), "guessed": "/survey/guessed/", "thanks": "/survey/thanks/"}[address]
    if address == "used":
        client.post(at(link), FULL)

    answer = client.get(path)

    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "strict-origin")
    assert "no-store" in answer["Cache-Control"]


def test_no_line_is_logged_of_an_answer(client, link, caplog):
    with caplog.at_level(logging.DEBUG):
        client.get(at(link))
        client.post(at(link), FULL)

    assert [record.getMessage() for record in caplog.records if link.token in record.getMessage()] == []


def test_many_wrong_links_are_slowed_and_right_ones_are_not(client, link, settings, monkeypatch):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "test_flood"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()
    monkeypatch.setattr(flood, "MOST_WRONG", 3)

    statuses = [client.get(f"/survey/wrong{n}/").status_code for n in range(5)]

    assert (statuses, client.get(at(link)).status_code) == ([404, 404, 404, 429, 429], 200)


def test_the_page_asks_the_same_few_queries_whatever_the_size(client, link, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(at(link))
