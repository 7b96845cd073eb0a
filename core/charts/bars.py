"""Figures made of bars: groups, parts of a whole, a ranking, a running total."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.charts.frame import (
    HEIGHT,
    WIDTH,
    Figure,
    Values,
    broken,
    heading,
    hover,
    layout,
    left_margin,
    no_more_than_colours,
    note,
    number_axis,
    numbers,
    present,
    tallest,
    ticks_for,
    widest,
    word_axis,
)
from core.charts.labels import plain, width
from core.charts.ticks import number
from core.charts.tokens import INK_2, ON_SERIES, PAPER, SERIES


def bar_chart(
    series: Mapping[str, Values], labels: Sequence[str], *, y_title: str = "", unit: str = "", places: int = 0,
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Figure:  # fmt: skip
    """Upright bars, one group for each label and one colour for each series, with the number over each bar."""
    no_more_than_colours(series)
    ticks = ticks_for([value for values in series.values() for value in values], from_zero=True)
    left = left_margin(ticks)
    room = (size[0] - left - 16) / max(len(labels), 1)
    axis = word_axis(labels, room=room - 8)
    fits = max((width(number(value, places)) for values in series.values() for value in present(values)), default=0)
    written = fits + 2 <= room * 0.7 / len(series)
    data = [
        _bars(name, labels, values, colour=colour, unit=unit, places=places, many=len(series) > 1)
        | ({"text": numbers(values, places), "textposition": "outside", "textangle": 0} if written else {})
        for (name, values), colour in zip(series.items(), SERIES, strict=False)
    ]
    many = len(series) > 1
    return {
        "data": data,
        "layout": layout(
            xaxis=axis, yaxis=number_axis(ticks, zero=True), left=left, top=34 if y_title or many else 20,
            bottom=12 + tallest(axis["ticktext"]), size=size, legend=y_title if many else None, barmode="group",
            bargap=0.3, annotations=[heading(y_title, left=left)] if y_title and not many else [],
        ),
    }  # fmt: skip


def stacked_bars(
    series: Mapping[str, Values], labels: Sequence[str], *, x_title: str = "", unit: str = "", places: int = 0,
    spans: Sequence[tuple[float, float]] = (), size: tuple[int, int] | None = None,
) -> Figure:  # fmt: skip
    """Lying bars made of parts, the sum beside each; `spans` draws a low-to-high line under each bar."""
    no_more_than_colours(series)
    if any(value < 0 for values in series.values() for value in present(values)):
        raise ValueError("A stacked bar has no negative parts.")
    sums = [sum(present([values[index] for values in series.values()])) for index in range(len(labels))]
    ticks = ticks_for([*sums, *(end for span in spans for end in span)], from_zero=True)
    axis = word_axis(labels, room=160, downwards=True, strong=True)
    size = size or (WIDTH, 62 + len(labels) * 46)
    left, right = 14 + widest(axis["ticktext"]), 20 + widest([number(total, places) for total in sums])
    per_pixel = ticks[-1] / (size[0] - left - right)
    data = [
        _bars(name, labels, values, colour=colour, unit=unit, places=places, many=True, across=True)
        | {
            "text": _fitting(values, places, per_pixel), "textposition": "inside", "textangle": 0,
            "insidetextanchor": "middle", "constraintext": "none", "textfont": {"color": on, "size": 11},
        }
        for (name, values), colour, on in zip(series.items(), SERIES, ON_SERIES, strict=False)
    ]  # fmt: skip
    return {
        "data": data,
        "layout": layout(
            xaxis=number_axis(ticks), yaxis=axis, left=left, right=right, size=size, legend=x_title, barmode="relative",
            bargap=0.42, shapes=_span_lines(spans),
            annotations=[
                note(number(total, places), total, index, strong=True, xshift=7) for index, total in enumerate(sums)
            ],
        ),
    }  # fmt: skip


def ranking_chart(
    labels: Sequence[str], values: Values, *, first: Sequence[int] = (0,), out: Sequence[int] = (), unit: str = "",
    places: int = 2, top: float | None = None, size: tuple[int, int] | None = None,
) -> Figure:  # fmt: skip
    """Lying bars from the first label down, the number at the end of each; no axis is needed to read them.

    `first` are the places drawn strong, `out` those drawn pale (named in the list, but not ranked); `top` is
    the highest value there can be.
    """
    axis = word_axis(labels, room=190, downwards=True)
    high = max([*present(values), top or 0], default=0) or 1
    colours = [SERIES[0] if i in first else SERIES[3] if i in out else SERIES[2] for i in range(len(labels))]
    bars = _bars("", labels, values, colour=colours, unit=unit, places=places, many=False, across=True)
    return {
        "data": [bars],
        "layout": layout(
            xaxis=number_axis([0, high], grid=False) | {"ticktext": ["", ""]}, yaxis=axis,
            left=14 + widest(axis["ticktext"]), right=18 + widest(numbers(values, places, unit)), top=4, bottom=4,
            size=size or (WIDTH, 8 + len(labels) * max(28, tallest(axis["ticktext"]) + 6)), barmode="group",
            bargap=0.46,
            annotations=[
                note(f"{number(value, places)}{plain(unit)}", value, index, strong=index in first, xshift=7)
                for index, value in enumerate(values) if value is not None
            ],
        ),
    }  # fmt: skip


def cumulative_chart(
    x: Sequence[str], changes: Sequence[float], *, change_name: str, total_name: str, y_title: str = "",
    unit: str = "", places: int = 0, cross_label: str = "", size: tuple[int, int] = (WIDTH, HEIGHT),
) -> Figure:  # fmt: skip
    """Bars of what each step brings (a loss is grey) and the line of the running total.

    `cross_label` is written at the first total that is not negative after one that was.
    """
    totals = [sum(changes[: index + 1]) for index in range(len(changes))]
    ticks = ticks_for([*changes, *totals], from_zero=True)
    left = left_margin(ticks)
    axis = word_axis(x, room=(size[0] - left - 16) / max(len(x), 1) - 8)
    gains, losses = ([change if sign * change > 0 else None for change in changes] for sign in (1, -1))
    line = {
        "type": "scatter", "mode": "lines+markers", "name": plain(total_name), "x": list(x), "y": totals,
        "line": {"color": SERIES[0], "width": 2}, "marker": {"color": SERIES[0], "size": 8}, "cliponaxis": False,
        **hover(f"{total_name}, ", x, totals, unit, places),
    }  # fmt: skip
    cross = next((i for i in range(1, len(totals)) if totals[i - 1] < 0 <= totals[i]), None)
    words = [note(number(totals[-1], places), len(x) - 1, totals[-1], strong=True, xanchor="center", yshift=14)]
    if cross is not None and cross_label:
        words.append(note(plain(cross_label), cross, totals[cross], strong=True, xshift=8, yshift=-13))
    return {
        "data": [
            _bars(change_name, x, gains, colour=SERIES[2], unit=unit, places=places, many=True),
            _bars(change_name, x, losses, colour=SERIES[4], unit=unit, places=places, many=True) | {"showlegend": False},
            line,
        ],
        "layout": layout(
            xaxis=axis, yaxis=number_axis(ticks, zero=True), left=left, size=size, legend=y_title,
            bottom=12 + tallest(axis["ticktext"]), barmode="relative", bargap=0.5, annotations=words,
        ),
    }  # fmt: skip


def _bars(
    name: str, labels: Sequence[str], values: Values, *, colour: str | list[str], unit: str, places: int, many: bool,
    across: bool = False,
) -> dict[str, Any]:  # fmt: skip
    along, measure = list(labels), list(values)
    return {
        "type": "bar", "orientation": "h" if across else "v", "name": broken(name, 220, 1),
        "x": measure if across else along, "y": along if across else measure,
        "marker": {"color": colour, "line": {"color": PAPER, "width": 1}}, "cliponaxis": False,
        **hover(f"{name}, " if many else "", labels, values, unit, places),
    }  # fmt: skip


def _fitting(values: Values, places: int, per_pixel: float) -> list[str]:
    """The number of each part that is wide enough to hold it; the others are read in the table."""
    return [
        text if value is not None and value / per_pixel > width(text, 11) + 6 else ""
        for value, text in zip(values, numbers(values, places), strict=True)
    ]


def _span_lines(spans: Sequence[tuple[float, float]]) -> list[dict[str, Any]]:
    """A line with two caps under each lying bar."""
    look = {"type": "line", "layer": "above", "line": {"color": INK_2, "width": 1.25}}
    return [
        look | {"x0": x0, "x1": x1, "y0": index + y0, "y1": index + y1}
        for index, (low, high) in enumerate(spans)
        for x0, x1, y0, y1 in ((low, high, 0.4, 0.4), (low, low, 0.34, 0.46), (high, high, 0.34, 0.46))
    ]
