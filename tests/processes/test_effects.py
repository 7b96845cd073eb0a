"""Telling those whom a process affects, and the page behind their link."""

import datetime
import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from change_mgmt.processes import actions
from change_mgmt.processes.models import Effect, EffectNotice
from change_mgmt.processes.telling import summed, tellings
from core.audit import broken_links
from core.deadlines import upcoming
from core.models import AuditEntry, OutgoingMail
from core.refusal import Refused
from core.workflow import perform
from tests.factories import user_as
from tests.processes.factories import make_effect, make_process
from tests.staff.factories import make_employee

pytestmark = pytest.mark.django_db


@pytest.fixture
def effect(programme):
    return make_effect(make_process(programme), level="front_line", post="Clerk")


def state_of(effect) -> str:
    return Effect.objects.get(pk=effect.pk).state


def tell(effect, programme):
    return actions.tell_by_mail(effect, by=user_as("manager", programme))


def token_of(letter) -> str:
    return re.search(r"/told/(\S+)/", letter.body)[1]


def test_it_affects_those_of_its_department_level_and_post(programme, effect):
    clerk = make_employee(programme, post="clerk")
    make_employee(programme, post="Driver")
    make_employee(programme, post="Clerk", level="top")
    make_employee(programme, post="Clerk", has_left=True)

    assert list(effect.affected()) == [clerk]
    assert tellings([effect])[0].affected == {clerk.pk}


def test_everybody_gets_a_link_of_their_own_in_their_language(programme, effect, django_capture_on_commit_callbacks):
    make_employee(programme, post="Clerk", name="Ann")
    make_employee(programme, post="Clerk", name="Bao", language="zh-hans")

    with django_capture_on_commit_callbacks(execute=True):
        notices = tell(effect, programme)

    assert len({token_of(letter) for letter in mail.outbox}) == 2
    assert all(effect.what in letter.body for letter in mail.outbox)
    assert [notice.way for notice in notices] == ["mail", "mail"]
    assert state_of(effect) == "told"
    # The link left with the mail; the database alone opens nothing.
    token = token_of(mail.outbox[0])
    assert not OutgoingMail.objects.filter(body__contains=token).exists()
    assert not EffectNotice.objects.filter(token_sha256=token).exists()
    assert list(broken_links()) == []


def test_nobody_is_told_twice_of_the_same(programme, effect):
    make_employee(programme, post="Clerk")
    tell(effect, programme)

    with pytest.raises(Refused):
        tell(effect, programme)

    assert EffectNotice.objects.count() == 1


def test_without_an_address_they_are_told_in_person(programme, effect):
    _ann, ben = make_employee(programme, post="Clerk"), make_employee(programme, post="Clerk", email="")
    tell(effect, programme)
    assert state_of(effect) == "to_tell"

    today = timezone.localdate()
    by = user_as("manager", programme)
    (notice,) = actions.tell_in_person(effect, people=[ben], told_on=today, told_by="Eva", by=by)

    assert (notice.employee, notice.way, notice.told_by) == (ben, "in_person", "Eva")
    assert state_of(effect) == "told"
    assert AuditEntry.objects.filter(label=notice.label, object_id=notice.pk, verb="told").count() == 1


def test_only_those_affected_are_marked_as_told_and_not_on_a_day_to_come(programme, effect):
    stranger, clerk = make_employee(programme), make_employee(programme, post="Clerk")
    by, today = user_as("manager", programme), timezone.localdate()

    with pytest.raises(Refused):
        actions.tell_in_person(effect, people=[stranger], told_on=today, told_by="Eva", by=by)
    with pytest.raises(ValidationError):
        actions.tell_in_person(effect, people=[clerk], told_on=today + datetime.timedelta(1), told_by="Eva", by=by)

    assert not EffectNotice.objects.exists()


def test_a_member_tells_nobody(programme, effect):
    make_employee(programme, post="Clerk")

    with pytest.raises(PermissionDenied):
        actions.tell_by_mail(effect, by=user_as("member", programme))


def test_other_words_must_be_told_again(programme, effect):
    make_employee(programme, post="Clerk")
    tell(effect, programme)

    actions.change_effect(Effect.objects.get(pk=effect.pk), what="You call instead.", by=user_as("manager", programme))

    assert state_of(effect) == "to_tell"
    fresh = Effect.objects.get(pk=effect.pk)
    assert (tellings([fresh])[0].untold, EffectNotice.objects.get().is_overtaken) == (1, True)
    tell(fresh, programme)
    assert EffectNotice.objects.count() == 2


def test_more_people_alone_ask_for_nothing(programme, effect):
    make_employee(programme, post="Clerk")
    tell(effect, programme)

    actions.change_effect(Effect.objects.get(pk=effect.pk), people=9, by=user_as("manager", programme))

    assert state_of(effect) == "told"


def test_an_effect_that_was_told_stays_on_record(programme, effect):
    make_employee(programme, post="Clerk")
    tell(effect, programme)

    with pytest.raises(Refused):
        actions.remove_effect(effect, by=user_as("manager", programme))


def test_where_nobody_is_on_the_list_somebody_says_how_they_were_told(programme, effect):
    assert not tellings([effect])[0].is_done

    perform(effect, "finish_telling", by=user_as("manager", programme), note="At the meeting of the shift.")

    assert tellings([effect])[0].is_done


def test_they_must_be_told_before_it_begins(programme):
    with pytest.raises(ValidationError):
        make_effect(make_process(programme), tell_by=timezone.localdate() + datetime.timedelta(days=31))


def test_the_alarm_rings_until_everybody_is_told(programme, effect):
    make_employee(programme, post="Clerk")
    until = timezone.localdate() + datetime.timedelta(days=60)
    assert [str(item.what) for item in upcoming(programme, until=until) if item.url == effect.get_absolute_url()] == [
        f"Tell those whom it affects: {effect}"
    ]

    tell(effect, programme)

    assert not [item for item in upcoming(programme, until=until) if item.url == effect.get_absolute_url()]


def test_counts_of_two_effects(programme, effect):
    make_employee(programme, post="Clerk")
    other = make_effect(effect.process)
    tell(effect, programme)
    actions.acknowledge(EffectNotice.objects.get())

    total = summed(tellings([effect, other]))

    assert (total.effects, total.affected, total.told, total.read, total.open) == (2, 2, 1, 1, 1)


@pytest.fixture
def link(programme, effect, django_capture_on_commit_callbacks):
    make_employee(programme, post="Clerk", name="Ann")
    with django_capture_on_commit_callbacks(execute=True):
        tell(effect, programme)
    return f"/told/{token_of(mail.outbox[0])}/"


def test_the_page_says_what_changes_and_is_read_once(link):
    client = Client()

    page = client.get(link)
    assert page.status_code == 200
    assert "You write quotes in the CRM." in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for _twice in range(2):
        assert client.post(link).status_code == 302

    notice = EffectNotice.objects.get()
    assert notice.is_read
    assert AuditEntry.objects.filter(label=notice.label, object_id=notice.pk, verb="read").count() == 1
    assert "You have read this" in client.get(link).content.decode()


def test_the_page_greets_in_the_language_of_the_person_until_they_choose(link):
    EffectNotice.objects.get().employee.__class__.objects.update(language="zh-hant")
    client = Client()

    assert 'lang="zh-Hant"' in client.get(link).content.decode()
    client.post("/language/", {"language": "en", "next": link})
    assert '<html lang="en"' in client.get(link).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_guessed_link_leads_nowhere(client, db, method):
    answer = getattr(client, method)("/told/guessed/")

    assert answer.status_code == 404
    assert "This link leads nowhere" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_link_of_somebody_who_has_left_is_closed(link, method):
    notice = EffectNotice.objects.select_related("employee").get()
    notice.employee.__class__.objects.update(has_left=True)

    assert getattr(Client(), method)(link).status_code == 410
    assert not EffectNotice.objects.get().is_read
