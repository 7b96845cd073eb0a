from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused, Stale
from sla import rules
from sla.models import CreditRule
from sla.reckoning import worth_of
from tests.factories import user_as
from tests.sla.factories import make_agreement, make_breach, make_objective, tiers

pytestmark = pytest.mark.django_db


def entries(record, verb):
    return AuditEntry.objects.filter(label=record.label, object_id=record.pk, verb=verb).count()


def new_rule(agreement, **fields) -> CreditRule:
    """Five percent for each started tenth of a point."""
    fields = {"shape": "points", "step": Decimal("0.1"), "percent": Decimal(5)} | fields
    return CreditRule(agreement=agreement, **fields)


def test_a_rule_is_added_with_one_entry(programme):
    agreement = make_agreement(programme, in_force=False)

    rule = rules.add_rule(new_rule(agreement, kind="error_rate"), [], by=user_as("consultant", programme))

    assert (entries(rule, "created"), agreement.credit_rules.count()) == (1, 2)


def test_a_table_is_replaced_and_the_trail_says_what_it_was(programme):
    agreement = make_agreement(programme, in_force=False)
    rule = agreement.credit_rules.get()

    rules.set_steps(agreement, "availability", tiers([("0", "99.5", "20")]), by=user_as("consultant", programme))

    assert [row.earns for row in rule.tiers.all()] == [20]
    entry = AuditEntry.objects.filter(label="sla.creditrule", verb="tiers set").get()
    assert (len(entry.before["tiers"]), len(entry.after["tiers"])) == (3, 1)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([("99", "99.9", "10"), ("0", "95", "100")], "Tier 1: there is a gap"),
        ([("99", "99.9", "10"), ("0", "99.5", "100")], "Tier 1: it overlaps"),
        ([("99", "99.9", "10")], "must begin at 0"),
        ([("0", "99", "5"), ("99", "99.9", "10")], "worse service must not earn less"),
        ([], "at least one tier"),
    ],
)
def test_an_unsound_table_is_refused_with_the_tier_and_nothing_is_written(programme, table, words):
    agreement = make_agreement(programme, in_force=False)
    rule = agreement.credit_rules.get()

    with pytest.raises(ValidationError, match=words):
        rules.change_rule(rule, tiers(table), by=user_as("manager", programme))

    assert rule.tiers.count() == 3


def test_a_field_that_a_shape_needs_is_named(programme):
    agreement = make_agreement(programme, in_force=False)

    with pytest.raises(ValidationError) as refused:
        rules.add_rule(new_rule(agreement, kind="error_rate", step=None), [], by=user_as("manager", programme))

    assert refused.value.message_dict == {"step": ["This shape needs it."]}


def test_one_rule_for_a_kind_and_one_for_an_objective(programme):
    agreement, by = make_agreement(programme, in_force=False), user_as("manager", programme)
    objective = agreement.objectives.get()
    rules.add_rule(new_rule(agreement, objective=objective), [], by=by)

    with pytest.raises(ValidationError, match="kind already"):
        rules.add_rule(new_rule(agreement, kind="availability"), [], by=by)
    with pytest.raises(ValidationError, match="rule of its own already"):
        rules.add_rule(new_rule(agreement, objective=objective), [], by=by)


def test_an_objectives_own_rule_goes_before_the_one_for_its_kind(programme):
    agreement = make_agreement(programme, in_force=False)
    other = make_objective(agreement, monitor="other")
    mine = rules.add_rule(new_rule(agreement, objective=other), [], by=user_as("manager", programme))

    assert agreement.rule_for(other) == mine
    assert agreement.rule_for(agreement.objectives.get(monitor="shop")).kind == "availability"


def test_the_rule_that_is_written_is_the_one_that_is_reckoned(programme):
    agreement = make_agreement(programme)
    breach = make_breach(programme, agreement)  # 99.8656 %, 0.0344 points below
    rule = agreement.credit_rules.get()
    rule.tiers.all().delete()
    CreditRule.objects.filter(pk=rule.pk).update(
        shape="points", step=Decimal("0.01"), percent=Decimal(5), clause="§ 9.2"
    )

    found = worth_of(breach.credit, [])

    assert found["amount"] == Decimal("200.00")
    assert (found["steps"][0]["units"], found["steps"][0]["clause"]) == (4, "§ 9.2")


def test_a_stale_rule_a_wrong_role_and_terms_in_force_are_refused(programme):
    agreement = make_agreement(programme, in_force=False)
    rule, manager = agreement.credit_rules.get(), user_as("manager", programme)

    with pytest.raises(Stale):
        rules.change_rule(rule, tiers(), by=manager, seen_revision=rule.revision + 1)
    with pytest.raises(PermissionDenied):
        rules.change_rule(rule, tiers(), by=user_as("executive", programme))
    with pytest.raises(PermissionDenied):
        rules.remove_rule(rule, by=user_as("sponsor", programme))
    with pytest.raises(Refused, match="keeps its terms"):
        rules.remove_rule(make_agreement(programme).credit_rules.get(), by=manager)


def test_a_removed_rule_leaves_an_entry(programme):
    rule = make_agreement(programme, in_force=False).credit_rules.get()

    rules.remove_rule(rule, by=user_as("manager", programme))

    assert AuditEntry.objects.filter(label="sla.creditrule", verb="removed").count() == 1
    assert CreditRule.objects.count() == 0
