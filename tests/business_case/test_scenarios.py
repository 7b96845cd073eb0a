"""Scenarios: made with a version, added, chosen, removed, handed over."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from core.models import AuditEntry
from core.refusal import Refused, Stale
from implementation.business_case import actions
from implementation.business_case.actions.scenarios import MOST_SCENARIOS
from implementation.business_case.models import BusinessCase, Line, Scenario
from implementation.business_case.plan import PlannedLine
from implementation.business_case.worth import Worth, planned, side_by_side
from tests.business_case.factories import make_case, make_line
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db
FEE = PlannedLine(
    kind="cost", category="running", title="Fee", shape="monthly", low=Decimal(90), likely=Decimal(100),
    high=Decimal(150), start_month=1,
)  # fmt: skip


def entries():
    return AuditEntry.objects.count()


def buy(case, **fields):
    return Scenario(case=case, mode="buy", title="Buy", **fields)


def hand(programme, by=None, **more):
    values = {"mode": "outsource", "title": "Rent", "lines": [FEE], "source": "vendors.sourcing"} | more
    return actions.hand_over(programme, by=by or user_as("manager", programme), **values)


def test_a_first_version_has_one_to_fill_and_doing_nothing(programme):
    case = make_case(programme)

    assert [(one.mode, one.is_chosen) for one in case.scenarios.all()] == [("other", True), ("nothing", False)]


def test_a_further_version_copies_scenarios_lines_and_where_they_come_from(programme):
    first = make_case(programme)
    make_line(first, title="Fee", shape="monthly", low=1, likely=2, high=3, growth=4, start_month=5, end_month=6)
    actions.add_scenario(buy(first), by=user_as("manager", programme), copy_of=first.chosen)
    actions.submit(first, by=user_as("manager", programme))
    actions.confirm(first, by=user_as("sponsor", programme))

    second = make_case(programme)

    assert [str(one) for one in second.scenarios.all()] == [str(one) for one in first.scenarios.all()]
    assert {one.previous.case_id for one in second.scenarios.all()} == {first.pk}
    fee = second.chosen.lines.get(title="Fee")
    assert (fee.low, fee.likely, fee.high, fee.growth, fee.start_month, fee.end_month) == (1, 2, 3, 4, 5, 6)
    assert fee.previous == first.chosen.lines.get(title="Fee")
    assert Worth(second).summary.npv == Worth(first).summary.npv


def test_a_scenario_begins_with_the_lines_of_another(programme):
    case = make_case(programme)

    made = actions.add_scenario(buy(case), by=user_as("manager", programme), copy_of=case.chosen)

    assert [line.title for line in made.lines.all()] == [line.title for line in case.chosen.lines.all()]
    assert Worth(case, made).summary.npv == Worth(case).summary.npv


def test_so_many_can_be_read_side_by_side(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    for _number in range(MOST_SCENARIOS - 2):
        actions.add_scenario(buy(case), by=manager)

    with pytest.raises(Refused, match="At most 6 scenarios"):
        actions.add_scenario(buy(case), by=manager)


def test_doing_nothing_is_there_once_and_stays(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    nothing = case.scenarios.get(mode="nothing")

    with pytest.raises(Refused, match="among the scenarios already"):
        actions.add_scenario(Scenario(case=case, mode="nothing", title="Again"), by=manager)
    with pytest.raises(Refused, match="Doing nothing stays"):
        actions.remove_scenario(nothing, by=manager)
    with pytest.raises(Refused, match="Doing nothing stays"):
        actions.change_scenario(nothing, by=manager, mode="buy")


def test_choosing_another_leaves_one_chosen_and_one_entry(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    other = actions.add_scenario(buy(case), by=manager)
    before = entries()

    actions.choose(other, by=manager)

    assert list(case.scenarios.filter(is_chosen=True)) == [other]
    assert entries() == before + 1


def test_choosing_it_again_writes_nothing(programme):
    case = make_case(programme)
    before = entries()

    actions.choose(case.chosen, by=user_as("manager", programme))

    assert entries() == before


def test_two_cannot_be_chosen(programme):
    case = make_case(programme)

    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.create(case=case, title="x", is_chosen=True)


def test_a_version_without_a_choice_is_not_submitted(programme):
    case = make_case(programme)
    case.scenarios.update(is_chosen=False)

    with pytest.raises(Refused, match="Choose one scenario"):
        actions.submit(case, by=user_as("manager", programme))


def test_the_chosen_one_is_not_removed_another_is_with_its_lines(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    other = actions.add_scenario(buy(case), by=manager, copy_of=case.chosen)
    before = entries()

    with pytest.raises(Refused, match="chosen scenario"):
        actions.remove_scenario(case.chosen, by=manager)
    actions.remove_scenario(other, by=manager)

    assert Line.objects.count() == 2
    assert entries() == before + 1
    assert AuditEntry.objects.latest("number").note == "A cost, A benefit"


@pytest.mark.parametrize("role", ["sponsor", "executive", "member", "vendor_contact"])
def test_only_editors_change_scenarios(programme, role):
    case, person = make_case(programme), user_as(role, programme)

    for act in (
        lambda: actions.add_scenario(buy(case), by=person),
        lambda: actions.change_scenario(case.chosen, by=person, title="x"),
        lambda: actions.choose(case.chosen, by=person),
        lambda: actions.remove_scenario(case.chosen, by=person),
        lambda: hand(programme, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("state", ["submitted", "confirmed"])
def test_scenarios_of_a_draft_only(programme, state):
    case, manager = make_case(programme, state=state), user_as("manager", programme)

    for act in (
        lambda: actions.add_scenario(buy(case), by=manager),
        lambda: actions.change_scenario(case.chosen, by=manager, title="x"),
        lambda: actions.choose(case.chosen, by=manager),
        lambda: actions.remove_scenario(case.chosen, by=manager),
    ):
        with pytest.raises(Refused, match="Only a draft"):
            act()


def test_a_stale_name_is_refused(programme):
    case = make_case(programme)

    with pytest.raises(Stale):
        actions.change_scenario(case.chosen, by=user_as("manager", programme), seen_revision=99, title="x")


def test_each_stands_against_doing_nothing(programme):
    case = make_case(programme)
    nothing = case.scenarios.get(mode="nothing")
    make_line(case, scenario=nothing, category="staff", title="Lost", shape="once", low=100, likely=100, high=100)

    found = side_by_side(case)

    assert [one.scenario.mode for one in found] == ["other", "nothing"]
    assert found[0].gain == Worth(case).summary.npv + 100
    assert found[1].gain is None


def test_handed_over_without_a_case_a_first_version_opens(programme):
    scenario = hand(programme)

    assert (scenario.case.number, scenario.case.state, scenario.mode) == (1, "draft", "outsource")
    assert [(line.pk is not None, line.title, line.low) for line in planned(scenario.case, scenario)] == [
        (True, "Fee", Decimal(90))
    ]
    assert Worth(scenario.case, scenario).summary.total_costs == 6000


def test_handed_over_again_it_replaces_its_lines_with_one_entry(programme):
    first = hand(programme)
    before = entries()

    second = hand(programme, title="Rented", lines=[FEE, FEE])

    assert (second.pk, second.title, second.lines.count()) == (first.pk, "Rented", 2)
    assert entries() == before + 1
    assert AuditEntry.objects.latest("number").verb == "handed over"


def test_after_a_confirmed_version_a_draft_opens_from_it(programme):
    make_case(programme, state="confirmed", floor=Decimal(77))

    scenario = hand(programme)

    assert (scenario.case.number, scenario.case.floor, scenario.case.lines.count()) == (2, 77, 3)


def test_an_empty_scenario_of_the_mode_is_filled_one_with_lines_is_left(programme):
    case, manager = make_case(programme), user_as("manager", programme)
    empty = actions.add_scenario(Scenario(case=case, mode="outsource", title="x"), by=manager)
    full = actions.add_scenario(buy(case), by=manager, copy_of=case.chosen)

    assert hand(programme).pk == empty.pk
    assert hand(programme, mode="buy").pk != full.pk


def test_while_a_version_waits_nothing_is_handed_over(programme):
    make_case(programme, state="submitted")
    before = entries()

    with pytest.raises(Refused, match="waits for confirmation"):
        hand(programme)

    assert (entries(), BusinessCase.objects.count()) == (before, 1)


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"low": Decimal(101)}, "Low must not be above"),
        ({"category": "revenue"}, "belongs to the kind"),
        ({"growth": Decimal(-100)}, "greater than or equal to -99"),
        ({"title": "  "}, "Say what is paid for"),
    ],
)
def test_lines_that_cannot_be_kept_are_refused_and_nothing_is_written(programme, bad, sentence):
    from dataclasses import replace

    with pytest.raises(Refused, match=sentence):
        hand(programme, lines=[FEE, replace(FEE, **bad)])

    assert (BusinessCase.objects.count(), Line.objects.count()) == (0, 0)


def test_a_goal_of_another_programme_is_refused(programme):
    from tests.goals.factories import make_goal

    case = make_case(programme)
    goal = make_goal(make_programme())

    with pytest.raises(ValidationError, match="goal of this programme"):
        make_line(case, goal=goal)


def test_an_unknown_mode_is_a_mistake_of_the_caller(programme):
    with pytest.raises(ValueError, match="Unknown mode"):
        hand(programme, mode="borrow")
