"""The one way a state changes."""

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import open_steps, perform
from tests.factories import make_programme, make_user, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone(programme):
    return programme.milestones.first()


def test_a_step_changes_the_state_and_leaves_one_entry(programme, milestone):
    before = AuditEntry.objects.count()

    perform(milestone, "reach", by=user_as("manager", programme))

    milestone = type(milestone).objects.get(pk=milestone.pk)
    assert (milestone.state, milestone.revision) == ("reached", 1)
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_a_wrong_role_changes_nothing(programme, milestone, role):
    with pytest.raises(PermissionDenied):
        perform(milestone, "reach", by=user_as(role, programme))

    assert type(milestone).objects.get(pk=milestone.pk).state == "planned"


def test_a_manager_elsewhere_is_a_stranger_here(milestone):
    with pytest.raises(PermissionDenied):
        perform(milestone, "reach", by=user_as("manager", make_programme()))


def test_the_second_press_of_a_button_is_refused_with_the_reason(programme, milestone):
    manager = user_as("manager", programme)
    perform(milestone, "reach", by=manager)

    with pytest.raises(Refused, match="“Mark as reached” is not possible: this is “Reached”."):
        perform(milestone, "reach", by=manager)


def test_a_stale_page_is_told_that_someone_was_first(programme, milestone):
    manager = user_as("manager", programme)
    perform(milestone, "reach", by=manager)

    with pytest.raises(Stale, match="Someone else was first"):
        perform(milestone, "reopen", by=manager, seen="planned", note="Why not")


def test_a_required_reason_is_asked_for(programme, milestone):
    manager = user_as("manager", programme)
    perform(milestone, "reach", by=manager)

    with pytest.raises(Refused, match="Say why"):
        perform(milestone, "reopen", by=manager, note="  ")


def test_who_hands_in_does_not_accept(programme):
    manager = user_as("manager", programme)
    deliverable = programme.deliverables.first()
    perform(deliverable, "submit", by=manager, submitted_by=manager)

    with pytest.raises(Refused, match="You submitted this"):
        perform(deliverable, "accept", by=manager)


def test_a_closed_step_is_shown_with_its_reason(programme):
    manager = user_as("manager", programme)
    deliverable = programme.deliverables.first()
    perform(deliverable, "submit", by=manager, submitted_by=manager)

    closed = {step.name: str(step.closed) for step in open_steps(deliverable, manager)}

    barred = "You submitted this, so someone else accepts it."
    assert closed == {"accept": barred, "accept_conditionally": barred, "send_back": "", "drop": ""}


def test_a_step_that_no_model_has_is_a_bug(programme, milestone):
    with pytest.raises(LookupError):
        perform(milestone, "rech", by=make_user())


def test_a_state_cannot_be_set_directly(milestone):
    with pytest.raises(AttributeError):
        milestone.state = "reached"


def test_refreshing_a_record_leaves_the_state_protected(milestone):
    fresh = type(milestone).objects.get(pk=milestone.pk)

    with pytest.raises(AttributeError):
        fresh.state = "reached"


def test_the_page_of_a_step_refuses_with_a_sentence_and_409(programme, milestone, as_role):
    client = as_role("manager")
    address = f"/step/programme.milestone/{milestone.pk}/reach/"
    client.post(address, {"seen": "planned"})

    second = client.post(address, {"seen": "planned"})

    assert second.status_code == 409
    assert "Someone else was first" in second.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/step/no.such/1/reach/", "/step/core.user/1/reach/", "/step/programme.milestone/999/reach/", "/step/nodot/1/x/"],
)
def test_a_made_up_address_is_not_found(as_role, address):
    assert as_role("manager").post(address).status_code == 404
