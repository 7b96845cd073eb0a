"""A change from the question to the decision."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from change_mgmt import actions
from change_mgmt.models import ChangeDecision, ChangeRequest
from core.audit import broken_links
from core.models import AuditEntry
from core.refusal import Refused, Stale
from core.workflow import perform
from tests.change_mgmt.factories import EFFECTS, make_change, make_waiting_change
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def test_changes_are_numbered_one_after_the_other(programme):
    changes = [make_change(programme), make_change(programme)]

    assert [change.code for change in changes] == ["CR-01", "CR-02"]
    assert entries(changes[0]) == ["submitted"]


def test_a_vendor_contact_cannot_ask_for_a_change(programme):
    with pytest.raises(PermissionDenied):
        make_change(programme, by=user_as("vendor_contact", programme))

    assert not ChangeRequest.objects.exists()


def test_an_assessment_says_how_large_a_change_is(programme):
    change = make_waiting_change(programme, cost=Decimal(60_000), days=3)

    kept = ChangeRequest.objects.get(pk=change.pk)
    assert (kept.state, kept.size, kept.cost) == ("waiting_for_approval", "large", Decimal(60_000))
    assert kept.assessed_by == user_as("consultant", programme)
    assert entries(kept) == ["submitted", "take_up", "hand_in"]


def test_a_change_must_be_taken_up_before_it_is_assessed(programme):
    change = make_change(programme)

    with pytest.raises(Refused):
        actions.assess(change, by=user_as("consultant", programme), **EFFECTS)

    assert entries(change) == ["submitted"]


def test_a_member_cannot_assess(programme):
    change = make_change(programme)
    perform(change, "take_up", by=user_as("manager", programme))

    with pytest.raises(PermissionDenied):
        actions.assess(change, by=user_as("member", programme), **EFFECTS)


def test_the_manager_decides_a_small_change_and_the_facts_are_frozen(programme):
    change = make_waiting_change(programme, cost=Decimal(100))
    manager = user_as("manager", programme)

    decision = actions.decide(change, outcome="approve", reason="It pays.", by=manager)

    change = ChangeRequest.objects.get(pk=change.pk)
    assert (change.state, change.decided_by) == ("approved", "Manager, manager")
    assert decision.facts["cost"] == "100.00"
    assert decision.facts["size"] == "small"
    assert decision.facts_hold
    assert (decision.by_name, decision.by_role, decision.outcome) == ("Manager", "manager", "approve")
    assert entries(change) == ["submitted", "take_up", "hand_in", "approve"]
    assert entries(decision) == ["created"]
    assert list(broken_links()) == []


def test_a_decision_cannot_be_changed(programme):
    decision = actions.decide(
        make_waiting_change(programme), outcome="reject", reason="Too late.", by=user_as("sponsor", programme)
    )

    with pytest.raises(PermissionDenied):
        decision.save()


def test_a_large_change_is_the_sponsors(programme):
    change = make_waiting_change(programme, touches_contract=True)

    with pytest.raises(PermissionDenied):
        actions.decide(change, outcome="approve", reason="Yes.", by=user_as("manager", programme))
    actions.decide(change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme))

    assert ChangeRequest.objects.get(pk=change.pk).state == "approved"


def test_who_asked_never_decides(programme):
    manager = user_as("manager", programme)
    change = make_waiting_change(programme, by=manager)

    with pytest.raises(Refused, match="You asked for this, so someone else must decide"):
        actions.decide(change, outcome="approve", reason="Mine.", by=manager)

    assert not ChangeDecision.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "reason", "sentence"),
    [
        ("perhaps", "Why not", "Choose one of the three decisions"),
        ("approve", "  ", "Say why"),
        ("postpone", "Later", "Give the day on which to look again"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused(programme, outcome, reason, sentence):
    change = make_waiting_change(programme)

    with pytest.raises(Refused, match=sentence):
        actions.decide(change, outcome=outcome, reason=reason, by=user_as("sponsor", programme))

    assert ChangeRequest.objects.get(pk=change.pk).state == "waiting_for_approval"
    assert not ChangeDecision.objects.exists()


def test_a_postponed_change_comes_back(programme):
    change, sponsor = make_waiting_change(programme), user_as("sponsor", programme)
    day = timezone.localdate() + datetime.timedelta(days=30)

    actions.decide(change, outcome="postpone", reason="After the pilot.", by=sponsor, look_again_on=day)
    perform(change, "take_up", by=user_as("manager", programme))
    actions.assess(change, by=user_as("manager", programme), **EFFECTS)
    actions.decide(change, outcome="approve", reason="Now.", by=sponsor)

    change = ChangeRequest.objects.get(pk=change.pk)
    assert (change.state, change.decide_by) == ("approved", day)
    assert list(change.decisions.values_list("outcome", flat=True)) == ["approve", "postpone"]


def test_two_people_deciding_leave_one_decision(programme):
    change = make_waiting_change(programme)
    actions.decide(change, outcome="reject", reason="No.", by=user_as("manager", programme))

    with pytest.raises(Stale):
        actions.decide(
            change, outcome="approve", reason="Yes.", by=user_as("sponsor", programme), seen="waiting_for_approval"
        )

    assert ChangeDecision.objects.count() == 1


def test_only_an_approved_change_is_implemented(programme):
    change, manager = make_waiting_change(programme), user_as("manager", programme)

    with pytest.raises(Refused):
        perform(change, "implement", by=manager)
    actions.decide(change, outcome="approve", reason="Yes.", by=manager)
    perform(change, "implement", by=manager)

    assert ChangeRequest.objects.get(pk=change.pk).state == "implemented"


def test_those_with_the_next_word_hear_of_it(programme):
    people = {role: user_as(role, programme) for role in ("sponsor", "manager", "consultant", "member")}

    change = make_waiting_change(programme, by=people["member"], touches_contract=True)
    actions.decide(change, outcome="approve", reason="Yes.", by=people["sponsor"])

    told = {
        role: list(person.notifications.order_by("pk").values_list("text", flat=True))
        for role, person in people.items()
    }
    assert told["manager"] == [f"Member asks for a change: {change}."]
    assert told["sponsor"] == [f"A change waits for your decision: {change}."]
    assert told["member"] == [f"{change}: Approved, by Sponsor."]
