"""The marks of each kind of trace. A mark carries data-mark, so that a test can count it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from core.charts.axes import Axis
from core.charts.grammar import ChartRefused
from core.charts.pen import element, label, path, stroke, titled
from core.charts.tokens import INK, SERIES

Trace = dict[str, Any]

PAD = 4


def scatter(trace: Trace, x: Axis, y: Axis) -> Iterator[str]:
    """A line, broken where a value is missing, with markers and labels at its points."""
    mode = trace["mode"].split("+")
    points = [
        None if px is None or py is None else (x.place(px), y.place(py))
        for px, py in zip(trace["x"], trace["y"], strict=True)
    ]
    if "lines" in mode:
        for run in _runs(points):
            corners = _steps(run) if trace.get("line", {}).get("shape") == "hv" else run
            yield element(
                "polyline", fill="none", stroke_linejoin="round", points=path(corners),
                **stroke(trace.get("line", {})), data_mark="line",
            )  # fmt: skip
    for index, point in enumerate(points):
        if point and "markers" in mode:
            yield _marker(trace, index, point)
        if point and "text" in mode and _at(trace["text"], index):
            yield _point_label(trace, index, point)


def bars(traces: Sequence[Trace], x: Axis, y: Axis, *, mode: str, gap: float) -> Iterator[str]:
    """Bars of all bar traces together, because they share the room of a category. Sizes and gap as Plotly has them."""
    reached: dict[tuple[float, bool], float] = {}
    for number, trace in enumerate(traces):
        across = trace.get("orientation", "v") == "h"
        along, values = (y, trace["x"]) if across else (x, trace["y"])
        measure = x if across else y
        if along.kind == "date":
            raise ChartRefused("A bar on a date axis is not drawn; use a category axis.")
        share = (1 - gap) / (len(traces) if mode == "group" else 1)
        shift = share * number if mode == "group" else 0.0
        for index, (place, value) in enumerate(zip(trace["y"] if across else trace["x"], values, strict=True)):
            if not value:
                continue
            middle = along.position(place)
            low = middle - (1 - gap) / 2 + shift
            begin = reached.get((middle, value > 0), 0.0) if mode == "relative" else 0.0
            reached[middle, value > 0] = begin + value
            sides = sorted((_edge(along, low), _edge(along, low + share)))
            ends = (measure.place(begin), measure.place(begin + value))
            yield _bar(trace, index, sides, ends, across=across)


def heatmap(trace: Trace, x: Axis, y: Axis) -> Iterator[str]:
    """One rectangle for each cell that has a value."""
    halves = (trace.get("xgap", 0) / 2, trace.get("ygap", 0) / 2)
    for row, values in zip(trace["y"], trace["z"], strict=True):
        for column, value in zip(trace["x"], values, strict=True):
            if value is None:
                continue
            left, right = sorted(_edge(x, x.position(column) + side) for side in (-0.5, 0.5))
            top, bottom = sorted(_edge(y, y.position(row) + side) for side in (-0.5, 0.5))
            yield element(
                "rect", x=left + halves[0], y=top + halves[1], width=right - left - 2 * halves[0],
                height=bottom - top - 2 * halves[1], fill=_scale_colour(trace, value), data_mark="cell",
            )  # fmt: skip


def _marker(trace: Trace, index: int, point: tuple[float, float]) -> str:
    look = trace.get("marker", {})
    radius = _at(look.get("size", 6), index) / 2
    edge = look.get("line", {})
    drawn = {
        "fill": _at(look.get("color", SERIES[0]), index),
        "stroke": _at(edge.get("color"), index) if edge.get("width") else None,
        "stroke_width": edge.get("width") or None,
        "data_mark": "point",
    }
    hint = titled(_at(trace.get("hovertext"), index))
    if _at(look.get("symbol", "circle"), index) == "circle":
        return element("circle", hint, cx=point[0], cy=point[1], r=radius, **drawn)
    reach = radius * 1.3
    corners = [(point[0] + dx * reach, point[1] + dy * reach) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))]
    return element("polygon", hint, points=path(corners), **drawn)


def _point_label(trace: Trace, index: int, point: tuple[float, float]) -> str:
    vertical, _, side = str(_at(trace.get("textposition", "middle center"), index)).partition(" ")
    away = _at(trace.get("marker", {}).get("size", 6), index) / 2 / 0.8 + 1
    return label(
        _at(trace["text"], index),
        point[0] + {"left": -away, "center": 0, "right": away}[side],
        point[1] + {"top": -away, "middle": 0, "bottom": away}[vertical],
        font={key: _at(value, index) for key, value in trace.get("textfont", {}).items()},
        anchor={"left": "end", "center": "middle", "right": "start"}[side],
        vertical={"top": "bottom", "middle": "middle", "bottom": "top"}[vertical],
    )


def _bar(
    trace: Trace,
    index: int,
    sides: Sequence[float],
    ends: tuple[float, float],
    *,
    across: bool,
) -> str:
    near, far = sorted(ends)
    box = (
        (near, sides[0], far - near, sides[1] - sides[0])
        if across
        else (sides[0], near, sides[1] - sides[0], far - near)
    )
    look = trace.get("marker", {})
    edge = look.get("line", {})
    drawn = element(
        "rect", titled(_at(trace.get("hovertext"), index)), x=box[0], y=box[1], width=box[2], height=box[3],
        fill=_at(look.get("color", SERIES[0]), index), stroke=edge.get("color"), stroke_width=edge.get("width"),
        data_mark="bar",
    )  # fmt: skip
    text = _at(trace.get("text"), index)
    position = trace.get("textposition", "none")
    if not text or position == "none":
        return drawn
    font = {key: _at(value, index) for key, value in trace.get("textfont", {}).items()}
    if position == "inside":
        return drawn + label(
            text, box[0] + box[2] / 2, box[1] + box[3] / 2, font={"color": INK} | font, anchor="middle"
        )
    grows = ends[1] >= ends[0]
    if across:
        return drawn + label(
            text,
            ends[1] + (PAD if grows else -PAD),
            sum(sides) / 2,
            font=font,
            anchor="start" if grows else "end",
        )
    return drawn + label(
        text, sum(sides) / 2, ends[1] + (PAD if grows else -PAD), font=font, anchor="middle",
        vertical="top" if grows else "bottom",
    )  # fmt: skip


def _runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    run: list[tuple[float, float]] = []
    for point in (*points, None):
        if point:
            run.append(point)
        elif run:
            if len(run) > 1:
                yield run
            run = []


def _steps(run: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    corners = [run[0]]
    for before, after in pairwise(run):
        corners += [(after[0], before[1]), after]
    return corners


def _edge(along: Axis, position: float) -> float:
    """The pixel of the side of a bar or cell, which may stand half a category outside the centre."""
    return along.start + (position - along.low) / (along.high - along.low) * (along.end - along.start)


def _scale_colour(trace: Trace, value: float) -> str:
    """The colour of a stepped colour scale: pairs of [share, colour] in which each colour has a flat stretch."""
    share = (value - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
    for (low, colour), (high, same) in pairwise(trace["colorscale"]):
        if low <= share <= high and low < high:
            if colour != same:
                raise ChartRefused("A colour scale that fades is not drawn; give each colour a flat stretch.")
            return str(colour)
    raise ChartRefused(f"{value} is outside the colour scale.")


def _at(value: Any, index: int) -> Any:
    return value[index] if isinstance(value, list | tuple) else value
