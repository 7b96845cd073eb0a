"""How a process runs: which step leads to which, and what that comes to. Plain Python, minutes throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TASK, DECISION, WAIT, TOUCH = "task", "decision", "wait", "touch"
#: Exits of one step: a decision has up to three, every other step one.
MOST_EXITS = 3


@dataclass(frozen=True)
class Step:
    """One step; ``times`` is how often it is done in a month, None where nobody has said so."""

    key: int
    lane: int
    what: str = ""
    kind: str = TASK
    minutes: int = 0
    waiting: int = 0
    times: int | None = None
    pain: int = 0
    cause: int | None = None
    personal: bool = False
    automated: bool = False

    @property
    def touches(self) -> bool:
        return self.kind == TOUCH


@dataclass(frozen=True)
class Exit:
    """Where a step leads; None is the end of the process."""

    target: int | None
    label: str = ""


@dataclass(frozen=True)
class Edge:
    source: int
    target: int
    label: str = ""


@dataclass(frozen=True)
class Side:
    """Steps in their order, with the exits of those that do not simply lead to the next one."""

    steps: Sequence[Step] = ()
    exits: Mapping[int, Sequence[Exit]] = field(default_factory=dict)

    @property
    def by_key(self) -> dict[int, Step]:
        return {step.key: step for step in self.steps}

    @property
    def numbers(self) -> dict[int, int]:
        """The number of each step, as people read it: from 1, in order."""
        return {step.key: place for place, step in enumerate(self.steps, start=1)}


@dataclass(frozen=True)
class Figures:
    """What a side comes to. ``lead`` and ``path`` belong to the longest way through it; ``monthly`` is people's work."""

    steps: int = 0
    handovers: int = 0
    touches: int = 0
    personal: int = 0
    automated: int = 0
    lead: int = 0
    path: tuple[int, ...] = ()
    monthly: int = 0
    without_times: int = 0


def edges(side: Side) -> list[Edge]:
    """Every way from a step to another: its own exits, else the next step in order."""
    found: list[Edge] = []
    known = side.by_key
    for place, step in enumerate(side.steps):
        own = side.exits.get(step.key)
        if own:
            found += [
                Edge(step.key, way.target, way.label) for way in own if way.target in known and way.target is not None
            ]
        elif place + 1 < len(side.steps):
            found.append(Edge(step.key, side.steps[place + 1].key))
    return found


def forward(side: Side) -> list[Edge]:
    """The ways without those that lead back to a step they came from: what is left has no circle.

    Searched in depth from the first step on, in order, so that the same side always gives the same ways.
    """
    ways: dict[int, list[Edge]] = {step.key: [] for step in side.steps}
    for edge in edges(side):
        ways[edge.source].append(edge)
    open_, done = set[int](), set[int]()
    kept: set[Edge] = set()
    for step in side.steps:
        if step.key in done:
            continue
        stack = [(step.key, iter(ways[step.key]))]
        open_.add(step.key)
        while stack:
            key, rest = stack[-1]
            way = next(rest, None)
            if way is None:
                stack.pop()
                open_.discard(key)
                done.add(key)
            elif way.target not in open_:
                kept.add(way)
                if way.target not in done:
                    open_.add(way.target)
                    stack.append((way.target, iter(ways[way.target])))
    return [edge for edge in edges(side) if edge in kept]


def in_order(side: Side) -> list[int]:
    """The steps so that each stands after all that lead forward to it; ties as they were written."""
    left = forward(side)
    waits = {step.key: 0 for step in side.steps}
    for edge in left:
        waits[edge.target] += 1
    ready = [step.key for step in side.steps if not waits[step.key]]
    found: list[int] = []
    while ready:
        key = ready.pop(0)
        found.append(key)
        for edge in left:
            if edge.source == key:
                waits[edge.target] -= 1
                if not waits[edge.target]:
                    ready.append(edge.target)
    return found


def layers(side: Side) -> dict[int, int]:
    """The column of each step: as many steps from the start as the longest way to it has."""
    found = {step.key: 0 for step in side.steps}
    ways = forward(side)
    for key in in_order(side):
        for edge in ways:
            if edge.source == key:
                found[edge.target] = max(found[edge.target], found[key] + 1)
    return found


def longest(side: Side) -> tuple[int, tuple[int, ...]]:
    """The longest way through the process in minutes of work and waiting, a loop gone through once, and its steps."""
    steps, ways = side.by_key, forward(side)
    until = {key: step.minutes + step.waiting for key, step in steps.items()}
    came: dict[int, int] = {}
    for key in in_order(side):
        for edge in ways:
            taken = until[key] + steps[edge.target].minutes + steps[edge.target].waiting
            if edge.source == key and taken > until[edge.target]:
                until[edge.target], came[edge.target] = taken, key
    if not until:
        return 0, ()
    last = max(until, key=lambda key: until[key])
    path = [last]
    while path[-1] in came:
        path.append(came[path[-1]])
    return until[last], tuple(reversed(path))


def handovers(side: Side) -> list[Edge]:
    """The ways on which the work passes from one lane to another."""
    steps = side.by_key
    return [edge for edge in edges(side) if steps[edge.source].lane != steps[edge.target].lane]


def figures(side: Side) -> Figures:
    """Counts and times of a side. Work a month = minutes of work x times a month, of steps that people do."""
    lead, path = longest(side)
    by_people = [step for step in side.steps if not step.automated]
    return Figures(
        steps=len(side.steps),
        handovers=len(handovers(side)),
        touches=sum(step.touches for step in side.steps),
        personal=sum(step.personal for step in side.steps),
        automated=sum(step.automated for step in side.steps),
        lead=lead,
        path=path,
        monthly=sum(step.minutes * step.times for step in by_people if step.times is not None),
        without_times=sum(step.times is None and step.minutes > 0 for step in by_people),
    )
