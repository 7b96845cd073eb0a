"""Edits in the row: saved at once, never over others', and taken back."""

import pytest
from django.urls import reverse

from change_mgmt.actions import stakeholders as actions
from change_mgmt.models import Stakeholder
from change_mgmt.stakeholders.cells import Conflict, save_cells, undo_last
from change_mgmt.stakeholders.columns import Choices
from core.models import AuditEntry
from core.refusal import Refused
from tests.factories import user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(programme):
    stakeholder = Stakeholder(programme=programme, name="Works council", group="front_line")
    return actions.create_stakeholder(stakeholder, by=user_as("manager", programme))


def save(programme, stakeholder, role="manager", seen=0, **values):
    by, choices = user_as(role, programme), Choices.on(programme)
    return [str(said) for said in save_cells(stakeholder, by=by, choices=choices, seen_revision=seen, **values)]


def test_what_changed_is_said_in_words_with_one_entry(programme, council):
    before = AuditEntry.objects.count()

    said = save(programme, council, influence=5, interest=3)

    assert said == ["Influence: 3, medium to 5, very high"]
    assert AuditEntry.objects.count() == before + 1


def test_the_same_again_writes_nothing(programme, council):
    before = AuditEntry.objects.count()

    assert save(programme, council, influence=3) == []
    assert AuditEntry.objects.count() == before


def test_others_fields_stay_beside_ones_own(programme, council):
    save(programme, council, role="consultant", next_step="Call them")

    save(programme, council, attitude_now=1)

    council.refresh_from_db()
    assert (council.next_step, council.attitude_now) == ("Call them", 1)


def test_the_same_field_of_somebody_else_is_a_conflict_with_both_words(programme, council):
    owner = user_as("manager", programme)
    save(programme, council, role="consultant", looked_after_by=owner, attitude_now=2)

    with pytest.raises(Conflict) as refused:
        save(programme, council, looked_after_by=user_as("sponsor", programme))

    [difference] = refused.value.differences
    assert (str(refused.value), difference.theirs, difference.yours) == (
        "Consultant saved this row first.",
        "Manager",
        "Sponsor",
    )


def test_the_last_change_is_taken_back_once_with_its_reading(programme, council):
    save(programme, council, attitude_now=2, next_step="Thank them")

    undo_last(programme, by=user_as("manager", programme))

    council.refresh_from_db()
    assert (council.attitude_now, council.next_step) == (0, "")
    assert list(council.readings.values_list("attitude_now", flat=True)) == [0]
    with pytest.raises(Refused, match="nothing of yours"):
        undo_last(programme, by=user_as("manager", programme))


def test_nobody_takes_back_what_others_changed_or_what_was_changed_since(programme, council):
    save(programme, council, attitude_now=2)
    with pytest.raises(Refused, match="nothing of yours"):
        undo_last(programme, by=user_as("consultant", programme))
    save(programme, council, role="consultant", seen=1, attitude_now=1)

    with pytest.raises(Refused, match="changed again since"):
        undo_last(programme, by=user_as("manager", programme))


def test_the_script_gets_the_row_and_a_toast(programme, council, as_role):
    answer = as_role("manager").post(
        reverse("edit_stakeholder_cell", args=[programme.pk, council.pk]),
        {"revision": 0, "attitude_now": "-2"},
        headers={"X-Register": "/?sort=name"},
    )

    page = answer.content.decode()
    assert f'id="row-{council.pk}"' in page
    assert "Works council saved: Attitude now: Neutral to Opposes." in page


def test_without_script_the_register_opens_again_and_a_refusal_has_a_page(programme, council, as_role):
    client = as_role("manager")
    address = reverse("edit_stakeholder_cell", args=[programme.pk, council.pk])

    saved = client.post(address, {"revision": 0, "influence": "4"})
    refused = client.post(address, {"revision": 1, "next_step_due": "2026-12-01"})

    assert (saved.status_code, saved.url) == (302, reverse("stakeholders", args=[programme.pk]))
    assert refused.status_code == 409
    assert "Say what is to be done by that day." in refused.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"revision": "x", "influence": "4"},
        {"revision": "0", "influence": "9"},
        {"revision": "0", "looked_after_by": "999999"},
        {"revision": "0", "next_step": "a" * 301},
        {"revision": "0", "next_step_due": "soon"},
    ],
)
def test_what_no_editor_sends_is_refused(programme, council, as_role, data):
    answer = as_role("manager").post(reverse("edit_stakeholder_cell", args=[programme.pk, council.pk]), data)

    assert answer.status_code == 409
    assert Stakeholder.objects.get().revision == 0


def test_a_row_is_added_by_name_and_group(programme, as_role):
    client, address = as_role("consultant"), reverse("add_stakeholder_row", args=[programme.pk])

    client.post(address, {"name": "Dealers", "group": "channel"})
    client.post(address, {"name": "", "group": "channel"})
    client.post(address, {"name": "Nobody", "group": "ghosts"})

    assert list(Stakeholder.objects.values_list("name", "group")) == [("Dealers", "channel")]
    assert Stakeholder.objects.get().readings.count() == 1


def test_undo_by_button_says_what_was_undone(programme, council, as_role):
    save(programme, council, influence=5)

    answer = as_role("manager").post(reverse("undo_stakeholder_change", args=[programme.pk]), follow=True)

    assert "Undone: Works council." in answer.content.decode()
    assert Stakeholder.objects.get().influence == 3
