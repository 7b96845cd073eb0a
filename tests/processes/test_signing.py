"""Handing in and signing: who submits never approves, and what was signed stays."""

import pytest
from django.core.exceptions import PermissionDenied

from change_mgmt.processes import actions
from change_mgmt.processes.deadlines import who_signs
from change_mgmt.processes.models import Process, ProcessVersion
from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.programme.models import Membership
from tests.factories import user_as
from tests.processes.factories import TO_BE, make_drawn, make_process, make_signed, make_step, make_waiting

pytestmark = pytest.mark.django_db


def state_of(process) -> str:
    return Process.objects.get(pk=process.pk).state


def test_handing_in_freezes_both_sides(programme):
    process = make_drawn(programme)

    version = actions.hand_in(process, by=user_as("consultant", programme))

    assert state_of(process) == "waiting"
    assert version.number == 1
    assert [row["title"] for row in version.facts["as_is"]] == [s.what for s in process.steps.filter(side="as_is")]
    assert version.facts["figures"]["to_be"]["handovers"] == 1
    assert version.facts["warnings"] == []
    assert version.facts_hold
    assert AuditEntry.objects.filter(label=version.label, object_id=version.pk).count() == 1


@pytest.mark.parametrize(
    ("lack", "reason"),
    [
        ("owner", "Name its owner first: the owner signs it."),
        ("to_be", "Draw the process as it shall be first."),
        ("fate", "Say of every step as it is what becomes of it."),
    ],
)
def test_what_must_be_there_before(programme, lack, reason):
    process = make_process(programme, **({"owner": None} if lack == "owner" else {}))
    if lack != "to_be":
        make_step(process, TO_BE)
    if lack == "fate":
        make_step(process)

    with pytest.raises(Refused, match=reason):
        actions.hand_in(process, by=user_as("consultant", programme))

    assert not ProcessVersion.objects.exists()


def test_it_is_handed_in_once(programme):
    process = make_waiting(programme)

    with pytest.raises(Refused):
        actions.hand_in(process, by=user_as("consultant", programme))

    assert process.versions.count() == 1


def test_the_owner_signs_and_the_others_do_not(programme):
    process = make_waiting(programme)

    for role in ("sponsor", "manager", "member"):
        with pytest.raises(PermissionDenied):
            actions.sign(process, version=1, by=user_as(role, programme))
    signed = actions.sign(process, version=1, by=user_as("executive", programme))

    assert state_of(process) == "signed"
    assert (signed.by_name, signed.by_role) == ("Executive", "executive")
    assert signed.facts["facts_sha256"] == process.versions.get().facts_sha256
    assert list(broken_links()) == []


def test_where_the_owner_handed_it_in_the_sponsor_or_manager_signs(programme):
    owner = user_as("manager", programme)
    process = make_waiting(programme, owner=owner, by=owner)

    with pytest.raises(Refused, match="You handed this in, so someone else signs it."):
        actions.sign(process, version=1, by=owner)
    actions.sign(process, version=1, by=user_as("sponsor", programme))

    assert state_of(process) == "signed"


def test_where_the_owner_has_left_the_sponsor_or_manager_signs(programme):
    process = make_waiting(programme)
    Membership.objects.filter(programme=programme, user=process.owner).delete()

    fresh = Process.objects.select_related("programme").get(pk=process.pk)
    assert user_as("sponsor", programme).pk in who_signs(fresh)
    actions.sign(fresh, version=1, by=user_as("sponsor", programme))

    assert state_of(process) == "signed"


def test_a_version_that_was_not_read_is_not_signed(programme):
    process = make_waiting(programme)

    with pytest.raises(Stale):
        actions.sign(process, version=7, by=process.owner)

    assert state_of(process) == "waiting"


def test_the_signer_is_told_and_then_who_handed_it_in(programme):
    process = make_waiting(programme)
    actions.sign(process, version=1, by=process.owner)

    assert [note.text for note in Notification.objects.filter(user=process.owner)] == [
        f"Sign the process: {process.name}"
    ]
    told = Notification.objects.filter(user=user_as("consultant", programme)).values_list("text", flat=True)
    assert f"Signed: the process {process.name}." in told


def test_sending_back_needs_a_reason_and_opens_it_again(programme):
    process = make_waiting(programme)

    with pytest.raises(Refused):
        perform(process, "send_back", by=process.owner)
    perform(process, "send_back", by=process.owner, note="The lead time is wrong.")

    assert state_of(process) == "drawn"


def test_taking_back_and_handing_in_again_makes_the_next_version(programme):
    process = make_waiting(programme)
    perform(process, "take_back", by=user_as("consultant", programme))

    assert actions.hand_in(process, by=user_as("consultant", programme)).number == 2


def test_what_was_signed_stays_when_the_process_changes(programme):
    process = make_signed(programme)
    before = process.versions.get().facts

    make_step(process)

    version = process.versions.get()
    assert version.facts == before
    assert version.signature.by == process.owner
    with pytest.raises(PermissionDenied):
        version.save()
