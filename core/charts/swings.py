"""How far an outcome swings with each thing it rests on: the tornado."""

from collections.abc import Sequence
from typing import Any

from core.charts.frame import (
    DASH,
    WIDTH,
    Figure,
    layout,
    note,
    number_axis,
    row_axis,
    step_places,
    tallest,
    ticks_for,
    widest,
)
from core.charts.labels import plain
from core.charts.ticks import number
from core.charts.tokens import INK, SERIES

ROW, THICK = 30, 12


def swing_chart(
    labels: Sequence[str], swings: Sequence[tuple[float, float]], *, middle: float, low_name: str, high_name: str,
    x_title: str = "", middle_label: str = "", size: tuple[int, int] | None = None,
) -> Figure:  # fmt: skip
    """Lying bars from the middle to where the outcome goes when one thing falls out (low, high), the first on top.

    Raises ValueError when nothing swings.
    """
    if not swings or len(labels) != len(swings):
        raise ValueError("A chart without values is an empty state, not a chart.")
    ticks = ticks_for([middle, *(end for swing in swings for end in swing)])
    down = row_axis(labels, room=170)
    left = 14 + widest(down["ticktext"])
    size = size or (WIDTH, 92 + len(labels) * max(ROW, tallest(down["ticktext"]) + 10))
    places = step_places(ticks)
    data = [
        _bars(name, labels, [swing[place] for swing in swings], middle, SERIES[colour], places)
        for place, (name, colour) in enumerate(((low_name, 2), (high_name, 0)))
    ]
    line = {
        "type": "line",
        "xref": "x",
        "x0": middle,
        "x1": middle,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "above",
    }
    title = note(plain(x_title), 1, 0, xref="paper", yref="paper", xanchor="right", yanchor="top", yshift=-24)
    word = note(
        plain(middle_label),
        middle,
        1,
        strong=True,
        xref="x",
        yref="paper",
        xanchor="center",
        yanchor="bottom",
        yshift=3,
    )
    return {
        "data": data,
        "layout": layout(
            xaxis=number_axis(ticks), yaxis=down, left=left, right=28, top=52, bottom=46, size=size, legend="",
            shapes=[line | {"line": {"color": INK, "width": 1, "dash": DASH}}],
            annotations=[item for item, text in ((title, x_title), (word, middle_label)) if text],
        ),
    }  # fmt: skip


def _bars(
    name: str, labels: Sequence[str], ends: Sequence[float], middle: float, colour: str, places: int
) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    words: list[str] = []
    for row, (label, end) in enumerate(zip(labels, ends, strict=True)):
        x += [middle, end, None]
        y += [row, row, None]
        words += [plain(f"{label}, {name}: {number(end, places)}")] * 2 + [""]
    return {
        "type": "scatter", "mode": "lines", "name": plain(name), "x": x, "y": y,
        "line": {"color": colour, "width": THICK}, "cliponaxis": False, "hoverinfo": "text", "hovertext": words,
    }  # fmt: skip
