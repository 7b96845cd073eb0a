"""Work packages and what they have earned."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditEntry
from core.refusal import Refused
from core.workflow import perform
from implementation.budget import actions
from implementation.budget.models import PackageMilestone, WorkPackage
from implementation.budget.work import work_of
from implementation.programme.actions import add_task, submit_deliverable
from tests.budget.factories import DAY, make_cost, make_milestone, make_package, make_progress, today
from tests.factories import make_programme, user_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(programme):
    return user_as("manager", programme)


def percent(programme):
    [work] = work_of(programme)
    return work.percent


def test_a_package_ends_after_its_start(programme):
    with pytest.raises(ValidationError, match="ends before it starts"):
        make_package(programme, end=today() - 20 * DAY)


def test_a_stage_of_another_programme_is_refused(programme):
    with pytest.raises(ValidationError, match="stage of this programme"):
        make_package(programme, stage=make_programme().stages.first())


def test_changing_a_package_leaves_one_entry_with_what_differs(programme, manager):
    package = make_package(programme)

    actions.change_package(package, by=manager, budget=Decimal(1200))

    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.verb, entry.before, entry.after) == ("changed", {"budget": "1000.00"}, {"budget": "1200"})


def test_an_executive_changes_none(programme):
    with pytest.raises(PermissionDenied):
        actions.change_package(make_package(programme), by=user_as("executive", programme), budget=Decimal(1))


def test_progress_by_hand_is_dated_and_kept(programme):
    package = make_package(programme)
    make_progress(package, 20, on=today() - 5 * DAY)
    make_progress(package, 60, on=today() - DAY)

    [work] = work_of(programme)
    assert [work.earned(today() - n * DAY) for n in (6, 5, 2, 1, 0)] == [0, 200, 200, 600, 600]


def test_one_word_follows_the_other_in_time(programme):
    package = make_package(programme)
    make_progress(package, 20)

    with pytest.raises(ValidationError, match="later day is recorded"):
        make_progress(package, 30, on=today() - DAY)
    with pytest.raises(ValidationError, match="nothing would change"):
        make_progress(package, 20)
    with pytest.raises(ValidationError, match="in the future"):
        make_progress(package, 30, on=today() + DAY)


@pytest.mark.parametrize(
    ("rule", "said", "earned"), [("zero_hundred", 50, 0), ("fifty_fifty", 50, 50), ("fifty_fifty", 100, 100)]
)
def test_a_rule_earns_at_start_and_end(programme, rule, said, earned):
    make_progress(make_package(programme, rule=rule), said)

    assert percent(programme) == earned


@pytest.mark.parametrize("rule", ["milestones", "deliverables", "tasks"])
def test_what_follows_from_records_is_not_told_by_hand(programme, rule):
    with pytest.raises(Refused, match="not told by hand"):
        make_progress(make_package(programme, rule=rule), 50)


def test_milestones_earn_their_weight(programme, manager):
    package = make_package(programme, rule="milestones")
    first, _second = make_milestone(package, 40), make_milestone(package, 35)

    actions.reach_milestone(first, on=today() - DAY, by=manager)

    [work] = work_of(programme)
    assert (work.earned(today() - 2 * DAY), work.earned(today())) == (0, 400)
    assert AuditEntry.objects.order_by("pk").last().verb == "reached"


def test_weights_make_no_more_than_a_hundred(programme):
    package = make_package(programme, rule="milestones")
    make_milestone(package, 80)

    with pytest.raises(ValidationError, match="at most 20 are left"):
        make_milestone(package, 21)


def test_a_package_without_that_rule_has_no_milestones(programme):
    with pytest.raises(Refused, match="choose that rule first"):
        make_milestone(make_package(programme))


def test_a_milestone_is_taken_back_with_a_reason_only(programme, manager):
    milestone = make_milestone(make_package(programme, rule="milestones"))
    actions.reach_milestone(milestone, on=today(), by=manager)

    with pytest.raises(Refused, match="Say why"):
        actions.reach_milestone(milestone, on=None, by=manager)
    with pytest.raises(Refused, match="say first that it is not"):
        actions.remove_milestone(milestone, by=manager)
    actions.reach_milestone(milestone, on=None, note="It was the wrong one", by=manager)
    actions.remove_milestone(milestone, by=manager)

    assert PackageMilestone.objects.count() == 0


def test_tasks_earn_the_same_part_each_and_dropped_ones_nothing(programme, manager):
    package = make_package(programme, rule="tasks")
    tasks = [add_task(programme, text=f"Do {n}", owner=manager, due=today(), by=manager) for n in range(3)]

    actions.choose_tasks(package, tasks, by=manager)
    perform(tasks[0], "finish", by=manager)
    perform(tasks[1], "drop", by=manager, note="Not needed")

    assert percent(programme) == 50
    assert AuditEntry.objects.filter(verb="tasks chosen").count() == 1


def test_a_task_of_another_programme_is_refused(programme, manager):
    other = make_programme()
    task = add_task(other, text="Do", owner=user_as("manager", other), due=today(), by=user_as("manager", other))

    with pytest.raises(Refused, match="tasks of this programme"):
        actions.choose_tasks(make_package(programme, rule="tasks"), [task], by=manager)


def test_deliverables_earn_when_they_are_accepted(programme, manager):
    stage = programme.stages.first()
    make_package(programme, rule="deliverables", stage=stage)
    owed = list(stage.deliverables.all())
    stage.deliverables.update(sections="", columns="", must_fit=False)

    submit_deliverable(owed[0], by=manager, note="On the shared drive")
    perform(owed[0], "accept", by=user_as("sponsor", programme))

    assert percent(programme) == Decimal(100) / len(owed)
    [work] = work_of(programme)
    assert work.earned(today() - DAY) == 0


def test_only_what_nothing_happened_to_is_removed(programme, manager):
    with_costs, with_progress, fresh = (make_package(programme, name=name) for name in "abc")
    make_cost(programme, package=with_costs)
    make_progress(with_progress, 10)

    with pytest.raises(Refused, match="Costs are booked"):
        actions.remove_package(with_costs, by=manager)
    with pytest.raises(Refused, match="Progress is recorded"):
        actions.remove_package(with_progress, by=manager)
    actions.remove_package(fresh, by=manager)

    assert [item.name for item in WorkPackage.objects.all()] == ["a", "b"]
