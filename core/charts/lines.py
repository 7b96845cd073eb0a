"""Figures made of lines: over time, and against a target."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.charts.frame import (
    HEIGHT,
    WIDTH,
    Figure,
    Values,
    broken,
    date_axis,
    heading,
    hover,
    layout,
    left_margin,
    level,
    no_more_than_colours,
    note,
    number_axis,
    places_of,
    present,
    thinned,
    ticks_for,
    widest,
    word_axis,
)
from core.charts.labels import LINE_HEIGHT, plain, spread, width
from core.charts.ticks import number
from core.charts.tokens import BAD, LINE, PAPER, SERIES

NO_EDGE = {"width": 0, "color": PAPER}
"""Plotly gives markers of many sizes a white edge and makes them see-through unless told not to."""


def line_chart(
    series: Mapping[str, Values], x: Sequence[str], *, y_title: str = "", unit: str = "", dates: bool = False,
    target: float | None = None, target_label: str = "", from_zero: bool = False, steps: bool = False,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Figure:  # fmt: skip
    """One to five lines over dates or words, each named at its end; the target is dashed.

    `steps` draws a value that holds until the next one. Raises ValueError for more lines than colours.
    """
    no_more_than_colours(series)
    ticks = ticks_for([value for values in series.values() for value in values] + [target], from_zero=from_zero)
    ends = _end_labels(series, target, target_label, ticks, unit, size)
    left, right = left_margin(ticks), 26 + widest([end["text"] for end in ends])
    room = size[0] - left - right
    data = [
        {
            "type": "scatter", "mode": "lines+markers", "name": plain(name), "x": list(x), "y": list(values),
            "line": {"color": colour, "width": 2, "shape": "hv" if steps else "linear"},
            "marker": {"color": colour, "size": _sizes(values, every=len(x) <= 24), "opacity": 1, "line": NO_EDGE},
            "cliponaxis": False, **hover(f"{name}, " if len(series) > 1 else "", x, values, unit),
        }
        for (name, values), colour in zip(series.items(), SERIES, strict=False)
    ]  # fmt: skip
    return {
        "data": data,
        "layout": layout(
            xaxis=_time_axis(x, room, dates), yaxis=number_axis(ticks), left=left, right=right,
            top=30 if y_title else 12, size=size, shapes=[] if target is None else [level(target)],
            annotations=ends + ([heading(y_title, left=left)] if y_title else []),
        ),
    }  # fmt: skip


def target_line_chart(
    x: Sequence[str], values: Values, *, target: float, name: str, miss_word: str, raw: Values | None = None,
    raw_name: str = "", y_title: str = "", unit: str = "", places: int = 2, below_is_missed: bool = True,
    dates: bool = True, size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Figure:  # fmt: skip
    """Values against a target: each with its number, a miss as a diamond with `miss_word`, raw values as hollow dots.

    Whether a value is a miss is decided on the value as given, not on the number as written.
    """
    ticks = ticks_for([*values, *(raw or []), target])
    left, goal = left_margin(ticks), number(target, places)
    right = 14 + width(goal)
    missed = [value is not None and (value < target if below_is_missed else value > target) for value in values]
    spots = x if dates else range(len(x))
    data: list[dict[str, Any]] = []
    if raw:
        data.append({
            "type": "scatter", "mode": "markers", "name": plain(raw_name), "x": list(x), "y": list(raw),
            "marker": {"color": PAPER, "size": 8, "line": {"color": SERIES[4], "width": 1.5}},
            "cliponaxis": False, **hover(f"{raw_name}, ", x, raw, unit, places),
        })  # fmt: skip
    data.append({
        "type": "scatter", "mode": "lines+markers", "name": plain(name), "x": list(x), "y": list(values),
        "line": {"color": SERIES[0], "width": 2},
        "marker": {
            "color": [BAD if miss else SERIES[0] for miss in missed], "size": [10 if miss else 9 for miss in missed],
            "symbol": ["diamond" if miss else "circle" for miss in missed], "opacity": 1, "line": NO_EDGE,
        },
        "cliponaxis": False, **hover(f"{name}, ", x, values, unit, places),
    })  # fmt: skip
    words = [
        note(
            f"{number(value, places)} {plain(miss_word)}" if miss else number(value, places), at, value,
            strong=miss, colour=BAD if miss else "", xshift=9, yshift=-10 if miss else 11,
        )
        for at, value, miss in zip(spots, values, missed, strict=True)
        if value is not None
    ]  # fmt: skip
    drops = [
        {"type": "line", "x0": at, "x1": at, "y0": high, "y1": low, "layer": "between",
         "line": {"color": LINE, "width": 1}}
        for at, high, low in zip(spots, values, raw or [], strict=False)
        if high is not None and low is not None and high != low
    ]  # fmt: skip
    words.append(note(goal, 1, target, strong=True, xref="paper", xshift=6))
    if y_title and not raw:
        words.append(heading(y_title, left=left))
    return {
        "data": data,
        "layout": layout(
            xaxis=_time_axis(x, size[0] - left - right, dates), yaxis=number_axis(ticks), left=left, right=right,
            top=46 if y_title else 26, size=size, legend=y_title if raw else None, annotations=words,
            shapes=[level(target), *drops],
        ),
    }  # fmt: skip


def _time_axis(x: Sequence[str], room: float, dates: bool) -> dict[str, Any]:
    if dates:
        return date_axis(x, room=room)
    axis = word_axis(x, room=room, lines=1)
    kept = thinned(x, room=room, needed=widest(axis["ticktext"]) + 16)
    return axis | {"tickvals": kept, "ticktext": [plain(word) for word in kept]}


def _sizes(values: Values, *, every: bool) -> list[int]:
    """A dot at each value, or at the last only where there are many."""
    last = max((index for index, value in enumerate(values) if value is not None), default=0)
    return [7 if every or index == last else 0 for index in range(len(values))]


def _end_labels(
    series: Mapping[str, Values], target: float | None, target_label: str, ticks: Sequence[float], unit: str,
    size: tuple[int, int],
) -> list[dict[str, Any]]:  # fmt: skip
    """The names of the lines at their right end (with one line its last value), and the target, kept apart."""
    ends = []
    for (name, values), colour in zip(series.items(), SERIES, strict=False):
        there = present(values)
        if there:
            last = f"{number(there[-1], places_of(there[-1], None))}{unit}"
            ends.append((there[-1], name if len(series) > 1 else last, colour))
    if target is not None:
        ends.append((target, target_label or f"{number(target, places_of(target, None))}{unit}", ""))
    height = size[1] - 58
    scale = height / (ticks[-1] - ticks[0])
    wanted = [(value - ticks[0]) * scale for value, _, _ in ends]
    placed = spread(wanted, gap=LINE_HEIGHT, low=0, high=height)
    words = []
    for (value, text, colour), at, asked in zip(ends, placed, wanted, strict=True):
        lift = round(at - asked)
        if colour and len(series) > 1:
            words.append(note("●", 1, value, colour=colour, xref="paper", xshift=5, yshift=lift))
        words.append(note(
            broken(text, 150, 1), 1, value, strong=not colour, xref="paper",
            xshift=19 if len(series) > 1 else 6, yshift=lift,
        ))  # fmt: skip
    return words
