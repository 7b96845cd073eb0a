"""The ways that were compared become scenarios of the business case."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditEntry
from core.refusal import Refused
from implementation.business_case.actions import start_version, unfinished_case
from implementation.business_case.models import BusinessCase, Line, LineAmount, Scenario
from tests.factories import user_as
from tests.vendors.factories import make_costs
from vendors import actions
from vendors.actions import LineEntry
from vendors.models import Sourcing, SourcingDecision, SourcingOption

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


@pytest.fixture
def sourcing(programme):
    return make_costs(programme)


@pytest.fixture
def draft(programme, manager):
    return start_version(BusinessCase(programme=programme), by=manager)


def scenario(case, mode):
    return Scenario.objects.get(case=case, mode=mode, source="vendors.sourcing")


def wait_for_confirmation(case):
    BusinessCase.objects.filter(pk=case.pk).update(state=BusinessCase.State.SUBMITTED)


def decide(sourcing, by):
    option = SourcingOption.objects.get(programme=sourcing.programme, mode="buy")
    data = {"option": option.pk, "reason": "Ours."}
    by.post(reverse("decide_sourcing", args=[sourcing.programme_id, sourcing.pk]), data)


def test_each_way_with_costs_becomes_the_scenario_of_its_mode(programme, manager):
    build = SourcingOption.objects.get(programme=programme, mode="build")
    lines = [
        LineEntry("acquisition", "Developers", amounts={0: Decimal(70), 1: Decimal(25)}),
        LineEntry("running", "", amounts={2: Decimal("12.50")}),
        LineEntry("staff", "Empty"),
    ]
    actions.save_option(build, by=manager, lines=lines, exit_cost=Decimal(4))

    case = actions.hand_over_options(Sourcing.objects.get(programme=programme), by=manager)

    kept = [
        (line.category, line.title, line.shape, {a.year: a.amount for a in line.amounts.all()}, line.start_month)
        for line in scenario(case, "build").lines.order_by("pk")
    ]
    assert kept == [
        ("development", "Developers", "years", {0: Decimal(70), 1: Decimal(25)}, 0),
        ("running", "Running and coordination", "years", {2: Decimal("12.50")}, 0),
        ("switching", "Exit cost", "once", {}, 48),
    ]
    assert scenario(case, "build").lines.get(shape="once").likely == 4
    assert not Scenario.objects.filter(case=case, source="vendors.sourcing").exclude(mode="build").exists()


def test_handing_over_leaves_one_entry_for_each_scenario(sourcing, draft, manager):
    actions.hand_over_options(sourcing, by=manager)

    assert AuditEntry.objects.filter(label="business_case.scenario", verb="handed over").count() == 3


def test_handing_over_again_replaces_costs_and_keeps_benefits(sourcing, draft, manager):
    case = actions.hand_over_options(sourcing, by=manager)
    gain = Line.objects.create(scenario=scenario(case, "buy"), kind="benefit", category="revenue", title="More sales")
    LineAmount.objects.create(line=gain, year=2, amount=500)
    option = SourcingOption.objects.get(programme=sourcing.programme, mode="buy")
    actions.save_option(option, by=manager, lines=[LineEntry("running", "Rent", amounts={1: Decimal(9)})])

    actions.hand_over_options(sourcing, by=manager)

    kept = {line.title: [a.amount for a in line.amounts.all()] for line in scenario(case, "buy").lines.all()}
    assert kept == {"Rent": [Decimal(9)], "More sales": [Decimal(500)]}


def test_while_a_case_waits_nothing_is_handed_over(sourcing, draft, manager):
    wait_for_confirmation(draft)

    with pytest.raises(Refused, match="waits for confirmation"):
        actions.hand_over_options(sourcing, by=manager)

    assert not Scenario.objects.filter(source="vendors.sourcing").exists()


def test_without_costs_there_is_nothing_to_hand_over(programme, manager):
    with pytest.raises(Refused, match="at least one option"):
        actions.hand_over_options(Sourcing.objects.get(programme=programme), by=manager)


@pytest.mark.parametrize("role", ["sponsor", "executive"])
def test_only_who_writes_the_case_hands_over(sourcing, draft, role):
    with pytest.raises(PermissionDenied):
        actions.hand_over_options(sourcing, by=user_as(role, sourcing.programme))


def test_the_button_leads_to_the_draft(sourcing, as_role):
    answer = as_role("manager").post(reverse("hand_over_sourcing", args=[sourcing.programme_id, sourcing.pk]))

    assert answer.url == unfinished_case(sourcing.programme).get_absolute_url()


def test_the_button_shows_why_not_and_stays(sourcing, draft, as_role):
    wait_for_confirmation(draft)

    page = as_role("manager").post(
        reverse("hand_over_sourcing", args=[sourcing.programme_id, sourcing.pk]), follow=True
    )

    assert "waits for confirmation" in page.content.decode()
    assert "Hand the options to the business case" in page.content.decode()


def test_the_decision_brings_an_open_draft_up_to_date(sourcing, draft, manager, as_role):
    actions.submit_sourcing(sourcing, by=manager)

    decide(sourcing, as_role("sponsor"))

    assert scenario(draft, "buy").lines.get().by_year == {1: Decimal(200)}
    entry = AuditEntry.objects.filter(label="business_case.scenario", verb="handed over").first()
    assert entry.actor == manager


def test_the_decision_opens_no_draft_where_none_is(sourcing, manager, as_role):
    actions.submit_sourcing(sourcing, by=manager)

    decide(sourcing, as_role("sponsor"))

    assert SourcingDecision.objects.exists()
    assert unfinished_case(sourcing.programme) is None


def test_the_decision_stands_while_a_case_waits(sourcing, draft, manager, as_role):
    wait_for_confirmation(draft)
    actions.submit_sourcing(sourcing, by=manager)
    client = as_role("sponsor")

    decide(sourcing, client)

    assert SourcingDecision.objects.get().option.mode == "buy"
    assert "waits for confirmation" in client.get(sourcing.get_absolute_url()).content.decode()
