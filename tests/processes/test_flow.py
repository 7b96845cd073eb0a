"""How a process runs. Times are worked out by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from change_mgmt.processes.flow import (
    DECISION,
    TOUCH,
    Edge,
    Exit,
    Figures,
    Side,
    Step,
    edges,
    figures,
    forward,
    handovers,
    layers,
    longest,
)


def chain(*minutes, lanes=None) -> Side:
    return Side([Step(n, lanes[n] if lanes else 1, minutes=m) for n, m in enumerate(minutes)])


@st.composite
def sides(draw):
    """Up to twelve steps in up to four lanes, some of them with exits to anywhere, circles included."""
    n = draw(st.integers(0, 12))
    steps = [
        Step(
            key,
            draw(st.integers(1, 4)),
            what=draw(st.text("ab 客户", max_size=40)),
            kind=draw(st.sampled_from(["task", "decision", "wait", "touch"])),
            minutes=draw(st.integers(0, 500)),
            waiting=draw(st.integers(0, 500)),
            times=draw(st.none() | st.integers(0, 50)),
        )
        for key in range(n)
    ]
    targets = st.none() | st.integers(0, max(0, n - 1))
    exits = {
        key: [
            Exit(draw(targets), draw(st.sampled_from(["", "yes", "客户不同意"])))
            for _ in range(draw(st.integers(1, 3)))
        ]
        for key in range(n)
        if draw(st.booleans())
    }
    return Side(steps, {key: list({way.target: way for way in ways}.values()) for key, ways in exits.items()})


def test_without_exits_each_step_leads_to_the_next():
    assert edges(chain(1, 1, 1)) == [Edge(0, 1), Edge(1, 2)]


def test_exits_take_the_place_of_the_next_step():
    side = Side(chain(1, 1, 1).steps, {0: [Exit(2, "no"), Exit(1, "yes")], 1: [Exit(None)]})

    assert edges(side) == [Edge(0, 2, "no"), Edge(0, 1, "yes")]


def test_an_exit_to_a_step_that_is_gone_leads_nowhere():
    assert edges(Side(chain(1, 1).steps, {0: [Exit(99)]})) == []


def test_the_longest_way_counts_work_and_waiting():
    steps = [Step(0, 1, minutes=5), Step(1, 1, minutes=10, waiting=60), Step(2, 1, minutes=20), Step(3, 1, minutes=1)]
    side = Side(steps, {0: [Exit(1), Exit(2)], 1: [Exit(3)]})

    assert longest(side) == (76, (0, 1, 3))


def test_a_loop_is_gone_through_once():
    side = Side(chain(10, 20, 30).steps, {1: [Exit(0, "no"), Exit(2, "yes")]})

    assert longest(side) == (60, (0, 1, 2))
    assert forward(side) == [Edge(0, 1), Edge(1, 2, "yes")]


def test_a_step_stands_behind_the_longest_way_to_it():
    side = Side(chain(1, 1, 1, 1).steps, {0: [Exit(1), Exit(3)]})

    assert layers(side) == {0: 0, 1: 1, 2: 2, 3: 3}


def test_work_that_passes_to_another_lane_is_a_handover():
    side = chain(1, 1, 1, 1, lanes=[1, 2, 2, 1])

    assert handovers(side) == [Edge(0, 1), Edge(2, 3)]


def test_the_figures_of_a_side():
    steps = [
        Step(0, 1, kind=TOUCH, minutes=10, times=6, personal=True),
        Step(1, 2, minutes=5, times=6, automated=True),
        Step(2, 2, kind=DECISION, minutes=7),
    ]

    assert figures(Side(steps)) == Figures(
        steps=3, handovers=1, touches=1, personal=1, automated=1, lead=22, path=(0, 1, 2), monthly=60, without_times=1
    )


def test_nothing_drawn_comes_to_nothing():
    assert figures(Side()) == Figures()


@given(sides())
@settings(deadline=None)
def test_the_lead_time_lies_between_the_longest_step_and_all_of_them(side):
    total, path = longest(side)
    times = [step.minutes + step.waiting for step in side.steps]

    assert max(times, default=0) <= total <= sum(times)
    assert total == sum(side.by_key[key].minutes + side.by_key[key].waiting for key in path)
    assert len(set(path)) == len(path)


@given(sides())
@settings(deadline=None)
def test_every_forward_way_leads_to_a_later_column(side):
    column = layers(side)

    assert set(column) == {step.key for step in side.steps}
    assert all(column[edge.source] < column[edge.target] for edge in forward(side))


@given(sides())
@settings(deadline=None)
def test_one_lane_knows_no_handover(side):
    alone = Side([Step(step.key, 1) for step in side.steps], side.exits)

    assert handovers(alone) == []
    assert len(handovers(side)) <= len(edges(side))


@pytest.mark.parametrize("more", [1, 100])
@given(side=sides())
@settings(deadline=None)
def test_a_step_that_takes_longer_never_makes_the_process_shorter(side, more):
    if not side.steps:
        return
    first = side.steps[0]
    slower = Side(
        [Step(first.key, first.lane, minutes=first.minutes + more, waiting=first.waiting), *side.steps[1:]], side.exits
    )

    assert longest(slower)[0] >= longest(side)[0]
