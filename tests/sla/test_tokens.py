"""Tokens: made once, shown once, revoked with a reason."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import deadlines
from core.models import AuditEntry
from core.refusal import Refused
from sla.models import ApiToken
from sla.tokens import make_token, revoke_token
from tests.factories import user_as
from tests.sla.api.calls import get, make_key
from tests.sla.factories import make_agreement

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Uptime Kuma, office",
    "source_note": "Our own.",
    "may_write": "on",
    "monitor_names": "shop\n\n shop \nmail",
}


@pytest.fixture
def agreement(programme):
    return make_agreement(programme)


@pytest.fixture
def page(agreement):
    return reverse("new_token", args=[agreement.programme_id, agreement.pk])


def test_a_token_leaves_one_audit_entry_without_its_key(agreement):
    token, key = make_key(agreement)

    entry = AuditEntry.objects.get(label="sla.apitoken")
    assert (entry.verb, entry.object_id, entry.actor) == ("created", token.pk, user_as("manager", agreement.programme))
    assert token.digest not in str(entry.after) and key not in str(entry.after)


@pytest.mark.parametrize("role", ["executive", "member", "sponsor", "vendor_contact"])
def test_who_does_not_edit_makes_and_revokes_none(agreement, role):
    person = user_as(role, agreement.programme)
    token, _key = make_key(agreement)

    with pytest.raises(PermissionDenied):
        make_token(ApiToken(agreement=agreement, name="Mine"), by=person)
    with pytest.raises(PermissionDenied):
        revoke_token(token, by=person, note="Lost.")


def test_a_token_is_revoked_once_with_who_and_why(agreement):
    token, _key = make_key(agreement)
    manager = user_as("manager", agreement.programme)

    revoked = revoke_token(token, by=manager, note=" Lost. ")

    assert (revoked.state, revoked.revoked_by, revoked.revoked_why) == ("revoked", manager, "Lost.")
    with pytest.raises(Refused):
        revoke_token(token, by=manager, note="Again.")
    assert AuditEntry.objects.filter(label="sla.apitoken", verb="revoke").count() == 1


def test_a_token_is_not_revoked_without_a_reason(agreement):
    token, _key = make_key(agreement)

    with pytest.raises(Refused):
        revoke_token(token, by=user_as("manager", agreement.programme), note=" ")


@pytest.mark.parametrize(
    "fields",
    [{"may_write": False, "may_read": False}, {"expires_on": datetime.date(2020, 1, 1)}, {"name": ""}],
)
def test_a_token_that_makes_no_sense_is_not_made(agreement, fields):
    with pytest.raises(ValidationError):
        make_key(agreement, **fields)
    assert ApiToken.objects.count() == 0


def test_a_source_has_one_token_that_works(agreement):
    token, _key = make_key(agreement, name="Kuma")

    with pytest.raises(ValidationError, match="a token for this source already"):
        make_key(agreement, name="Kuma")
    revoke_token(token, by=user_as("manager", agreement.programme), note="Lost.")

    assert make_key(agreement, name="Kuma")[0].works


def test_the_key_is_shown_once_and_works(agreement, as_role, page):
    client = as_role("manager")

    answer = client.post(page, FORM)

    key = answer.context["key"]
    assert (answer.status_code, answer["Cache-Control"].count("no-store")) == (200, 1)
    assert key in answer.content.decode()
    assert get(key, "ping").json()["monitors"] == ["shop", "mail"]
    assert key not in client.get(ApiToken.objects.get().get_absolute_url()).content.decode()


def test_the_second_press_makes_no_second_token(as_role, page):
    client = as_role("manager")

    client.post(page, FORM)
    again = client.post(page, FORM)

    assert "a token for this source already" in again.content.decode()
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"monitor_names": "x" * 201}, {"monitor_names": "\n".join(map(str, range(101)))}])
def test_monitors_that_cannot_be_kept_are_refused(as_role, page, wrong):
    answer = as_role("manager").post(page, FORM | wrong)

    assert "monitor_names" in answer.context["form"].errors
    assert ApiToken.objects.count() == 0


def test_a_token_is_revoked_on_its_page(agreement, as_role):
    token, key = make_key(agreement)
    client = as_role("consultant")
    address = reverse("revoke_token", args=[agreement.programme_id, token.pk])

    empty = client.post(address, {"note": ""})
    answer = client.post(address, {"note": "Seen by others."})

    assert (empty.status_code, answer.status_code, get(key, "ping").status_code) == (200, 302, 401)
    assert "Seen by others." in client.get(answer.url).content.decode()


def test_the_list_begins_with_an_example_that_can_be_copied(agreement, as_role):
    answer = as_role("manager").get(reverse("api_tokens", args=[agreement.programme_id, agreement.pk])).content.decode()

    assert "No source yet" in answer
    assert "/api/v1/measurements" in answer


def test_many_tokens_take_as_many_queries_as_one(agreement, as_role):
    client, address = as_role("manager"), reverse("api_tokens", args=[agreement.programme_id, agreement.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    make_key(agreement)
    queries()
    before = queries()
    for _ in range(30):
        make_key(agreement)

    assert queries() == before


def test_a_token_that_ends_soon_waits_for_who_made_it(agreement):
    token, _key = make_key(agreement, expires_on=timezone.localdate() + datetime.timedelta(days=5))

    found = [item for item in deadlines.upcoming(agreement.programme, until=token.expires_on) if item.icon == "key"]

    assert [(item.on, token.made_by_id in item.who) for item in found] == [(token.expires_on, True)]
