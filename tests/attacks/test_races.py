"""Two people at once, a press that is sent twice, a page that is old: what was read before the lock must not count."""

import pytest
from django.urls import reverse

from core import actions as core_actions
from core.models import AuditEntry
from core.refusal import Refused
from implementation.gates import actions
from implementation.gates.models import Criterion, Decision, Vote
from implementation.programme import actions as programme_actions
from implementation.programme.models import AcceptanceCondition, Deliverable
from implementation.rollout import actions as rollout
from implementation.rollout.actions import runbooks, runs
from implementation.rollout.models import Charter, RunStep
from tests.factories import user_as
from tests.gates.factories import ask, make_gate
from tests.programme.factories import in_days, make_rule, submit
from tests.rollout.factories import make_link, make_running_pilot

pytestmark = pytest.mark.django_db


def verbs(label):
    return list(AuditEntry.objects.filter(label=label).order_by("number").values_list("verb", flat=True))


@pytest.fixture
def gate(programme):
    return make_gate(programme, ("must", "met"), ("should", "met"))


def twice(criterion, among=Criterion.every):
    return among.get(pk=criterion.pk), among.get(pk=criterion.pk)


def test_a_criterion_is_put_back_once(gate, programme):
    manager = user_as("manager", programme)
    actions.remove_criterion(gate.criteria.first(), by=manager)
    one, other = twice(Criterion.every.get(removed_at__isnull=False))
    actions.put_back_criterion(one, by=manager)
    actions.edit_criterion(one, by=manager, title="Said anew")

    with pytest.raises(Refused, match="counts already"):
        actions.put_back_criterion(other, by=manager)

    assert Criterion.objects.get(pk=one.pk).title == "Said anew"


def test_a_criterion_is_removed_once(gate, programme):
    manager = user_as("manager", programme)
    one, other = twice(gate.criteria.first())
    actions.remove_criterion(one, by=manager)

    with pytest.raises(Refused, match="removed already"):
        actions.remove_criterion(other, by=manager)

    assert verbs("gates.criterion").count("removed") == 1


def test_a_criterion_that_was_removed_meanwhile_is_not_moved(gate, programme):
    manager = user_as("manager", programme)
    one, other = twice(gate.criteria.first())
    actions.remove_criterion(one, by=manager)

    with pytest.raises(Refused, match="removed already"):
        actions.move_criterion(other, up=False, by=manager)


def test_what_is_removed_twice_is_written_once(programme):
    manager = user_as("manager", programme)
    one = make_rule(programme)
    other = type(one).objects.get(pk=one.pk)
    programme_actions.remove_rule(one, by=manager)

    with pytest.raises(Refused):
        programme_actions.remove_rule(other, by=manager)

    assert verbs("programme.assignmentrule") == ["created", "removed"]


def test_a_link_is_withdrawn_once(programme):
    link = make_link(make_running_pilot(programme))
    other = type(link).objects.get(pk=link.pk)
    lead = user_as("manager", programme)
    rollout.withdraw_link(link, by=lead)

    with pytest.raises(Refused, match="withdrawn already"):
        rollout.withdraw_link(other, by=lead)


def test_a_charter_freezes_the_pilot_as_it_is_not_as_the_page_had_read_it(programme):
    from tests.rollout.factories import make_measure, make_pilot, name_participant

    pilot = make_pilot(programme)
    make_measure(pilot)
    name_participant(pilot)
    type(pilot).objects.filter(pk=pilot.pk).update(hypothesis="Quotes go out in one day.")

    charter = rollout.put_forward(pilot, by=user_as("consultant", programme))

    assert "in one day" in str(Charter.objects.get(pk=charter.pk).facts)


def test_who_hands_in_does_not_settle_the_acceptance_by_confirming_its_conditions(programme):
    manager, sponsor, member = (user_as(role, programme) for role in ("manager", "sponsor", "member"))
    deliverable = programme.deliverables.first()
    submit(deliverable, by=manager)
    wanted = programme_actions.Promise("Add the figures", member, in_days(4), sponsor)
    programme_actions.accept_with_conditions(deliverable, conditions=[wanted], by=sponsor)
    condition = AcceptanceCondition.objects.get()

    with pytest.raises(Refused, match="You submitted this, so someone else accepts it"):
        programme_actions.confirm_acceptance_condition(condition, by=manager, note="Done.")

    assert Deliverable.objects.get(pk=deliverable.pk).state == "conditional"


def test_who_hands_in_is_not_named_to_check_the_conditions(programme):
    manager, sponsor, member = (user_as(role, programme) for role in ("manager", "sponsor", "member"))
    deliverable = programme.deliverables.first()
    submit(deliverable, by=manager)
    wanted = programme_actions.Promise("Add the figures", member, in_days(4), manager)

    with pytest.raises(Refused):
        programme_actions.accept_with_conditions(deliverable, conditions=[wanted], by=sponsor)

    assert (Deliverable.objects.get(pk=deliverable.pk).state, AcceptanceCondition.objects.count()) == ("submitted", 0)


def test_the_quorum_is_reached_once(programme):
    gate = make_gate(programme, ("must", "met"), quorum=1)
    first, second = (user_as("sponsor", programme, name=f"Sponsor {n}") for n in (1, 2))
    asked = ask(gate)
    old = type(gate).objects.get(pk=gate.pk)
    actions.decide(gate, outcome="go", reason="Now.", by=first, request=asked)

    with pytest.raises(Refused, match="Nothing waits for a decision here"):
        actions.decide(old, outcome="stop", reason="Never.", by=second, request=asked)

    assert (Decision.objects.count(), Vote.objects.count()) == (1, 1)


@pytest.mark.parametrize("model", ["decision", "vote", "decisionrequest", "criteriaversion"])
def test_no_admin_page_changes_what_is_frozen(programme, client, model):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(f"admin:gates_{model}_changelist")


def test_a_sponsor_finishes_a_rehearsal_of_the_way_back(programme):
    """``work_run`` is theirs; keeping the rehearsal with the pilot follows from it."""
    from implementation.rollout.models import Runbook

    pilot = make_running_pilot(programme)
    sponsor = user_as("sponsor", programme)
    book = runbooks.write_runbook(
        Runbook(programme=programme, kind="roll_back", module=pilot.module, pilot=pilot),
        by=user_as("manager", programme),
    )
    run = runs.start_run(book, rehearsal=True, by=sponsor)
    for step in RunStep.objects.filter(run=run).order_by("number"):
        runs.press(step, what="done", by=sponsor)

    runs.finish_run(run, by=sponsor)

    pilot.refresh_from_db()
    assert pilot.rollback_minutes is not None


def test_a_record_is_removed_by_who_may_only(programme):
    from django.core.exceptions import PermissionDenied

    rule = make_rule(programme)

    with pytest.raises(PermissionDenied):
        core_actions.remove(rule, permission="programme.edit_rules", by=user_as("member", programme))

    assert type(rule).objects.filter(pk=rule.pk).exists()
