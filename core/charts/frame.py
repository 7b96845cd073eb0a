"""The parts that figures share: layout, axes, words beside marks."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from core.charts.axes import days, iso
from core.charts.labels import LINE_HEIGHT, SIZE, plain, width, wrap
from core.charts.ticks import decimals, nice_ticks, number
from core.charts.tokens import INK, INK_2, LINE, LINE_2, PAPER, SERIES

Figure = dict[str, Any]
Values = Sequence[float | None]

WIDTH = 720
"""Pixels for which labels are laid out; the page stretches the figure, paper scales it."""

HEIGHT = 240

DASH = "4px,3px"

Axis = dict[str, Any]


def layout(
    *, xaxis: Axis, yaxis: Axis, left: float, right: float = 16, top: float = 12, bottom: float = 28,
    size: tuple[int, int], legend: str | None = None, **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """The layout of a figure. Margins in pixels; `legend` is the words before the keys, None for no keys."""
    made: dict[str, Any] = {
        "template": {},
        "width": size[0],
        "height": size[1],
        "margin": {"l": round(left), "r": round(right), "t": round(top), "b": round(bottom)},
        "font": {"size": SIZE, "color": INK_2},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE_2, "font": {"size": SIZE, "color": INK}},
        "xaxis": xaxis,
        "yaxis": yaxis,
        "showlegend": legend is not None,
    }
    if legend is not None:
        made["margin"]["t"] = max(round(top), 34)
        made["legend"] = {
            "orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
            "yanchor": "top", "title": {"text": plain(legend), "font": {"size": SIZE, "color": INK_2}}, "bgcolor": "rgba(0,0,0,0)", "font": {"size": SIZE, "color": INK_2},
            "traceorder": "normal", "itemclick": False, "itemdoubleclick": False,
        }  # fmt: skip
    return made | more


def number_axis(ticks: Sequence[float], *, grid: bool = True, zero: bool = False) -> Axis:
    """A linear axis from the first tick to the last; `zero` draws the line at 0 stronger."""
    places = step_places(ticks)
    return {
        "type": "linear", "range": [ticks[0], ticks[-1]], "tickmode": "array", "tickvals": list(ticks),
        "ticktext": [number(tick, places) for tick in ticks], "showgrid": grid, "gridcolor": LINE,
        "zeroline": zero, "zerolinecolor": LINE_2, "zerolinewidth": 1, "fixedrange": True,
    }  # fmt: skip


def word_axis(
    words: Sequence[str], *, room: float, lines: int = 2, downwards: bool = False, strong: bool = False
) -> Axis:
    """A category axis; each word is broken into lines of `room` pixels. `downwards` puts the first on top."""
    _some(words)
    if len(set(words)) != len(words):
        raise ValueError("Two categories have the same name.")
    ends = [-0.5, len(words) - 0.5]
    return {
        "type": "category", "range": ends[::-1] if downwards else ends, "tickmode": "array",
        "tickvals": list(words), "ticktext": [broken(word, room, lines) for word in words],
        "categoryorder": "array", "categoryarray": list(words), "showgrid": False, "zeroline": False,
        "fixedrange": True, "tickangle": 0, "ticks": "", "ticklabelstandoff": 4 if downwards else 0, "tickfont": {"size": SIZE, "color": INK if strong else INK_2},
    }  # fmt: skip


def row_axis(rows: Sequence[str], *, room: float) -> Axis:
    """Rows by their number, the first on top: bars can lie between them, and two may have the same name."""
    return {
        "type": "linear", "range": [len(rows) - 0.5, -0.5], "tickmode": "array", "tickvals": list(range(len(rows))),
        "ticktext": [broken(row, room) for row in rows], "showgrid": False, "zeroline": False, "fixedrange": True,
        "tickangle": 0, "ticks": "", "ticklabelstandoff": 4, "tickfont": {"size": SIZE, "color": INK},
    }  # fmt: skip


def date_axis(dates: Sequence[str], *, room: float, pattern: str = "%Y-%m") -> Axis:
    """A date axis for ISO dates in order, with as many ticks as `room` pixels hold."""
    _some(dates)
    if list(dates) != sorted(set(dates)):
        raise ValueError("The dates of a chart stand in order, each once.")
    first, last = days(dates[0]), days(dates[-1])
    side = (last - first) / (len(dates) - 1) / 2 if len(dates) > 1 else 15
    return {
        "type": "date", "range": [iso(first - side), iso(last + side)], "tickmode": "array",
        "tickvals": thinned(dates, room=room, needed=width("2026-06") + 16), "tickformat": pattern,
        "showgrid": False, "zeroline": False, "fixedrange": True, "tickangle": 0,
    }  # fmt: skip


def _some(values: Sequence[str]) -> None:
    if not values:
        raise ValueError("A chart without values is an empty state, not a chart.")


def thinned(values: Sequence[str], *, room: float, needed: float) -> list[str]:
    """Every value, or every second, third, ... counted back from the last, so that each has `needed` pixels."""
    each = max(1, -int(-len(values) * needed // room))
    return [value for index, value in enumerate(values) if (len(values) - 1 - index) % each == 0]


def note(text: str, x: Any, y: Any, *, strong: bool = False, colour: str = "", **place: Any) -> dict[str, Any]:
    """Words beside a mark, to the right of the point unless `place` says otherwise."""
    font: dict[str, Any] = {"size": SIZE, "color": colour or (INK if strong else INK_2)}
    if strong:
        font["weight"] = 600
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "font": font,
    } | place


def heading(text: str, *, left: float) -> dict[str, Any]:
    """What a vertical axis counts, written level above it."""
    return note(plain(text), 0, 1, xref="paper", yref="paper", xshift=-round(left), yshift=8, yanchor="bottom")


def level(value: float, *, colour: str = INK) -> dict[str, Any]:
    """A dashed level line from side to side."""
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": value, "y1": value, "layer": "above",
        "line": {"color": colour, "width": 1, "dash": DASH},
    }  # fmt: skip


def broken(text: str, room: float, lines: int = 2) -> str:
    """A label in lines, ready for Plotly."""
    return "<br>".join(plain(line) for line in wrap(text, room, lines=lines))


def widest(texts: Sequence[str]) -> float:
    """The width in pixels of the widest line among labels."""
    return max((width(line) for text in texts for line in text.split("<br>")), default=0)


def tallest(texts: Sequence[str]) -> int:
    """The height in pixels of the tallest label."""
    return max((LINE_HEIGHT * (text.count("<br>") + 1) for text in texts), default=0)


def present(values: Sequence[float | None]) -> list[float]:
    """The values that are there."""
    return [value for value in values if value is not None]


def ticks_for(values: Sequence[float | None], *, from_zero: bool = False) -> list[float]:
    """Ticks around the values that are there, from zero if asked."""
    there = [*present(values), *([0.0] if from_zero else [])]
    return nice_ticks(min(there, default=0), max(there, default=1))


def step_places(ticks: Sequence[float]) -> int:
    """The decimals that the distances between ticks need."""
    return max((decimals(round(high - low, 10)) for low, high in pairwise(ticks)), default=0)


def no_more_than_colours(series: Mapping[str, Values]) -> None:
    if len(series) > len(SERIES):
        raise ValueError(f"A chart has at most {len(SERIES)} series; this one has {len(series)}.")


def left_margin(ticks: Sequence[float]) -> float:
    places = step_places(ticks)
    return 14 + max(width(number(tick, places)) for tick in ticks)


def hover(lead: str, x: Sequence[str], values: Values, unit: str, places: int | None = None) -> dict[str, Any]:
    return {
        "hoverinfo": "text",
        "hovertext": [
            "" if value is None else plain(f"{lead}{at}: {number(value, places_of(value, places))}{unit}")
            for at, value in zip(x, values, strict=True)
        ],
    }


def places_of(value: float, places: int | None) -> int:
    return min(decimals(value), 2) if places is None else places


def numbers(values: Values, places: int, unit: str = "") -> list[str]:
    return ["" if value is None else f"{number(value, places)}{plain(unit)}" for value in values]
