"""Swim lanes: what a reader must be able to rely on, whatever is drawn."""

from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from change_mgmt.processes.diagram.draw import svg
from change_mgmt.processes.diagram.layout import BOX, HEAD, bands
from change_mgmt.processes.flow import Exit, Side, Step, edges
from tests.processes.test_flow import sides

LANES = [(1, "Customer"), (2, "销售内勤"), (3, "A lane with a rather long name indeed"), (4, "Warehouse")]


def drawn(side, columns=6, tags=None):
    return bands(side, LANES, tags or {}, columns=columns)


def crosses(box, a, b) -> bool:
    """Whether a line between two points runs through the inside of a box."""
    low_x, high_x = sorted((a[0], b[0]))
    low_y, high_y = sorted((a[1], b[1]))
    return low_x < box.x + BOX - 1 and high_x > box.x + 1 and low_y < box.y + box.height - 1 and high_y > box.y + 1


@given(sides(), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_every_step_is_drawn_once_and_inside_its_lane(side, columns):
    found = drawn(side, columns)

    assert sorted(box.step.key for band in found for box in band.boxes) == [step.key for step in side.steps]
    for band in found:
        rows = {row.key: row for row in band.rows}
        for box in band.boxes:
            row = rows[box.step.lane]
            assert row.y < box.y and box.y + box.height < row.y + row.height
            assert box.x >= HEAD and box.x + BOX <= band.width


@given(sides(), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_boxes_never_overlap(side, columns):
    for band in drawn(side, columns):
        for n, one in enumerate(band.boxes):
            for other in band.boxes[n + 1 :]:
                apart = one.x + BOX <= other.x or other.x + BOX <= one.x
                assert apart or one.y + one.height < other.y or other.y + other.height < one.y


@given(sides(), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_lines_are_straight_and_run_through_no_box(side, columns):
    for band in drawn(side, columns):
        for line in band.lines:
            for n, (a, b) in enumerate(pairwise(line.points)):
                assert a[0] == b[0] or a[1] == b[1]
                # A line leaves a decision inside of its frame, where the shape runs to a point.
                others = [box for box in band.boxes if n or box.step.key != line.source]
                assert not any(crosses(box, a, b) for box in others)


@given(sides(), st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_every_way_is_a_line_or_a_number_on_its_band(side, columns):
    found = drawn(side, columns)
    lines = [(line.source, line.target) for band in found for line in band.lines]
    leaving = [(pill.step, int(pill.words)) for band in found for pill in band.pills if pill.leaves]
    numbers = {key: number for number, key in enumerate((step.key for step in side.steps), start=1)}

    ways = [(edge.source, edge.target) for edge in edges(side)]
    assert sorted([*((a, numbers[b]) for a, b in lines), *leaving]) == sorted((a, numbers[b]) for a, b in ways)


@given(sides())
@settings(max_examples=30, deadline=None)
def test_the_same_side_gives_the_same_text_and_it_is_xml(side):
    texts = [[svg(band, title="T <b>", description="D & d") for band in drawn(side)] for _twice in range(2)]

    assert texts[0] == texts[1]
    for text in texts[0]:
        assert ElementTree.fromstring(text).get("role") == "img"
        assert "style=" not in text


def test_chinese_is_broken_to_the_width_of_its_box():
    side = Side([Step(1, 2, what="接听客户电话并记录需求转给销售人员处理后再次确认")])

    (box,) = drawn(side)[0].boxes

    assert box.lines == ["接听客户电话并记录", "需求转给销售人员处", "理后再次确认"]


def test_a_step_that_stands_alone_begins_and_ends():
    (band,) = drawn(Side([Step(1, 2, what="Alone")]))

    assert [mark.ends for mark in band.marks] == [False, True]


def test_sixty_steps_are_cut_into_bands_of_six_columns():
    found = drawn(Side([Step(n, n % 4 + 1, what=f"Step {n}") for n in range(60)]))

    assert len(found) == 10
    assert all(band.width < 1300 for band in found)


def test_a_loop_runs_back_below_the_steps():
    side = Side([Step(n, 1, what="x") for n in range(3)], {2: [Exit(0, "again")]})

    (band,) = drawn(side)

    back = next(line for line in band.lines if line.source == 2)
    lowest = max(box.y + box.height for box in band.boxes)
    assert max(y for _x, y in back.points) > lowest
    assert "again" in svg(band, title="T", description="D")


def test_nothing_drawn_is_no_band():
    assert drawn(Side()) == []
