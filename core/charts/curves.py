"""Curves over numbers: how one amount falls or rises with another."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.charts.frame import DASH, HEIGHT, WIDTH, Figure, heading, layout, left_margin, note, number_axis, ticks_for
from core.charts.labels import plain
from core.charts.lines import NO_EDGE
from core.charts.ticks import number
from core.charts.tokens import INK, SERIES

Curve = Sequence[tuple[float, float]]

#: Curves differ by their line too, for those who do not see the colours.
DASHES = ("solid", "8px,3px", "3px,3px", "12px,3px")


def curve_chart(
    curves: Mapping[str, Curve], *, x_title: str, y_title: str, unit: str = "", limit: Curve = (), limit_label: str = "",
    size: tuple[int, int] = (WIDTH, HEIGHT + 60),
) -> Figure:  # fmt: skip
    """One to four curves of (x, y) in order of x, with keys above; ``limit`` is dashed, with a dot at each of its points.

    ``unit`` is written after a value of y. Raises ValueError without a curve or for more than four.
    """
    if not curves or any(not curve for curve in curves.values()):
        raise ValueError("A chart without values is an empty state, not a chart.")
    if len(curves) > len(DASHES):
        raise ValueError(f"A chart of curves has at most {len(DASHES)}; this one has {len(curves)}.")
    spots = [spot for curve in [*curves.values(), limit] for spot in curve]
    across = ticks_for([x for x, _y in spots], from_zero=True)
    up = ticks_for([y for _x, y in spots], from_zero=True)
    data = [
        _trace(name, curve, unit, {"color": colour, "width": 2, "dash": dash})
        for (name, curve), colour, dash in zip(curves.items(), SERIES, DASHES, strict=False)
    ]
    if limit:
        dashed = _trace(limit_label, limit, unit, {"color": INK, "width": 1, "dash": DASH})
        marker = {"color": INK, "size": 7, "symbol": "circle", "opacity": 1, "line": NO_EDGE}
        data.append(dashed | {"mode": "lines+markers", "marker": marker})
    left = left_margin(up)
    title = note(plain(x_title), 1, 0, xref="paper", yref="paper", xanchor="right", yanchor="top", yshift=-24)
    return {
        "data": data,
        "layout": layout(
            xaxis=number_axis(across, grid=False), yaxis=number_axis(up), left=left, right=28, top=52, bottom=46,
            size=size, legend="", annotations=[title, heading(y_title, left=left)],
        ),
    }  # fmt: skip


def _trace(name: str, curve: Curve, unit: str, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "name": plain(name), "x": [x for x, _y in curve],
        "y": [y for _x, y in curve], "line": line, "cliponaxis": False, "hoverinfo": "text",
        "hovertext": [plain(f"{name}: {number(x, 0)}, {number(y, 1)}{unit}") for x, y in curve],
    }  # fmt: skip
