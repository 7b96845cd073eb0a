"""The chain holds, and says where it does not."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection

from core import audit
from core.models import AuditChain, AuditEntry
from core.workflow import perform
from implementation.gates import actions
from tests.factories import user_as

pytestmark = pytest.mark.django_db


def reach(programme, times=3):
    for milestone in programme.milestones.all()[:times]:
        perform(milestone, "reach", by=user_as("manager", programme))


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_trail_is_whole(programme):
    reach(programme)

    assert list(audit.broken_links()) == []


def test_an_entry_says_who_what_when_and_why(programme):
    milestone = programme.milestones.first()
    manager = user_as("manager", programme)

    perform(milestone, "reach", by=manager)

    line = AuditEntry.objects.filter(label="programme.milestone").get()
    assert (line.actor_name, line.actor_role, line.verb) == ("Manager", "manager", "reach")
    assert (line.before, line.after) == ({"state": "planned"}, {"state": "reached"})


def test_an_altered_entry_is_named(programme):
    reach(programme)
    line = AuditEntry.objects.order_by("number")[1]

    sql("UPDATE core_auditentry SET actor_name = 'Somebody else' WHERE id = %s", line.pk)

    assert list(audit.broken_links()) == [
        f"programme:{programme.pk}: entry {line.number} ({line.verb} {line.title}) was altered"
    ]


def test_a_deleted_entry_is_named(programme):
    reach(programme)
    line = AuditEntry.objects.order_by("number")[1]

    sql("DELETE FROM core_auditentry WHERE id = %s", line.pk)

    assert list(audit.broken_links()) == [f"programme:{programme.pk}: entry {line.number} is missing"]


def test_an_entry_cut_off_the_end_is_named(programme):
    reach(programme)
    length = AuditChain.objects.get(scope_key=programme.scope_key).length

    sql("DELETE FROM core_auditentry WHERE number = %s", length)

    assert list(audit.broken_links()) == [
        f"programme:{programme.pk}: the chain ends at entry {length - 1}, {length} were written"
    ]


def test_the_command_fails_when_the_trail_is_not_whole(programme):
    reach(programme)
    sql("UPDATE core_auditentry SET note = 'quietly' WHERE number = 1")

    with pytest.raises(CommandError):
        call_command("verify_audit")


def test_an_entry_cannot_be_edited_or_deleted(programme):
    line = AuditEntry.objects.first()

    for attempt in (
        line.save,
        line.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(note="x"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.fixture
def decision(programme):
    gate = programme.gates.order_by("stage__number").first()
    sponsor = user_as("sponsor", programme)
    gate.criteria.all().update(result="not_applicable", evidence="A test", judged_by=sponsor, verified_by=sponsor)
    actions.request_decision(gate, by=user_as("manager", programme))
    return actions.decide(gate, outcome="go", reason="All is there.", by=sponsor)


def test_frozen_facts_cannot_be_saved_again_or_deleted(decision):
    decision.facts = {}

    with pytest.raises(PermissionDenied):
        decision.save()
    with pytest.raises(PermissionDenied):
        decision.delete()


def test_altered_facts_are_named(decision):
    sql("UPDATE gates_decision SET facts = '{}' WHERE id = %s", decision.pk)

    assert list(audit.broken_links()) == [f"gates.decision {decision.pk} ({decision}): its frozen facts were altered"]


def test_an_altered_outcome_is_named(decision):
    sql("UPDATE gates_decision SET outcome = 'stop' WHERE id = %s", decision.pk)

    (said,) = audit.broken_links()
    assert said.startswith(f"gates.decision {decision.pk}") and said.endswith("the record was altered")


def test_a_deleted_decision_is_named(decision):
    sql("DELETE FROM gates_decision WHERE id = %s", decision.pk)

    assert list(audit.broken_links()) == [f"gates.decision {decision.pk}: the record was deleted"]
