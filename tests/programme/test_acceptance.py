"""Remarks, acceptance under conditions, and what becomes of the conditions."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.gates.gate_checks import deliverables_accepted
from implementation.programme import actions
from implementation.programme.models import AcceptanceCondition
from tests.factories import user_as
from tests.programme.factories import in_days, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(programme):
    """Handed in by the manager."""
    return submit(programme.deliverables.first()).deliverable


def wanted(programme, *, days=5, owner="manager", verifier="consultant", text="Add the dates"):
    return actions.Promise(text, user_as(owner, programme), in_days(days), user_as(verifier, programme))


def accept(paper, *conditions):
    conditions = conditions or [wanted(paper.programme)]
    actions.accept_with_conditions(paper, conditions=conditions, by=user_as("sponsor", paper.programme))
    return list(paper.conditions.order_by("pk"))


def states(paper):
    paper.refresh_from_db()
    return paper.state, sorted(paper.conditions.values_list("state", flat=True))


def count(label):
    return AuditEntry.objects.filter(label=label).count()


def test_a_remark_stands_beside_the_version(paper):
    consultant = user_as("consultant", paper.programme)

    kept = actions.review(paper, opinion="not_yet", text=" Where are the dates? ", by=consultant)

    assert (kept.version.number, kept.text, kept.by, count("programme.review")) == (
        1,
        "Where are the dates?",
        consultant,
        1,
    )


def test_who_handed_in_gives_no_opinion(paper):
    manager = user_as("manager", paper.programme)

    with pytest.raises(Refused, match="the opinion is for others"):
        actions.review(paper, opinion="ready", text="Fine.", by=manager)
    actions.review(paper, opinion="remark", text="See page 2.", by=manager)


def test_accepted_with_conditions_waits_for_them(paper):
    (condition,) = accept(paper)

    assert states(paper) == ("conditional", ["open"])
    assert (condition.text, condition.owner, condition.verifier) == (
        "Add the dates",
        user_as("manager", paper.programme),
        user_as("consultant", paper.programme),
    )
    assert count("programme.acceptancecondition") == 1


def test_without_a_condition_it_is_no_conditional_acceptance(paper):
    with pytest.raises(Refused, match="at least one condition"):
        actions.accept_with_conditions(paper, conditions=[], by=user_as("sponsor", paper.programme))


@pytest.mark.parametrize("days", [-1, -400])
def test_a_condition_due_in_the_past_changes_nothing(paper, days):
    with pytest.raises(Refused, match="a day that is past"):
        accept(paper, wanted(paper.programme), wanted(paper.programme, days=days))

    assert states(paper) == ("submitted", [])


def test_the_owner_of_a_condition_does_not_check_it(paper):
    with pytest.raises(ValidationError, match="The owner cannot check"):
        accept(paper, wanted(paper.programme, verifier="manager"))

    assert states(paper) == ("submitted", [])


def test_who_submits_accepts_under_no_condition_either(paper):
    with pytest.raises(Refused, match="You submitted this"):
        actions.accept_with_conditions(
            paper, conditions=[wanted(paper.programme)], by=user_as("manager", paper.programme)
        )


@pytest.mark.parametrize("role", ["consultant", "executive", "member"])
def test_a_named_reviewer_may_accept_and_nobody_else_of_the_role(paper, role):
    person = user_as(role, paper.programme)
    with pytest.raises(PermissionDenied):
        perform(paper, "accept", by=person)

    actions.name_reviewers(paper, [person], by=user_as("manager", paper.programme))
    perform(paper, "accept", by=person)

    assert paper.state == "accepted"


def test_the_last_condition_met_settles_the_acceptance(paper):
    first, second = accept(paper, wanted(paper.programme), wanted(paper.programme, text="Sign it"))
    consultant = user_as("consultant", paper.programme)

    actions.confirm_acceptance_condition(first, by=consultant, note="Seen.")
    assert states(paper) == ("conditional", ["met", "open"])
    actions.confirm_acceptance_condition(second, by=consultant, note="Seen.")

    assert states(paper) == ("accepted", ["met", "met"])


def test_the_owner_of_a_condition_does_not_confirm_it(paper):
    (condition,) = accept(paper)

    with pytest.raises(Refused, match="You own this condition"):
        actions.confirm_acceptance_condition(condition, by=user_as("manager", paper.programme), note="Done.")


@pytest.mark.parametrize("role", ["executive", "member", "vendor_contact"])
def test_only_the_verifier_and_who_decides_confirm(paper, role):
    (condition,) = accept(paper)

    with pytest.raises(PermissionDenied):
        actions.confirm_acceptance_condition(condition, by=user_as(role, paper.programme), note="Done.")


def test_a_missed_condition_sends_it_back_once(paper):
    accept(paper, wanted(paper.programme), wanted(paper.programme, days=20))

    assert actions.expire_acceptance_conditions(in_days(5)) == 0
    assert actions.expire_acceptance_conditions(in_days(6)) == 1
    assert actions.expire_acceptance_conditions(in_days(6)) == 0

    assert states(paper) == ("due", ["lapsed", "missed"])
    entry = AuditEntry.objects.filter(label=paper.label, verb="send_back").get()
    assert (entry.note, entry.actor) == ("A condition was missed: Add the dates", None)


def test_sending_back_ends_what_was_asked(paper):
    accept(paper)

    actions.send_back(paper, by=user_as("sponsor", paper.programme), note="The figures are wrong.")

    assert states(paper) == ("due", ["lapsed"])
    with pytest.raises(Refused):
        actions.confirm_acceptance_condition(
            AcceptanceCondition.objects.get(), by=user_as("consultant", paper.programme), note="Done."
        )


@pytest.mark.parametrize("role", ["consultant", "executive", "member", "vendor_contact"])
def test_only_who_may_accept_sends_back(paper, role):
    with pytest.raises(PermissionDenied):
        actions.send_back(paper, by=user_as(role, paper.programme), note="No.")


def test_the_gate_counts_an_acceptance_with_open_conditions_as_partly(programme, paper):
    from implementation.gates.models import Gate

    gate = Gate.objects.get(stage=paper.stage)
    other = paper.stage.deliverables.exclude(pk=paper.pk).get()
    perform(other, "drop", by=user_as("manager", programme), note="Not needed.")
    accept(paper)

    result = deliverables_accepted(programme, gate=gate)
    assert (result.state, result.figures) == ("partly", {"accepted": 0, "due": 1, "conditional": 1})
    assert str(result.evidence) == "**0 of 1** accepted; **1** with conditions still open."
    actions.confirm_acceptance_condition(paper.conditions.get(), by=user_as("consultant", programme), note="Seen.")
    result = deliverables_accepted(programme, gate=gate)
    assert (result.state, result.figures) == ("met", {"accepted": 1, "due": 1})
