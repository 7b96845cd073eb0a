"""What was spent."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.budget import actions
from implementation.budget.models import ActualCost
from implementation.budget.months import month_of
from tests.budget.factories import DAY, make_cost, make_package, month_now, today
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def a_cost(programme, **fields):
    return ActualCost(programme=programme, **{"on": today(), "category": "staff", "amount": Decimal(5)} | fields)


def test_a_cost_is_entered_with_one_audit_entry(programme, manager):
    cost = actions.enter_cost(a_cost(programme), by=manager)

    assert (cost.state, cost.by, cost.month) == ("counted", manager, month_now())
    assert [entry.verb for entry in AuditEntry.objects.filter(label="budget.actualcost")] == ["created"]


def test_an_executive_enters_none(programme):
    with pytest.raises(PermissionDenied):
        actions.enter_cost(a_cost(programme), by=user_as("executive", programme))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount": Decimal(0)}, "above 0"),
        ({"amount": Decimal(-5)}, "above 0"),
        ({"amount": Decimal("1.005")}, "decimal places"),
        ({"on": today() + DAY}, "in the future"),
        ({"on": datetime.date(1926, 11, 20)}, "look at the year"),
        ({"category": "parties"}, "not a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(programme, manager, fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.enter_cost(a_cost(programme, **fields), by=manager)

    assert ActualCost.objects.count() == 0


def test_a_currency_without_a_smaller_unit_takes_whole_amounts(programme, manager):
    programme.organisation.currency = "TWD"

    with pytest.raises(ValidationError, match="TWD has no smaller unit"):
        actions.enter_cost(a_cost(programme, amount=Decimal("5.50")), by=manager)


def test_a_work_package_of_another_programme_is_refused(programme, manager):
    with pytest.raises(ValidationError, match="of this programme"):
        actions.enter_cost(a_cost(programme, package=make_package(make_programme())), by=manager)


def test_the_same_reference_date_and_amount_are_asked_about(programme, manager):
    actions.enter_cost(a_cost(programme, reference="R-1"), by=manager)

    with pytest.raises(Refused, match="Tick “Enter it all the same”"):
        actions.enter_cost(a_cost(programme, reference="r-1"), by=manager)
    actions.enter_cost(a_cost(programme, reference="r-1"), by=manager, all_the_same=True)

    assert ActualCost.objects.count() == 2


def test_the_same_form_sent_twice_makes_one_entry(programme, manager):
    actions.enter_cost(a_cost(programme, key="k"), by=manager)

    with pytest.raises(ValidationError, match="saved already"):
        actions.enter_cost(a_cost(programme, key="k"), by=manager)


def reverse(cost, amount, by, **fields):
    return actions.reverse_cost(cost, amount=Decimal(amount), by=by, **{"on": today(), "why": "Credit note"} | fields)


def test_a_reversal_is_an_entry_of_its_own(programme, manager):
    cost = make_cost(programme, 100, reference="R-1")

    back = reverse(cost, 30, manager)

    assert (back.amount, back.reverses, back.reference, back.note) == (-30, cost, "R-1", "Credit note")
    assert (ActualCost.objects.get(pk=cost.pk).amount, cost.reversible) == (100, 70)


@pytest.mark.parametrize("amount", ["0", "-1", "70.01"])
def test_no_more_is_reversed_than_there_is(programme, manager, amount):
    cost = make_cost(programme, 100)
    reverse(cost, 30, manager)

    with pytest.raises(ValidationError, match="not reversed yet"):
        reverse(cost, amount, manager)


def test_it_is_not_reversed_before_its_day(programme, manager):
    with pytest.raises(ValidationError, match="before the day"):
        reverse(make_cost(programme), 1, manager, on=today() - DAY)


def test_a_reversal_is_not_reversed(programme, manager):
    with pytest.raises(Refused, match="reverses none itself"):
        reverse(reverse(make_cost(programme), 1, manager), 1, manager)


def test_what_was_entered_by_mistake_is_struck_out_with_a_reason_and_counted_again(programme, manager):
    cost = make_cost(programme)

    with pytest.raises(Refused, match="Say why"):
        perform(cost, "strike", by=manager)
    perform(cost, "strike", by=manager, note="Entered twice")
    assert ActualCost.objects.counted().count() == 0
    perform(cost, "restore", by=manager, note="It was another one")

    assert ActualCost.objects.counted().count() == 1


def test_what_is_reversed_is_not_struck_out(programme, manager):
    cost = make_cost(programme)
    reverse(cost, 1, manager)

    with pytest.raises(Refused, match="strike the reversing entry first"):
        perform(cost, "strike", by=manager, note="Entered twice")


def last_month():
    return month_of(today().replace(day=1) - DAY)


class TestAMonthWithoutCosts:
    @pytest.fixture
    def programme(self):
        return make_programme(started_on=today() - 100 * DAY)

    def test_it_is_put_on_record_once(self, programme, manager):
        actions.say_quiet(programme, month=last_month(), why="The books are closed", by=manager)

        with pytest.raises(ValidationError, match="said of the month already"):
            actions.say_quiet(programme, month=last_month(), why="The books are closed", by=manager)

    @pytest.mark.parametrize("month", [month_now(), month_now() + 5, month_now() - 24])
    def test_only_of_a_month_of_the_programme_that_is_over(self, programme, manager, month):
        with pytest.raises(Refused, match="that is over"):
            actions.say_quiet(programme, month=month, why="The books are closed", by=manager)

    def test_not_of_a_month_with_costs(self, programme, manager):
        make_cost(programme, on=today().replace(day=1) - DAY)

        with pytest.raises(Refused, match="Costs are entered"):
            actions.say_quiet(programme, month=last_month(), why="The books are closed", by=manager)
