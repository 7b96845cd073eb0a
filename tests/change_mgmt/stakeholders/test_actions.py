"""Stakeholders as people name, move, talk with and tie them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from change_mgmt.actions import stakeholders as actions
from change_mgmt.models import Contact, Reading, Stakeholder, Tie
from core.models import AuditEntry
from core.refusal import Refused, Stale
from tests.change_mgmt.factories import make_contact, make_stakeholder, make_tie
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


def made(programme, by="manager", **fields) -> Stakeholder:
    values = {"name": "Works council", "group": "front_line"} | fields
    return actions.create_stakeholder(Stakeholder(programme=programme, **values), by=user_as(by, programme))


def entries() -> int:
    return AuditEntry.objects.count()


def readings(stakeholder) -> list:
    return list(stakeholder.readings.values_list("attitude_now", "influence", "why"))


def test_a_new_stakeholder_begins_a_line_of_readings(programme):
    before = entries()

    stakeholder = made(programme, attitude_now=-1)

    assert entries() == before + 1
    assert readings(stakeholder) == [(-1, 3, "")]


def test_a_change_of_attitude_is_kept_with_its_day_and_why(programme):
    stakeholder = made(programme, attitude_now=-1)
    Reading.objects.update(on=timezone.localdate() - datetime.timedelta(days=9))
    before = entries()

    actions.change_stakeholder(
        stakeholder, by=user_as("consultant", programme), attitude_now=0, why="Saw the pilot’s figures."
    )

    assert entries() == before + 1
    assert readings(stakeholder) == [(-1, 3, ""), (0, 3, "Saw the pilot’s figures.")]
    assert stakeholder.readings.last().on == timezone.localdate()


def test_the_last_word_of_a_day_counts_and_other_fields_make_no_reading(programme):
    stakeholder, by = made(programme), user_as("manager", programme)

    for fields in ({"influence": 5}, {"influence": 4}, {"next_step": "Call"}):
        actions.change_stakeholder(stakeholder, by=by, **fields)

    assert readings(stakeholder) == [(0, 4, "")]


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_change_a_stakeholder(programme, role):
    stakeholder = made(programme)

    with pytest.raises(PermissionDenied):
        actions.change_stakeholder(stakeholder, by=user_as(role, programme), attitude_now=2)

    assert readings(stakeholder) == [(0, 3, "")]


def test_a_stale_form_is_refused_and_writes_no_reading(programme):
    stakeholder, by = made(programme), user_as("manager", programme)
    actions.change_stakeholder(stakeholder, by=by, attitude_now=1)

    with pytest.raises(Stale):
        actions.change_stakeholder(stakeholder, by=by, seen_revision=0, attitude_now=2)

    assert readings(stakeholder) == [(1, 3, "")]


def test_a_talk_brings_attitude_and_next_step_up_to_date(programme):
    stakeholder, sponsor = made(programme), user_as("sponsor", programme)
    before = entries()

    actions.log_contact(
        Contact(stakeholder=stakeholder, by=sponsor, said="Will speak for us."),
        by=sponsor,
        attitude_now=1,
        next_step="Thank them",
        next_step_due=timezone.localdate(),
    )

    stakeholder = Stakeholder.objects.get()
    assert (stakeholder.attitude_now, stakeholder.next_step) == (1, "Thank them")
    assert readings(stakeholder) == [(1, 3, "Will speak for us.")]
    assert entries() == before + 2


def test_a_talk_that_changes_nothing_leaves_one_entry(programme):
    stakeholder, by = made(programme), user_as("manager", programme)
    before = entries()

    actions.log_contact(Contact(stakeholder=stakeholder, by=by, said="Nothing new."), by=by, attitude_now=0)

    assert entries() == before + 1


@pytest.mark.parametrize(
    "fields",
    [
        {"on": datetime.date(2999, 1, 1), "said": "x"},
        {"said": ""},
        {"said": "x", "promised_by": datetime.date(2026, 1, 1)},
    ],
)
def test_a_talk_of_tomorrow_without_words_or_a_day_for_no_promise_is_refused(programme, fields):
    by = user_as("manager", programme)

    with pytest.raises(ValidationError):
        actions.log_contact(Contact(stakeholder=made(programme), by=by, **fields), by=by)

    assert not Contact.objects.exists()


def test_a_promise_is_kept_once(programme):
    contact, by = make_contact(programme), user_as("manager", programme)
    before = entries()

    actions.keep_promise(contact, by=by)

    assert (contact.kept_on, entries()) == (timezone.localdate(), before + 1)
    with pytest.raises(Refused):
        actions.keep_promise(contact, by=by)


def test_who_listens_is_said_once_and_can_be_said_otherwise(programme):
    tie, by = make_tie(programme, strength=1), user_as("manager", programme)
    before = entries()

    actions.tie(tie.stakeholder, listener=tie.listener, strength=3, by=by)

    assert list(Tie.objects.values_list("strength", flat=True)) == [3]
    assert entries() == before + 1


def test_nobody_listens_to_themselves_or_to_another_programme(programme):
    stakeholder, by = made(programme), user_as("manager", programme)

    for other in (stakeholder, make_stakeholder(make_programme())):
        with pytest.raises(ValidationError):
            actions.tie(stakeholder, listener=other, strength=2, by=by)

    assert not Tie.objects.exists()


def test_removing_takes_ties_along_but_never_talks(programme):
    tie, by = make_tie(programme), user_as("manager", programme)
    spoken_with = make_contact(programme).stakeholder

    actions.remove_stakeholder(tie.stakeholder, by=by)

    assert not Tie.objects.exists()
    with pytest.raises(Refused):
        actions.remove_stakeholder(spoken_with, by=by)
    with pytest.raises(PermissionDenied):
        actions.remove_stakeholder(tie.listener, by=user_as("sponsor", programme))
