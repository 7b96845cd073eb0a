"""Rules that give away what nobody owns."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import AuditEntry, Notification
from implementation.programme import actions
from implementation.programme.models import AssignmentRule, Deliverable, Membership, Task
from risks.actions.risks import create_risk
from risks.models import Risk
from tests.factories import make_programme, make_user, user_as
from tests.programme.factories import in_days, make_rule

pytestmark = pytest.mark.django_db


def make_risk(programme, category="vendor_control", **fields):
    risk = Risk(programme=programme, title="They may close", category=category, **fields)
    return create_risk(risk, by=user_as("manager", programme))


def make_deliverable(programme, kind, **fields):
    stage = programme.stages.get(kind=kind)
    new = Deliverable(programme=programme, stage=stage, name="Guide", due=in_days(4), **fields)
    return actions.add_deliverable(new, by=user_as("manager", programme))


def kept(record):
    entries = AuditEntry.objects.filter(label=record.label, object_id=record.pk).order_by("number")
    return [(entry.verb, entry.actor_name, entry.note) for entry in entries]


def test_what_nobody_owns_goes_to_whom_the_rule_names(programme):
    rule = make_rule(programme, category="vendor_control")

    risk = make_risk(programme)

    assert Risk.objects.get(pk=risk.pk).owner == risk.owner == rule.person
    assert kept(risk)[-1] == ("assigned", "Pilotage", "By rule 1.")
    assert [verb for verb, _name, _note in kept(rule)] == ["created", "applied"]


def test_the_first_rule_that_fits_wins(programme):
    consultant, member = user_as("consultant", programme), user_as("executive", programme)
    make_rule(programme, category="people", person=member)
    make_rule(programme, category="vendor_control", person=consultant)
    make_rule(programme, category="", person=member)

    assert make_risk(programme).owner == consultant


def test_what_has_an_owner_and_what_no_rule_names_stays(programme):
    manager = user_as("manager", programme)
    make_rule(programme, category="vendor_control")

    assert make_risk(programme, owner=manager).owner == manager
    assert make_risk(programme, category="data").owner is None


def test_a_rule_of_another_programme_does_nothing_here(programme):
    make_rule(make_programme())

    assert make_risk(programme).owner is None


def test_a_task_comes_with_it_where_the_rule_says_so(programme):
    rule = make_rule(programme, "programme.deliverable", "pilot", task_days=5)

    guide = make_deliverable(programme, "pilot")

    task = Task.objects.get()
    assert (task.text, task.owner, task.due, task.about, task.by) == (
        "Look at it: Guide",
        rule.person,
        in_days(5),
        guide,
        None,
    )
    assert make_deliverable(programme, "prepare").owner is None


def test_a_change_request_gets_a_task(programme):
    from change_mgmt.models import ChangeRequest
    from core.actions import create

    manager = user_as("manager", programme)
    make_rule(programme, "change_mgmt.changerequest", "contract", person=manager, task_days=3)
    change = ChangeRequest(
        programme=programme,
        number=1,
        title="Two more desks",
        why="Growth",
        touches_contract=True,
        decide_by=in_days(9),
        requested_by=manager,
    )

    create(change, permission="change_mgmt.submit_change", by=manager)

    assert Task.objects.get().about == change


def test_nobody_who_left_is_given_anything_and_the_manager_hears_of_it(programme):
    manager = user_as("manager", programme)
    rule = make_rule(programme)
    Membership.objects.filter(user=rule.person).delete()

    risk = make_risk(programme)

    assert risk.owner is None
    assert kept(rule)[-1][0] == "not applied"
    assert Notification.objects.filter(user=manager, text__contains="has nobody yet").count() == 1


def test_a_paper_kept_from_the_person_is_not_given_to_them(programme):
    make_rule(programme, "programme.deliverable", "pilot")

    guide = make_deliverable(programme, "pilot", consultants_read=False)

    assert guide.owner is None


@pytest.mark.parametrize(
    ("kind", "category", "days", "sentence"),
    [
        ("core.user", "", None, "Choose from the list"),
        ("risks.risk", "no such", None, "Choose from the list"),
        ("change_mgmt.changerequest", "", None, "the rule needs a task"),
        ("risks.risk", "", 0, "greater than or equal to 1"),
        ("risks.risk", "", 366, "less than or equal to 365"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(programme, kind, category, days, sentence):
    with pytest.raises(ValidationError, match=sentence):
        make_rule(programme, kind, category, task_days=days)


def test_nobody_from_elsewhere_is_named(programme):
    with pytest.raises(ValidationError, match="is not on this programme"):
        make_rule(programme, person=make_user())


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_who_keeps_the_registers_makes_rules(programme, role):
    rule = AssignmentRule(programme=programme, kind="risks.risk", person=user_as("manager", programme))

    with pytest.raises(PermissionDenied):
        actions.save_rule(rule, by=user_as(role, programme))


def order(programme):
    return list(programme.assignmentrules.order_by("number").values_list("category", flat=True))


def test_rules_change_places(programme):
    manager = user_as("manager", programme)
    first, second = make_rule(programme, category="vendor_control"), make_rule(programme, category="data")

    actions.move_rule(second, up=True, by=manager)
    assert order(programme) == ["data", "vendor_control"]
    first.refresh_from_db()
    actions.move_rule(first, up=False, by=manager)

    assert order(programme) == ["data", "vendor_control"]


def test_the_page_shows_what_rules_did(programme, as_role):
    rule = make_rule(programme, category="vendor_control")
    risk = make_risk(programme)
    client = as_role("manager")

    answer = client.get(reverse("rules", args=[programme.pk]))

    assert [(item["number"], item["record"]) for item in answer.context["lately"]] == [(1, risk)]
    assert answer.context["rows"][0]["rule"] == rule


def test_a_rule_is_written_changed_and_removed_on_its_pages(programme, as_role):
    client, consultant = as_role("manager"), user_as("consultant", programme)
    asked = {"what": "risks.risk:vendor_control", "person": consultant.pk, "task_days": ""}

    client.post(reverse("new_rule", args=[programme.pk]), asked)
    rule = AssignmentRule.objects.get()
    client.post(reverse("edit_rule", args=[programme.pk, rule.pk]), asked | {"what": "risks.risk:", "task_days": "3"})
    rule.refresh_from_db()
    changed = (rule.kind, rule.category, rule.person, rule.task_days)
    client.post(reverse("remove_rule", args=[programme.pk, rule.pk]))

    assert changed == ("risks.risk", "", consultant, 3)
    assert not AssignmentRule.objects.exists()
