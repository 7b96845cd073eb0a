"""Who is let in: the token in the header and nothing else."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sla.models import ApiToken, ApiUse, EventImport, Measurement
from sla.tokens import revoke_token
from tests.factories import make_programme, user_as
from tests.sla.api.calls import UP, get, headers, make_key, send
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(programme):
    return make_agreement(programme)


def test_a_token_says_whose_it_is(agreement):
    token, key = make_key(agreement, monitors=["shop"])

    answer = get(key, "ping")

    assert answer.status_code == 200
    assert {name: value for name, value in answer.json().items() if name != "now"} == {
        "source": token.name,
        "agreement": agreement.pk,
        "name": agreement.name,
        "monitors": ["shop"],
        "may_write": True,
        "may_read": True,
    }


@pytest.mark.parametrize("header", [None, "", "Basic abc", "Bearer", "Bearer plt_abcdefgh_" + "a" * 43, "Bearer é"])
def test_without_the_right_token_nothing_is_said(agreement, header):
    more = {} if header is None else {"HTTP_AUTHORIZATION": header}

    answer = Client().get(reverse("api:ping"), **more)

    reason = "wrong_token" if header else "no_token"
    assert (answer.status_code, answer.json()["reason"]) == (401, reason)
    assert answer["WWW-Authenticate"] == 'Bearer realm="Pilotage"'


def test_a_key_with_one_letter_changed_opens_nothing(agreement):
    _token, key = make_key(agreement)

    answer = get(key[:-1] + ("a" if key[-1] != "a" else "b"), "ping")

    assert answer.status_code == 401


def test_a_session_gives_no_rights(agreement, client):
    client.force_login(user_as("manager", agreement.programme))

    answers = [
        client.get(reverse("api:ping")).status_code,
        client.get(reverse("api:results", args=[agreement.pk])).status_code,
        client.post(reverse("api:measurements"), {"measurements": [UP]}, content_type="application/json").status_code,
    ]

    assert answers == [401, 401, 401]
    assert Measurement.objects.count() == 0


def test_a_call_needs_no_csrf_token_and_sets_no_cookie(agreement):
    _token, key = make_key(agreement)
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(
        reverse("api:measurements"), {"measurements": [UP]}, content_type="application/json", **headers(key)
    )

    assert (answer.status_code, dict(answer.cookies)) == (200, {})


def test_a_revoked_token_opens_nothing(agreement):
    token, key = make_key(agreement)

    revoke_token(token, by=user_as("manager", agreement.programme), note="Lost.")

    assert get(key, "ping").status_code == 401


def test_a_token_works_to_the_end_of_its_last_day(agreement):
    day = datetime.date(2030, 3, 1)
    _token, key = make_key(agreement, expires_on=day)

    with time_machine.travel(datetime.datetime(2030, 3, 1, 23, 59, tzinfo=datetime.UTC), tick=False):
        on_it = get(key, "ping").status_code
    with time_machine.travel(datetime.datetime(2030, 3, 2, 0, 1, tzinfo=datetime.UTC), tick=False):
        after_it = get(key, "ping").status_code

    assert (on_it, after_it) == (200, 401)


def test_another_agreement_is_as_if_it_were_not_there(agreement):
    _token, key = make_key(agreement)
    elsewhere = make_agreement(make_programme())

    answers = [get(key, "results", elsewhere.pk), get(key, "results", 10**9)]

    assert [(answer.status_code, answer.json()["reason"]) for answer in answers] == [(404, "not_found")] * 2


def test_a_token_does_only_what_it_may(agreement):
    _token, reader = make_key(agreement, may_write=False, may_read=True)
    _other, writer = make_key(agreement, may_write=True, may_read=False)

    answers = [send(reader, UP), get(writer, "results", agreement.pk)]

    assert [(answer.status_code, answer.json()["reason"]) for answer in answers] == [
        (403, "may_not_write"),
        (403, "may_not_read"),
    ]
    assert EventImport.objects.count() == 0


def test_it_is_kept_when_a_token_was_used_last(agreement):
    token, key = make_key(agreement)
    before = timezone.now()

    get(key, "ping")

    assert ApiUse.objects.get(token=token).last_at >= before


def test_the_description_is_open_to_everybody_and_there_is_no_other_page():
    answers = [Client().get(f"/api/v1/{page}") for page in ("openapi.json", "docs", "")]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert answers[0].json()["openapi"].startswith("3.1")


def test_who_the_key_belongs_to_is_found_with_one_query(agreement, django_assert_num_queries):
    _token, key = make_key(agreement)

    with django_assert_num_queries(3):  # the token, and the minute that it begins
        get(key, "ping")


def test_the_row_of_a_token_holds_no_key(agreement):
    token, key = make_key(agreement)

    kept = ApiToken.objects.filter(pk=token.pk).values().get()

    assert not any(key in str(value) or key[13:] in str(value) for value in kept.values())
