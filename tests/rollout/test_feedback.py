"""Feedback by a link without an account: the link, the page behind it, what becomes of an answer."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from core.models import AuditEntry
from core.refusal import Refused
from implementation.rollout import actions
from implementation.rollout.actions import feedback as doing
from implementation.rollout.forms.feedback import new_stamp
from implementation.rollout.models import Feedback, FeedbackLink, PilotIssue
from implementation.rollout.opinions import opinion_chart, opinions_from
from tests.factories import make_programme, user_as
from tests.rollout.factories import make_feedback, make_link, make_pilot, make_running_pilot

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(programme):
    return make_running_pilot(programme, name="Quotes")


def address(link) -> str:
    return reverse("give_feedback", args=[link.token])


def said(**fields):
    return {"rating": "4", "helps": "", "hinders": "", "name": "", "stamp": new_stamp()} | fields


def test_a_link_is_kept_by_its_hash_and_shown_again_to_those_who_run_the_pilot(pilot):
    link = make_link(pilot)

    kept = FeedbackLink.objects.get()
    assert (kept.token, len(kept.token), kept.token in str(kept.__dict__)) == (link.token, 64, False)
    assert kept.address.endswith(f"/feedback/{link.token}/")
    entry = AuditEntry.objects.get(label="rollout.feedbacklink")
    assert {"seed", "token_sha256"} & set(entry.after) == set()


def test_a_link_made_under_another_key_works_and_is_not_shown_wrongly(pilot, settings, client):
    link = make_link(pilot)
    token, settings.SECRET_KEY = link.token, "another key, at least fifty characters long, for this test only"

    assert FeedbackLink.objects.get().address == ""
    assert client.get(reverse("give_feedback", args=[token])).status_code == 200


def test_a_renewed_link_closes_the_one_before(pilot, client):
    old, new = make_link(pilot), make_link(pilot)

    assert [client.get(address(link)).status_code for link in (old, new)] == [410, 200]
    assert AuditEntry.objects.filter(label="rollout.feedbacklink", verb="withdrawn").count() == 1


def test_no_link_before_the_start_nor_after_the_end(programme, pilot):
    manager = user_as("manager", programme)
    with pytest.raises(Refused, match="has not started"):
        actions.make_link(make_pilot(programme), by=manager)
    actions.roll_back_pilot(pilot, by=manager, note="Lost orders.")
    with pytest.raises(Refused, match="is over"):
        actions.make_link(pilot, by=manager)


def test_the_lead_opens_a_link_whatever_their_role_and_another_member_does_not(programme):
    lead = user_as("member", programme)
    pilot = make_running_pilot(programme, lead=lead)

    assert actions.make_link(pilot, by=lead).made_by == lead
    with pytest.raises(PermissionDenied):
        actions.make_link(pilot, by=user_as("executive", programme))


def test_a_link_leads_nowhere_when_it_is_guessed_withdrawn_late_or_of_a_pilot_that_is_over(programme, pilot, client):
    link, manager = make_link(pilot), user_as("manager", programme)
    name = programme.organisation.name

    for token, status in (("guessed", 404), ("é" * 3000, 404)):
        page = client.get(reverse("give_feedback", args=[token]))
        assert (page.status_code, name in page.content.decode(), "Quotes" in page.content.decode()) == (
            status,
            False,
            False,
        )
    FeedbackLink.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    late = client.post(address(link), said())
    FeedbackLink.objects.update(expires_at=timezone.now() + datetime.timedelta(days=1))
    actions.withdraw_link(FeedbackLink.objects.get(), by=manager)
    withdrawn = client.get(address(link))
    FeedbackLink.objects.update(withdrawn_at=None)
    actions.roll_back_pilot(pilot, by=manager, note="Lost orders.")
    over = client.get(address(link))

    for page in (late, withdrawn, over):
        assert (page.status_code, name in page.content.decode(), "Quotes" in page.content.decode()) == (
            410,
            False,
            False,
        )
    assert not Feedback.objects.exists()


def test_an_answer_is_sent_by_anybody_who_has_the_link(pilot, client):
    place = pilot.departments.get()

    answer = client.post(
        address(make_link(pilot)), said(rating="2", hinders="六次点击", department=place.pk, name="李")
    )

    kept = Feedback.objects.get()
    assert (answer.status_code, kept.rating, kept.hinders, kept.department, kept.name) == (
        302,
        2,
        "六次点击",
        place,
        "李",
    )
    assert "Thank you" in client.get(answer.url).content.decode()
    entry = AuditEntry.objects.get(label="rollout.feedback", verb="created")
    assert (entry.actor, "name" in entry.after) == (None, False)


@pytest.mark.parametrize(
    "given",
    [
        {"rating": ""},
        {"rating": "6"},
        {"rating": ["1", "x"]},
        {"rating": "²"},
        {"hinders": "x" * 1001},
        {"department": "999999999999999999999"},
        {"stamp": ""},
        {"stamp": "made:up:one"},
        {"name": "x" * 500},
    ],
)
def test_what_cannot_be_is_refused_on_the_page_and_writes_nothing(pilot, client, given):
    page = client.post(address(make_link(pilot)), said(helps="Kept.") | given)

    assert (page.status_code, "Not saved." in page.content.decode()) == (200, True)
    assert "Kept." in page.content.decode()
    assert not Feedback.objects.exists()


def test_a_nul_is_a_bad_request(pilot, client):
    assert client.post(address(make_link(pilot)), said(helps="a\0b")).status_code == 400


def test_a_department_outside_the_pilot_is_no_choice(programme, pilot, client):
    outside = programme.organisation.departments.exclude(pk=pilot.departments.get().pk).get()

    page = client.post(address(make_link(pilot)), said(department=outside.pk))

    assert "Select a valid choice" in page.content.decode()


def test_a_page_sent_twice_and_the_same_words_again_are_kept_once(pilot, client):
    link, twice = make_link(pilot), said()

    for given in (twice, twice, said(helps="Search."), said(helps=" search. ")):
        assert client.post(address(link), given).status_code == 302

    assert Feedback.objects.count() == 2


def test_two_people_without_words_are_two_answers(pilot, client):
    link = make_link(pilot)

    for _person in range(2):
        client.post(address(link), said())

    assert Feedback.objects.count() == 2


def test_a_flood_is_refused_with_a_sentence(pilot, client, monkeypatch):
    link = make_link(pilot)
    monkeypatch.setattr(doing, "MOST_IN_TEN_MINUTES", 2)
    for _n in range(2):
        client.post(address(link), said())

    page = client.post(address(link), said(helps="Mine."))

    assert (page.status_code, "again in ten minutes" in page.content.decode()) == (429, True)
    assert "Mine." in page.content.decode()
    assert Feedback.objects.count() == 2


def test_a_pilot_takes_no_more_than_it_can(pilot, monkeypatch):
    link = make_link(pilot)
    monkeypatch.setattr(doing, "MOST_IN_ALL", 1)
    make_feedback(pilot, link=link)

    with pytest.raises(doing.Flood, match="Speak to its lead"):
        make_feedback(pilot, link=link)


def test_the_list_shows_answers_with_their_average_and_filters(programme, pilot, as_role):
    link = make_link(pilot)
    make_feedback(pilot, 5, link=link, helps="Quick.")
    make_feedback(pilot, 2, link=link, hinders="Slow.")
    client, page = as_role("executive"), reverse("pilot_feedback", args=[programme.pk, pilot.pk])

    everything, low = client.get(page).content.decode(), client.get(page, {"rating": "2"}).content.decode()

    assert "2 answers, 3.5 of 5 on average." in everything
    assert ("Quick." in low, "Slow." in low) == (False, True)
    assert link.token not in everything
    assert link.token in as_role("manager").get(page).content.decode()


def test_the_list_asks_the_database_no_more_for_many(programme, pilot, as_role, django_assert_max_num_queries):
    link = make_link(pilot)
    make_feedback(pilot, link=link)
    client, page = as_role("manager"), reverse("pilot_feedback", args=[programme.pk, pilot.pk])
    client.get(page)
    with django_assert_max_num_queries(1000) as one:
        client.get(page)
    asked = len(one)
    for n in range(29):
        make_feedback(pilot, 3, link=link, helps=f"{n}", department=pilot.departments.get())
    client.get(page)

    with django_assert_max_num_queries(asked):
        assert client.get(page).status_code == 200


def test_the_code_for_phones_is_a_picture(programme, pilot, as_role):
    answer = as_role("manager").get(reverse("feedback_code", args=[programme.pk, make_link(pilot).pk]))

    assert (answer["Content-Type"], answer.content[:5]) == ("image/svg+xml", b"<?xml")


def test_what_became_of_it_is_said_with_a_name(programme, pilot, as_role):
    feedback = make_feedback(pilot, hinders="Slow.")

    as_role("manager").post(
        reverse("answer_feedback", args=[programme.pk, feedback.pk]), {"answer": "Made quicker.", "revision": 0}
    )

    kept = Feedback.objects.get()
    assert (kept.answer, kept.answered_by) == ("Made quicker.", user_as("manager", programme))
    assert AuditEntry.objects.filter(label="rollout.feedback", verb="answered").count() == 1


def test_one_press_makes_an_issue_and_the_second_finds_it(programme, pilot, as_role):
    feedback = make_feedback(pilot, 1, hinders="Slow " * 60, name="Ann")
    client, press = as_role("member"), reverse("feedback_to_issue", args=[programme.pk, feedback.pk])

    answers = [client.post(press).url for _press in range(2)]

    issue = PilotIssue.objects.get()
    assert answers == [issue.get_absolute_url()] * 2
    assert (issue.severity, issue.reported_by, len(issue.title), issue.title[-1]) == (2, "Ann", 120, "…")


def test_an_answer_without_words_becomes_an_issue_with_a_title(programme, pilot):
    issue = actions.issue_from_feedback(make_feedback(pilot, 2), by=user_as("manager", programme))

    assert issue.title == "Works badly: 2 of 5"


def test_another_programmes_answers_and_links_are_not_found(programme, as_role):
    other = make_running_pilot(make_programme())
    feedback, client = make_feedback(other), as_role("manager")

    assert client.get(reverse("answer_feedback", args=[programme.pk, feedback.pk])).status_code == 404
    assert client.post(reverse("feedback_to_issue", args=[programme.pk, feedback.pk])).status_code == 404
    assert client.post(reverse("withdraw_feedback_link", args=[programme.pk, feedback.link_id])).status_code == 404
    assert client.get(reverse("pilot_feedback", args=[programme.pk, other.pk])).status_code == 404


def test_the_page_behind_the_link_speaks_the_language_of_the_browser(pilot):
    link = make_link(pilot)

    with translation.override("en"):  # and back again: no response of the test client puts the language back
        page = Client(headers={"accept-language": "zh-TW"}).get(address(link))

    assert 'lang="zh-Hant"' in page.content.decode()


MONDAY = datetime.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], (0, None, [])),
        ([(MONDAY, 4)], (1, 4.0, [(MONDAY, 1, 4.0)])),
        (
            [(MONDAY, 4), (MONDAY + datetime.timedelta(days=6), 1), (MONDAY + datetime.timedelta(days=7), 5)],
            (3, 10 / 3, [(MONDAY, 2, 2.5), (MONDAY + datetime.timedelta(days=7), 1, 5.0)]),
        ),
    ],
)
def test_answers_are_averaged_by_week(answers, expected):
    found = opinions_from(answers)

    assert (
        found.answers,
        found.average,
        [(week.monday, week.answers, week.average) for week in found.weeks],
    ) == expected


def test_where_nobody_spoke_there_is_no_chart():
    assert opinion_chart(opinions_from([])) is None
    assert opinion_chart(opinions_from([(MONDAY, 4)])).rows == [
        [str(opinion_chart(opinions_from([(MONDAY, 4)])).rows[0][0]), 1, "4.0"]
    ]
