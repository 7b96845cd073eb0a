"""The map of influence and interest as SVG: five by five fields, everybody a line in theirs, so that no name hides another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from change_mgmt.stakeholders.marks import linked, mark
from core.charts.labels import wrap
from core.charts.pen import element, escape

STEPS = (1, 2, 3, 4, 5)
LEFT, TOP, BOTTOM = 22, 22, 26
LINE, PAD, CAPTION = 34, 8, 16
WIDE, NARROW = 900, 350


@dataclass(frozen=True)
class Spot:
    """Somebody on the map. ``words`` is the attitude, with the one before where it moved; ``came_from`` (influence, interest)."""

    number: int
    name: str
    url: str
    influence: int
    interest: int
    attitude: int
    words: str
    came_from: tuple[int, int] | None = None


@dataclass(frozen=True)
class Words:
    title: str
    influence: str
    interest: str
    #: Of the corners: much influence and little interest, both, neither, much interest only.
    corners: tuple[str, str, str, str]


CORNERS = {(5, 1): 0, (5, 5): 1, (1, 1): 2, (1, 5): 3}


def wide_map(spots: Sequence[Spot], words: Words) -> str:
    """Names with their attitude under them."""
    across = (WIDE - LEFT - 4) / 5
    tallest = {row: max([_count(spots, row, column) for column in STEPS]) for row in STEPS}
    heights = {row: max(1, tallest[row]) * LINE + 2 * PAD + (CAPTION if row in (1, 5) else 0) for row in STEPS}
    plan = _Plan(across, heights)
    parts = []
    for (row, column), here in _by_field(spots).items():
        top = plan.top(row) + PAD + (CAPTION if row in (1, 5) else 0)
        for place, spot in enumerate(here):
            x, y = plan.left(column) + 14, top + place * LINE + 9
            parts.append((spot, x, y, _named(spot, x, y, across - 34)))
    return _drawn(plan, WIDE, words, parts)


def narrow_map(spots: Sequence[Spot], words: Words) -> str:
    """For a phone: numbers, which the list below the map tells."""
    across = (NARROW - LEFT - 2) / 5
    tallest = {row: max([-(-_count(spots, row, column) // 2) for column in STEPS]) for row in STEPS}
    plan = _Plan(across, {row: max(1, tallest[row]) * 26 + 2 * PAD for row in STEPS})
    parts = []
    for (row, column), here in _by_field(spots).items():
        for place, spot in enumerate(here):
            x = plan.left(column) + 9 + (place % 2) * across / 2
            y = plan.top(row) + PAD + 12 + place // 2 * 26
            drawn = mark(spot.attitude, x, y, size=5) + _text(str(spot.number), x + 8, y + 4, "map-number")
            hint = f"{spot.name}: {spot.words}"
            parts.append((spot, x, y, linked(drawn, url=spot.url, hint=hint)))
    return _drawn(plan, NARROW, words, parts, captions=False)


class _Plan:
    """Where the fields are: influence goes up, interest to the right."""

    def __init__(self, across: float, heights: dict[int, int]):
        self.across, self.heights = across, heights

    def left(self, column: int) -> float:
        return LEFT + (column - 1) * self.across

    def top(self, row: int) -> float:
        return TOP + sum(height for above, height in self.heights.items() if above > row)

    def middle(self, row: int, column: int) -> tuple[float, float]:
        return self.left(column) + self.across / 2, self.top(row) + self.heights[row] / 2

    @property
    def height(self) -> float:
        return TOP + sum(self.heights.values()) + BOTTOM


def _by_field(spots: Sequence[Spot]) -> dict[tuple[int, int], list[Spot]]:
    found = defaultdict(list)
    for spot in spots:
        found[spot.influence, spot.interest].append(spot)
    return found


def _count(spots: Sequence[Spot], row: int, column: int) -> int:
    return sum(1 for spot in spots if (spot.influence, spot.interest) == (row, column))


def _named(spot: Spot, x: float, y: float, room: float) -> str:
    name, words = wrap(spot.name, room, lines=1)[0], wrap(spot.words, room, lines=1, size=11)[0]
    drawn = (
        mark(spot.attitude, x, y) + _text(name, x + 12, y + 4, "map-name") + _text(words, x + 12, y + 18, "map-said")
    )
    return linked(drawn, url=spot.url, hint=f"{spot.name}: {spot.words}")


def _text(words: str, x: float, y: float, css: str, **more) -> str:
    return element("text", escape(words), x=x, y=y, class_=css, **more)


def _drawn(plan: _Plan, width: int, words: Words, parts: list, *, captions: bool = True) -> str:
    fields = "".join(_field(plan, row, column) for row in STEPS for column in STEPS)
    corners = "".join(
        _text(words.corners[which], plan.left(column) + 8, plan.top(row) + 15, "map-corner")
        for (row, column), which in CORNERS.items()
        if captions
    )
    ways = "".join(_arrow(plan, spot, x, y) for spot, x, y, _drawn_spot in parts if spot.came_from)
    scale = "".join(
        _text(str(step), LEFT - 8, plan.middle(step, 1)[1] + 4, "map-scale", text_anchor="end")
        + _text(str(step), plan.middle(1, step)[0], plan.height - BOTTOM + 15, "map-scale", text_anchor="middle")
        for step in STEPS
    )
    titles = _text(f"{words.influence} ↑", 0, 14, "map-axis") + _text(
        f"{words.interest} →", width - 4, plan.height - BOTTOM + (15 if captions else 24), "map-axis", text_anchor="end"
    )
    content = fields + corners + ways + scale + titles + "".join(drawn for _spot, _x, _y, drawn in parts)
    return element(
        "svg", content, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {plan.height:g}", width=width,
        height=plan.height, role="group", aria_label=words.title, class_="stake-map",
    )  # fmt: skip


def _field(plan: _Plan, row: int, column: int) -> str:
    css = "map-field map-close" if row > 3 and column > 3 else "map-field"
    return element(
        "rect", x=plan.left(column) + 1, y=plan.top(row) + 1, width=plan.across - 2, height=plan.heights[row] - 2,
        rx=3, class_=css,
    )  # fmt: skip


def _arrow(plan: _Plan, spot: Spot, x: float, y: float) -> str:
    """From the middle of the field where they stood to their mark, with a head before it."""
    start = plan.middle(*spot.came_from)
    return arrow(start, (x, y), away=9)


def arrow(start: tuple[float, float], end: tuple[float, float], *, away: float = 0) -> str:
    """A line with a head; it ends ``away`` pixels before its end."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = max((dx * dx + dy * dy) ** 0.5, 1)
    ux, uy = dx / long, dy / long
    tip = end[0] - ux * away, end[1] - uy * away
    back = tip[0] - ux * 7, tip[1] - uy * 7
    head = f"{tip[0]:.1f},{tip[1]:.1f} {back[0] - uy * 4:.1f},{back[1] + ux * 4:.1f} {back[0] + uy * 4:.1f},{back[1] - ux * 4:.1f}"
    line = element("line", x1=start[0], y1=start[1], x2=back[0], y2=back[1], class_="map-way")
    return (
        element("circle", cx=start[0], cy=start[1], r=2.5, class_="map-from")
        + line
        + element("polygon", points=head, class_="map-head")
    )
