"""Drawing a side: lines of the table, lanes, order, exits, copies."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from change_mgmt.processes import actions
from change_mgmt.processes.actions import Row
from change_mgmt.processes.models import Fate, Flow, Process, Step
from change_mgmt.processes.models.step import MOST_STEPS
from core.audit import broken_links
from core.models import AuditEntry
from core.refusal import Refused, Stale
from tests.factories import make_programme, user_as
from tests.processes.factories import AS_IS, TO_BE, make_process, make_signed, make_step, make_waiting

pytestmark = pytest.mark.django_db


def entries(record) -> list[str]:
    found = AuditEntry.objects.filter(label=record.label, object_id=record.pk)
    return list(found.order_by("number").values_list("verb", flat=True))


def shown(process, side=AS_IS) -> list[str]:
    return list(Step.objects.filter(process=process, side=side).values_list("what", flat=True))


def drawn(programme, *names, side=AS_IS):
    process = make_process(programme)
    return process, [make_step(process, side, what=name) for name in names]


def test_new_lines_come_at_the_end_and_bring_their_lane(programme):
    process, steps = drawn(programme, "A", "B")

    assert shown(process) == ["A", "B"]
    assert [lane.name for lane in process.lanes.all()] == ["Sales"]
    assert entries(steps[0]) == ["created"]


def test_a_lane_is_found_by_its_name_however_it_is_written(programme):
    process = make_process(programme)
    first, second = make_step(process, lane="Sales  office"), make_step(process, lane=" sales OFFICE")

    assert first.lane == second.lane
    assert first.lane.name == "Sales office"


def test_a_line_that_is_the_same_leaves_no_entry(programme):
    process, (step,) = drawn(programme, "A")
    by = user_as("manager", programme)

    actions.save_rows(process, AS_IS, [Row(step, "Sales", {"what": "A"}, step.revision)], by=by)
    actions.save_rows(process, AS_IS, [Row(step, "Sales", {"what": "B"}, step.revision)], by=by)

    assert entries(step) == ["created", "changed"]


def test_a_stale_line_is_refused_and_nothing_of_the_table_is_saved(programme):
    process, (one, two) = drawn(programme, "A", "B")
    by, seen = user_as("manager", programme), two.revision
    actions.save_rows(process, AS_IS, [Row(two, "Sales", {"what": "C"}, seen)], by=by)

    with pytest.raises(Stale):
        rows = [Row(one, "Sales", {"what": "X"}, one.revision), Row(two, "Sales", {"what": "Y"}, seen)]
        actions.save_rows(process, AS_IS, rows, by=by)

    assert shown(process) == ["A", "C"]


def test_a_member_who_is_not_its_owner_draws_nothing(programme):
    process = make_process(programme)

    with pytest.raises(PermissionDenied):
        actions.save_rows(process, AS_IS, [Row(None, "Sales", {"what": "A"})], by=user_as("member", programme))

    assert not Step.objects.exists()


def test_its_owner_draws_whatever_role_that_is(programme):
    member = user_as("member", programme)
    process = make_process(programme, owner=member)

    actions.save_rows(process, AS_IS, [Row(None, "Sales", {"what": "A"})], by=member)

    assert shown(process) == ["A"]


def test_nothing_is_changed_while_a_signature_is_awaited(programme):
    process = make_waiting(programme)

    with pytest.raises(Refused, match="It waits for a signature: take it back before you change it."):
        make_step(process)


def test_the_first_change_after_a_signature_opens_a_new_version(programme):
    process = make_signed(programme)

    make_step(process)

    assert Process.objects.get(pk=process.pk).state == "drawn"
    assert entries(process) == ["created", "hand_in", "sign", "reopen"]


def test_a_step_of_another_process_is_refused(programme):
    process, _steps = drawn(programme, "A")
    stranger = make_step(make_process(make_programme()))

    with pytest.raises(Refused):
        actions.save_rows(process, AS_IS, [Row(stranger, "Sales", {"what": "B"})], by=user_as("manager", programme))


def test_a_side_has_a_limit(programme):
    process = make_process(programme)
    rows = [Row(None, "Sales", {"what": str(n)}) for n in range(MOST_STEPS + 1)]

    with pytest.raises(Refused):
        actions.save_rows(process, AS_IS, rows, by=user_as("manager", programme))

    assert shown(process) == []


@pytest.mark.parametrize(
    ("moved", "up", "expected"),
    [("B", True, "BAC"), ("B", False, "ACB"), ("A", True, "ABC"), ("C", False, "ABC"), ("C", True, "ACB")],
)
def test_a_step_moves_one_place(programme, moved, up, expected):
    process, steps = drawn(programme, *"ABC")
    step = steps["ABC".index(moved)]

    actions.move_step(step, up=up, by=user_as("manager", programme))

    assert shown(process) == list(expected)
    assert entries(step) == (["created", "moved"] if expected != "ABC" else ["created"])


def test_a_step_can_be_moved_for_ever(programme):
    process, steps = drawn(programme, *"ABC")
    by = user_as("manager", programme)

    for _turn in range(15):
        actions.move_step(steps[2], up=True, by=by)
        actions.move_step(steps[2], up=False, by=by)

    assert shown(process) == ["A", "B", "C"]


def test_a_decision_has_up_to_three_exits(programme):
    _process, steps = drawn(programme, *"ABCD")
    by = user_as("manager", programme)
    exits = [(steps[1], "yes"), (steps[2], "no"), (None, "never")]

    actions.change_step(steps[0], exits=exits, kind="decision", by=by)

    assert [(way.target_id, way.label) for way in steps[0].flows.all()] == [
        (steps[1].pk, "yes"),
        (steps[2].pk, "no"),
        (None, "never"),
    ]
    assert entries(steps[0]) == ["created", "changed", "exits set"]


def test_a_task_has_one_exit(programme):
    _process, steps = drawn(programme, *"ABC")
    exits = [(steps[1], ""), (steps[2], "")]

    with pytest.raises(Refused, match="A decision has at most three exits, any other step one."):
        actions.change_step(steps[0], exits=exits, by=user_as("manager", programme))


@pytest.mark.parametrize("place", ["itself", "other side", "other process"])
def test_an_exit_stays_on_its_side(programme, place):
    process, (step, _next) = drawn(programme, *"AB")
    target = {
        "itself": lambda: step,
        "other side": lambda: make_step(process, TO_BE),
        "other process": lambda: make_step(make_process(programme)),
    }[place]()

    with pytest.raises(Refused, match="An exit leads to another step of the same side."):
        actions.change_step(step, exits=[(target, "")], by=user_as("manager", programme))


def test_a_removed_step_takes_its_exits_and_its_fate_and_comes_back_alone(programme):
    process, (a, b) = drawn(programme, *"AB")
    by = user_as("manager", programme)
    actions.change_step(a, exits=[(b, "")], by=by)
    actions.set_fate(b, what="dropped", reason="Not needed.", by=by)

    kept = actions.remove_step(b, by=by)
    assert shown(process) == ["A"]
    assert not Flow.objects.exists() and not Fate.objects.exists()

    actions.put_back(process, kept, by=by)
    assert shown(process) == ["A", "B"]
    assert list(broken_links()) == []


def test_the_present_steps_are_copied_with_their_exits_and_kept(programme):
    process, (a, b) = drawn(programme, *"AB")
    by = user_as("manager", programme)
    actions.change_step(a, exits=[(b, "so")], pain_level=4, by=by)

    copies = actions.copy_to_be(process, by=by)

    assert shown(process, TO_BE) == ["A", "B"]
    assert [(way.target, way.label) for way in copies[0].flows.all()] == [(copies[1], "so")]
    assert Step.objects.get(pk=copies[0].pk).pain_level is None
    assert [list(fate.becomes.all()) for fate in Fate.objects.order_by("step")] == [[copies[0]], [copies[1]]]
    assert entries(copies[0]) == ["created"]
    assert list(broken_links()) == []


def test_nothing_is_copied_over_steps_that_are_there(programme):
    process, _steps = drawn(programme, "A")
    make_step(process, TO_BE)

    with pytest.raises(Refused):
        actions.copy_to_be(process, by=user_as("manager", programme))


def test_a_lane_with_steps_is_not_removed(programme):
    process, (step,) = drawn(programme, "A")
    by = user_as("manager", programme)

    with pytest.raises(Refused):
        actions.remove_lane(step.lane, by=by)

    actions.remove_step(step, by=by)
    actions.remove_lane(step.lane, by=by)
    assert not process.lanes.exists()


@pytest.mark.parametrize(
    "fields", [{"personal": True, "kind": "task"}, {"personal": True, "automated": True, "kind": "touch"}]
)
def test_what_cannot_be_in_person(programme, fields):
    with pytest.raises(ValidationError):
        make_step(make_process(programme), **fields)
