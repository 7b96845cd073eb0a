"""Versions of the budget."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.audit import broken_links
from core.models import AuditEntry, Notification
from core.refusal import Refused, Stale
from core.workflow import perform
from implementation.budget import actions
from implementation.budget.actions.baseline import facts_of
from implementation.budget.models import Budget
from implementation.budget.months import iso, month_of
from tests.budget.factories import make_budget
from tests.factories import make_user, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def verbs():
    return [entry.verb for entry in AuditEntry.objects.filter(label__startswith="budget.").order_by("pk")]


def test_a_first_version_begins_empty_with_one_audit_entry(programme, manager):
    budget = actions.start_budget(Budget(programme=programme), by=manager)

    assert (budget.number, budget.state, budget.lines.count(), verbs()) == (1, "draft", 0, ["created"])


def test_only_one_version_is_in_the_making(programme, manager):
    make_budget(programme, state="draft")

    with pytest.raises(Refused, match="finish that one first"):
        actions.start_budget(Budget(programme=programme), by=manager)


def test_a_later_version_needs_a_reason_and_can_begin_with_the_amounts_of_the_last(programme, manager):
    make_budget(programme, amounts={("staff", 2): 500})

    with pytest.raises(ValidationError, match="set anew"):
        actions.start_budget(Budget(programme=programme, source="last", reason=" "), by=manager)
    budget = actions.start_budget(Budget(programme=programme, source="last", reason="Prices rose"), by=manager)

    assert (budget.number, [(line.category, line.amount) for line in budget.lines.all()]) == (2, [("staff", 500)])


def test_without_a_confirmed_case_there_is_nothing_to_take(programme, manager):
    with pytest.raises(ValidationError, match="No business case is confirmed"):
        actions.start_budget(Budget(programme=programme, source="case"), by=manager)

    assert Budget.objects.count() == 0


def test_an_executive_does_not_start_one(programme):
    with pytest.raises(PermissionDenied):
        actions.start_budget(Budget(programme=programme), by=user_as("executive", programme))


def test_amounts_are_saved_for_the_cells_given_with_one_entry(programme, manager):
    budget = make_budget(programme, amounts={("staff", 0): 100, ("staff", 1): 100}, state="draft")
    start = month_of(programme.started_on)
    before = AuditEntry.objects.count()

    actions.save_amounts(budget, {("staff", start): Decimal(0), ("running", start): Decimal("7.50")}, by=manager)

    found = {(line.category, line.month - start): line.amount for line in budget.lines.all()}
    assert found == {("staff", 1): 100, ("running", 0): Decimal("7.50")}
    entry = AuditEntry.objects.order_by("pk").last()
    assert (AuditEntry.objects.count() - before, entry.verb) == (1, "amounts changed")
    assert (entry.before, entry.after) == ({f"{iso(start)} staff": "100.00"}, {f"{iso(start)} running": "7.50"})


def test_the_same_amounts_again_write_nothing(programme, manager):
    budget = make_budget(programme, state="draft")
    before = AuditEntry.objects.count()

    actions.save_amounts(budget, {("acquisition", month_of(programme.started_on)): Decimal(1000)}, by=manager)

    assert AuditEntry.objects.count() == before


def test_a_stale_table_is_refused(programme, manager):
    budget = make_budget(programme, state="draft")

    with pytest.raises(Stale):
        actions.save_amounts(budget, {}, by=manager, seen_revision=budget.revision + 1)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_what_is_submitted_does_not_change(programme, manager, state):
    budget = make_budget(programme, state=state)

    with pytest.raises(Refused, match="Only a draft"):
        actions.save_amounts(budget, {}, by=manager)
    budget.reason = "Another"
    with pytest.raises(ValidationError, match="Only a draft"):
        budget.full_clean()


@pytest.mark.parametrize("month", [-1, 132])
def test_a_month_outside_of_the_programme_is_refused(programme, manager, month):
    budget = make_budget(programme, state="draft")

    with pytest.raises(Refused, match="outside"):
        actions.save_amounts(budget, {("staff", month_of(programme.started_on) + month): Decimal(1)}, by=manager)


def test_an_amount_is_spread_to_the_cent(programme, manager):
    budget, start = make_budget(programme, amounts={}, state="draft"), month_of(programme.started_on)

    actions.spread_amount(budget, category="staff", total=Decimal(100), months=range(start, start + 3), by=manager)

    assert [str(line.amount) for line in budget.lines.all()] == ["33.34", "33.33", "33.33"]


def test_a_currency_without_a_smaller_unit_is_spread_in_whole_amounts(programme, manager):
    programme.organisation.currency = "JPY"
    programme.organisation.save()
    budget, start = make_budget(programme, amounts={}, state="draft"), month_of(programme.started_on)

    actions.spread_amount(budget, category="staff", total=Decimal(100), months=range(start, start + 3), by=manager)

    assert [line.amount for line in budget.lines.all()] == [34, 33, 33]
    with pytest.raises(ValidationError, match="whole amount"):
        actions.spread_amount(
            budget, category="staff", total=Decimal("1.5"), months=range(start, start + 3), by=manager
        )


def test_nothing_is_submitted_without_an_amount(programme, manager):
    budget = make_budget(programme, amounts={}, state="draft")

    with pytest.raises(Refused, match="nothing to approve"):
        actions.submit_budget(budget, by=manager)


def test_submitting_tells_the_sponsors(programme, manager):
    sponsor = user_as("sponsor", programme)

    make_budget(programme, state="submitted")

    assert [item.text for item in Notification.objects.filter(user=sponsor)] == [
        "Budget, version 1 waits for your approval."
    ]


def test_who_asks_does_not_approve(programme):
    both = make_user("Both")
    for role in ("manager", "sponsor"):
        programme.memberships.create(user=both, role=role)
    budget = make_budget(programme, state="draft")
    actions.submit_budget(budget, by=both)

    with pytest.raises(Refused, match="someone else approves"):
        actions.approve_budget(budget, by=both)


def test_a_manager_does_not_approve(programme, manager):
    with pytest.raises(PermissionDenied):
        actions.approve_budget(make_budget(programme, state="submitted"), by=manager)


def test_approving_freezes_the_amounts_and_replaces_the_version_before(programme):
    first = make_budget(programme)
    second = make_budget(programme, amounts={("staff", 1): "20.50"}, reason="Prices rose")

    first.refresh_from_db()
    approval = second.approval
    assert (first.state, second.state, approval.by_name, approval.facts_hold) == (
        "superseded",
        "approved",
        "Sponsor",
        True,
    )
    assert (approval.facts["total"], approval.facts["reason"]) == ("20.50", "Prices rose")
    assert approval.facts["lines"] == [
        {"category": "staff", "month": iso(month_of(programme.started_on) + 1), "amount": "20.50"}
    ]
    assert first.approval.facts == facts_of(first)
    assert list(broken_links()) == []


def test_a_draft_can_be_discarded_and_its_number_is_not_used_again(programme, manager):
    perform(make_budget(programme, state="draft"), "discard", by=manager, note="Begun by mistake")

    assert make_budget(programme, state="draft").number == 2


def test_the_costs_of_the_case_become_the_budget(programme, manager):
    from tests.business_case.factories import make_case

    case = make_case(programme, costs=[12_000, 1_200, 0], state="confirmed")

    budget = actions.start_budget(Budget(programme=programme, source="case"), by=manager)

    start = month_of(programme.started_on)
    found = {line.month - start: line.amount for line in budget.lines.filter(category="acquisition")}
    assert (budget.case, found) == (case, {0: 12_000} | dict.fromkeys(range(1, 13), Decimal(100)))
