"""Where the boxes and lines of a swim-lane diagram lie. Plain Python; pixels, without a font at hand.

Lanes are rows, a step stands in the column of its layer. A wide process is cut into bands of so many columns; a way that
leaves its band ends in the number of the step it leads to. Lines run only in the gaps between columns and in a strip at the
foot of each lane, so none crosses a box; every line has a track of its own there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from change_mgmt.processes.flow import DECISION, Edge, Side, Step, edges, layers
from core.charts.labels import width as text_width
from core.charts.labels import wrap

BOX, LINE, SMALL = 128, 15, 13
LEAST_BOX = 58
HEAD = 104  # the column with the names of the lanes
PAD, STACK, TRACK = 12, 12, 7
ARROW, PILL = 12, 16
MOST_LABEL = 68
TEXT, TAG = 12.0, 10.5


@dataclass(frozen=True)
class Box:
    step: Step
    number: int
    x: float
    y: float
    height: float
    lines: Sequence[str]
    tag: str

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + BOX

    def edge(self, offset: float) -> float:
        """The right border at a height above or below the middle: a decision runs to a point."""
        slant = 10 * abs(offset) / (self.height / 2) if self.step.kind == DECISION else 0
        return self.right - slant


@dataclass(frozen=True)
class Row:
    """A lane in a band."""

    key: int
    lines: Sequence[str]
    y: float
    height: float


@dataclass(frozen=True)
class Line:
    """A way from step to step inside a band."""

    source: int
    target: int
    points: Sequence[tuple[float, float]]
    label: str = ""


@dataclass(frozen=True)
class Pill:
    """The numbers of steps on another band, beside a step that leads there or comes from there, with a line to its box."""

    step: int
    words: str
    box_x: float
    x: float
    y: float
    width: float
    leaves: bool
    label: str = ""


@dataclass(frozen=True)
class Mark:
    """Where the process begins or ends."""

    x: float
    y: float
    ends: bool


@dataclass(frozen=True)
class Band:
    """One drawing: so many columns of the process."""

    boxes: Sequence[Box]
    rows: Sequence[Row]
    lines: Sequence[Line]
    pills: Sequence[Pill]
    marks: Sequence[Mark]
    width: float
    height: float


@dataclass
class _Way:
    edge: Edge
    offset: float  # of the exit from the middle of its box
    inside: bool
    straight: bool = False


@dataclass
class _Gap:
    """The room before a column: labels, numbers of other bands, tracks, numbers of other bands, the arrow."""

    label: float = 0
    out: float = 0
    tracks: list[int] = field(default_factory=list)
    inn: float = 0
    x: float = 0

    @property
    def width(self) -> float:
        return max(30, self.label + self.out + 6 + TRACK * len(self.tracks) + self.inn + ARROW)

    def track(self, way: int) -> float:
        return self.x + self.label + self.out + 8 + TRACK * self.tracks.index(way)


def bands(side: Side, lanes: Sequence[tuple[int, str]], tags: dict[int, str], *, columns: int) -> list[Band]:
    """The whole side, cut into bands. ``lanes`` are (key, name) from top to bottom, ``tags`` a few words for some steps."""
    column = layers(side)
    if not column:
        return []
    found = []
    for first in range(0, max(column.values()) + 1, columns):
        here = [step for step in side.steps if first <= column[step.key] < first + columns]
        found.append(_Plan(side, lanes, tags, {step.key: column[step.key] - first for step in here}).band())
    return found


class _Plan:
    """One band on its way to a drawing."""

    def __init__(
        self, side: Side, lanes: Sequence[tuple[int, str]], tags: dict[int, str], column: dict[int, int]
    ) -> None:
        self.numbers, self.tags, self.column = side.numbers, tags, column
        self.steps = [step for step in side.steps if step.key in column]
        used = {step.lane for step in self.steps}
        self.lanes = [(key, name) for key, name in lanes if key in used]
        self.edges = edges(side)
        self.gaps = [_Gap() for _ in range(max(column.values()) + 2)]
        self.strips: dict[int, list[int]] = {key: [] for key, _name in self.lanes}
        self.lane_of = {step.key: step.lane for step in self.steps}
        self.texts = {step.key: self._text(step) for step in self.steps}
        self.tall = self._heights()
        self.ways = self._ways()

    def _text(self, step: Step) -> list[str]:
        room = BOX - (34 if step.kind == DECISION else 18)
        return wrap(step.what, room, lines=4, size=TEXT)

    def _heights(self) -> dict[int, float]:
        """Boxes of one lane that stand in a row are equally high, so that the line between them is straight."""
        rows: dict[tuple[int, int], list[int]] = {}
        for (lane, _column), steps in self._cells().items():
            for place, step in enumerate(steps):
                rows.setdefault((lane, place), []).append(step.key)
        return {
            key: max(LEAST_BOX, 22 + SMALL + LINE * max(len(self.texts[other]) for other in keys))
            for keys in rows.values()
            for key in keys
        }

    def _cells(self) -> dict[tuple[int, int], list[Step]]:
        found: dict[tuple[int, int], list[Step]] = {}
        for step in self.steps:
            found.setdefault((step.lane, self.column[step.key]), []).append(step)
        return found

    def _ways(self) -> list[_Way]:
        """Every way out of a step of this band, with the height at which it leaves its box."""
        found = []
        first = {cell: rows[0].key for cell, rows in self._cells().items()}
        for step in self.steps:
            own = [edge for edge in self.edges if edge.source == step.key]
            for edge, offset in zip(own, _spread(len(own)), strict=True):
                inside = edge.target in self.column
                found.append(_Way(edge, offset, inside))
        for way in found:
            a, b = way.edge.source, way.edge.target
            if not way.inside or self.lane_of[a] != self.lane_of[b] or self.column[b] != self.column[a] + 1:
                continue
            cells = (self.lane_of[a], self.column[a]), (self.lane_of[b], self.column[b])
            alone = sum(other.edge.source == a for other in found) == 1
            way.straight = alone and first[cells[0]] == a and first[cells[1]] == b
            way.offset = 0 if way.straight else way.offset
        return found

    def band(self) -> Band:
        self._book()
        x = float(HEAD)
        for gap in self.gaps:
            gap.x = x
            x += gap.width + BOX
        width = x - BOX + 4
        rows, boxes = self._place()
        return Band(
            boxes=list(boxes.values()),
            rows=rows,
            lines=self._lines(rows, boxes),
            pills=list(self._pills(boxes)),
            marks=list(self._marks(boxes)),
            width=width,
            height=rows[-1].y + rows[-1].height + 1,
        )

    def _book(self) -> None:
        """Give every way its tracks, and the gaps the room that words need."""
        for place, way in enumerate(self.ways):
            after = self.gaps[self.column[way.edge.source] + 1]
            after.label = max(after.label, label_width(way.edge.label))
            if not way.inside:
                after.out = max(after.out, _pill_width(str(self.numbers[way.edge.target])) + 6)
                continue
            if way.straight:
                continue
            after.tracks.append(place)
            if self.column[way.edge.target] != self.column[way.edge.source] + 1:
                self.gaps[self.column[way.edge.target]].tracks.append(place)
                self.strips[self.lane_of[way.edge.source]].append(place)
        for key in self.column:
            if came := self._came_from(key):
                gap = self.gaps[self.column[key]]
                gap.inn = max(gap.inn, _pill_width(came) + 4)
        for step in filter(self._ends, self.steps):
            gap = self.gaps[self.column[step.key] + 1]
            gap.out = max(gap.out, PILL)
        for step in filter(self._begins, self.steps):
            gap = self.gaps[self.column[step.key]]
            gap.inn = max(gap.inn, 10)

    def _came_from(self, key: int) -> str:
        numbers = [self.numbers[e.source] for e in self.edges if e.target == key and e.source not in self.column]
        shown = [str(number) for number in sorted(set(numbers))]
        return ", ".join(shown[:3]) + ("…" if len(shown) > 3 else "")

    def _ends(self, step: Step) -> bool:
        return all(edge.source != step.key for edge in self.edges)

    def _begins(self, step: Step) -> bool:
        return all(edge.target != step.key for edge in self.edges)

    def _place(self) -> tuple[list[Row], dict[int, Box]]:
        rows, boxes, y = [], {}, 0.0
        cells = self._cells()
        for key, name in self.lanes:
            words = wrap(name, HEAD - 16, lines=3, size=TEXT)
            tallest = float(LINE * len(words))
            for (lane, column), steps in cells.items():
                if lane == key:
                    at = y + PAD
                    for step in steps:
                        boxes[step.key] = self._box(step, self.gaps[column], at)
                        at += self.tall[step.key] + STACK
                    tallest = max(tallest, at - STACK - y - PAD)
            strip = TRACK * len(self.strips[key]) + (4 if self.strips[key] else 0)
            rows.append(Row(key, words, y, tallest + 2 * PAD + strip))
            y += rows[-1].height
        return rows, boxes

    def _box(self, step: Step, gap: _Gap, y: float) -> Box:
        return Box(
            step=step,
            number=self.numbers[step.key],
            x=gap.x + gap.width,
            y=y,
            height=self.tall[step.key],
            lines=self.texts[step.key],
            tag=self.tags.get(step.key, ""),
        )

    def _lines(self, rows: Iterable[Row], boxes: dict[int, Box]) -> list[Line]:
        foot = {row.key: row.y + row.height for row in rows}
        return [
            Line(way.edge.source, way.edge.target, self._route(place, way, foot, boxes), way.edge.label)
            for place, way in enumerate(self.ways)
            if way.inside
        ]

    def _route(self, place: int, way: _Way, foot: dict[int, float], boxes: dict[int, Box]) -> list[tuple[float, float]]:
        source, target = boxes[way.edge.source], boxes[way.edge.target]
        out = source.middle + way.offset
        if way.straight:
            return [(source.right, source.middle), (target.x, source.middle)]
        into = target.middle - 12
        first = self.gaps[self.column[way.edge.source] + 1].track(place)
        if self.column[way.edge.target] == self.column[way.edge.source] + 1:
            return [(source.edge(way.offset), out), (first, out), (first, into), (target.x, into)]
        lane = self.lane_of[way.edge.source]
        strip = foot[lane] - 6 - TRACK * self.strips[lane].index(place)
        second = self.gaps[self.column[way.edge.target]].track(place)
        return [
            *((source.edge(way.offset), out), (first, out), (first, strip)),
            *((second, strip), (second, into), (target.x, into)),
        ]

    def _pills(self, boxes: dict[int, Box]) -> Iterable[Pill]:
        for way in self.ways:
            if not way.inside:
                box, words = boxes[way.edge.source], str(self.numbers[way.edge.target])
                gap = self.gaps[self.column[way.edge.source] + 1]
                x = box.right + gap.label + 5
                y, width = box.middle + way.offset, _pill_width(words)
                yield Pill(way.edge.source, words, box.edge(way.offset), x, y, width, True, way.edge.label)
        for key, box in boxes.items():
            if words := self._came_from(key):
                width = _pill_width(words)
                yield Pill(key, words, box.x, box.x - ARROW - width, box.middle + 13, width, False)

    def _marks(self, boxes: dict[int, Box]) -> Iterable[Mark]:
        for step in self.steps:
            box = boxes[step.key]
            if self._begins(step):
                yield Mark(box.x - ARROW - 5, box.middle + 13, False)
            if self._ends(step):
                yield Mark(box.right + 11, box.middle, True)


def _spread(exits: int) -> list[float]:
    """Where one, two or three ways leave a box, from its middle."""
    return {0: [], 1: [12.0], 2: [-10.0, 12.0], 3: [-19.0, 0.0, 19.0]}.get(
        exits, [-19.0 + 38.0 * place / max(1, exits - 1) for place in range(exits)]
    )


def label_width(label: str) -> float:
    return min(MOST_LABEL, text_width(label, TAG)) + 10 if label else 0


def _pill_width(words: str) -> float:
    return max(PILL, text_width(words, TAG) + 8)
