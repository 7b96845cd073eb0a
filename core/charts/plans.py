"""A plan against the calendar: bars from day to day, points on their day, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.charts.frame import WIDTH, Axis, Figure, layout, note, row_axis, tallest, thinned, widest
from core.charts.labels import plain, width
from core.charts.lines import NO_EDGE
from core.charts.tokens import INK, INK_2, LINE, PAPER, SERIES

ROW = 50
"""Pixels for one row of the plan: three lanes of bars and one of points."""

LANES = (-0.32, -0.12, 0.08)
POINTS = 0.3
THICK = 8


@dataclass(frozen=True)
class Spans:
    """Bars of one kind: (row, first day, last day), both days counted. ``lane`` is 0, 1 or 2 from the top of a row.

    What is dashed is not certain yet; two kinds may share a lane where they never overlap.
    """

    name: str
    lane: int
    colour: int
    spans: Sequence[tuple[int, str, str]]
    dashed: bool = False


@dataclass(frozen=True)
class Points:
    """Marks of one kind: (row, day, what it is)."""

    name: str
    points: Sequence[tuple[int, str, str]]
    diamond: bool = False


def timeline(
    rows: Sequence[str], *, spans: Sequence[Spans], points: Sequence[Points] = (), today: str = "",
    today_label: str = "", size: tuple[int, int] | None = None,
) -> Figure:  # fmt: skip
    """One row for each stage, the first on top, with its bars and points; today is a dashed line.

    Raises ValueError when there is no bar or one ends before it begins.
    """
    ends = [day for kind in spans for _row, first, last in kind.spans for day in (first, last)]
    if not ends:
        raise ValueError("A chart without values is an empty state, not a chart.")
    if any(last < first for kind in spans for _row, first, last in kind.spans):
        raise ValueError("A bar ends before it begins.")
    days = [*ends, *(day for kind in points for _row, day, _what in kind.points), *([today] if today else [])]
    down = row_axis(rows, room=130)
    left = 14 + widest(down["ticktext"])
    size = size or (WIDTH, 74 + len(rows) * max(ROW, tallest(down["ticktext"]) + 12))
    room = size[0] - left - 16
    return {
        "data": [_bars(kind) for kind in spans if kind.spans] + [_marks(kind) for kind in points if kind.points],
        "layout": layout(
            xaxis=_day_axis(min(days), max(days), room=room), yaxis=down, left=left, top=52, size=size, legend="",
            shapes=[_line_at(today)] if today else [],
            annotations=[_word_at(today, today_label)] if today and today_label else [],
        ),
    }  # fmt: skip


def _bars(kind: Spans) -> dict[str, Any]:
    """Thick lines with a gap after each; a day lasts until the next one begins."""
    x: list[str | None] = []
    y: list[float | None] = []
    words = []
    for row, first, last in kind.spans:
        x += [first, _next_day(last), None]
        y += [row + LANES[kind.lane]] * 2 + [None]
        words += [plain(f"{kind.name}: {first} – {last}")] * 2 + [""]
    line: dict[str, Any] = {"color": SERIES[kind.colour], "width": THICK}
    if kind.dashed:
        line["dash"] = "5px,2px"
    return {
        "type": "scatter", "mode": "lines", "name": plain(kind.name), "x": x, "y": y, "line": line,
        "cliponaxis": False, "hoverinfo": "text", "hovertext": words,
    }  # fmt: skip


def _marks(kind: Points) -> dict[str, Any]:
    look = {"color": INK, "size": 9, "symbol": "diamond", "opacity": 1, "line": NO_EDGE}
    if not kind.diamond:
        look = {"color": PAPER, "size": 8, "symbol": "circle", "opacity": 1, "line": {"color": INK_2, "width": 1.5}}
    return {
        "type": "scatter", "mode": "markers", "name": plain(kind.name),
        "x": [day for _row, day, _what in kind.points], "y": [row + POINTS for row, _day, _what in kind.points],
        "marker": look, "cliponaxis": False, "hoverinfo": "text",
        "hovertext": [plain(f"{what}: {day}") for _row, day, what in kind.points],
    }  # fmt: skip


def _day_axis(first: str, last: str, *, room: float) -> Axis:
    """From the first to the last day with a line at the start of months, as many as there is room for."""
    low, high = date.fromisoformat(first), date.fromisoformat(last)
    side = timedelta(days=max(2, (high - low).days // 60))
    low, high = low - side, high + side + timedelta(days=1)
    months = _months(low, high) or [low.isoformat()]
    return {
        "type": "date", "range": [low.isoformat(), high.isoformat()], "tickmode": "array",
        "tickvals": thinned(months, room=room, needed=width("2026-06") + 16), "tickformat": "%Y-%m", "showgrid": True,
        "gridcolor": LINE, "zeroline": False, "fixedrange": True, "tickangle": 0,
    }  # fmt: skip


def _months(low: date, high: date) -> list[str]:
    found = []
    month = low.replace(day=1)
    while month <= high:
        if month >= low:
            found.append(month.isoformat())
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _line_at(day: str) -> dict[str, Any]:
    return {
        "type": "line", "xref": "x", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "layer": "above",
        "line": {"color": INK, "width": 1, "dash": "4px,3px"},
    }  # fmt: skip


def _word_at(day: str, word: str) -> dict[str, Any]:
    return note(plain(word), day, 1, strong=True, xref="x", yref="paper", xanchor="center", yanchor="bottom", yshift=3)
