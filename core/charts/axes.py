"""An axis turns a value into a pixel. Three kinds: linear, date and category."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.charts.grammar import ChartRefused
from core.charts.ticks import decimals, nice_ticks, number

Value = float | int | str

EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Axis:
    """One axis of a figure, laid out between two pixels (`start` is where the range begins)."""

    kind: str
    low: float
    high: float
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]
    categories: tuple[str, ...]
    look: dict[str, Any]

    def place(self, value: Value) -> float:
        """The pixel of a value. Raises ChartRefused when the value is off the axis or of another kind."""
        return self.place_position(self.position(value))

    def place_position(self, position: float) -> float:
        """The pixel of a position: a number, a day, or the index of a category."""
        slack = abs(self.high - self.low) * 1e-6
        if not min(self.low, self.high) - slack <= position <= max(self.low, self.high) + slack:
            raise ChartRefused(f"{position} is outside the axis, which runs from {self.low} to {self.high}.")
        return self.start + (position - self.low) / (self.high - self.low) * (self.end - self.start)

    def position(self, value: Value) -> float:
        """The value as a position on this axis."""
        return _position(value, self.kind, self.categories)


def axis(look: dict[str, Any], values: Sequence[Value], *, start: float, end: float) -> Axis:
    """The axis for the values of all traces; `look` is layout.xaxis or layout.yaxis."""
    kind = look["type"]
    categories = _categories(look, values) if kind == "category" else ()
    positions = [_position(value, kind, categories) for value in values]
    ticks = _tick_positions(look, kind, categories, positions)
    low, high = _range(look, kind, categories, positions, ticks)
    texts = look.get("ticktext") or _texts(look, kind, categories, ticks)
    return Axis(kind, low, high, start, end, tuple(zip(ticks, texts, strict=True)), categories, look)


def days(value: Value) -> float:
    """An ISO month, day or moment as days since 1970."""
    text = f"{value}-01" if len(str(value)) == len("2026-06") else str(value)
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise ChartRefused(f"{value!r} is not an ISO date.") from None
    return (moment - EPOCH).total_seconds() / 86400


def iso(position: float) -> str:
    """Days since 1970 as an ISO day."""
    return (EPOCH + timedelta(days=position)).date().isoformat()


def _position(value: Value, kind: str, categories: Sequence[str]) -> float:
    if kind == "category" and isinstance(value, str):
        if value not in categories:
            raise ChartRefused(f"{value!r} is not a category of the axis.")
        return float(categories.index(value))
    if kind == "date":
        return days(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ChartRefused(f"{value!r} is not a number.")
    return float(value)


def _categories(look: dict[str, Any], values: Sequence[Value]) -> tuple[str, ...]:
    named = [value for value in (*look.get("categoryarray", []), *values) if isinstance(value, str)]
    return tuple(dict.fromkeys(named))


def _tick_positions(
    look: dict[str, Any], kind: str, categories: Sequence[str], positions: Sequence[float]
) -> list[float]:
    if "tickvals" in look:
        return [_position(value, kind, categories) for value in look["tickvals"]]
    if kind == "category":
        return [float(index) for index in range(len(categories))]
    if kind == "date":
        return sorted(set(positions))
    if "range" in look:
        low, high = sorted(look["range"])
        return [tick for tick in nice_ticks(low, high) if low <= tick <= high]
    return nice_ticks(min(positions, default=0), max(positions, default=0))


def _range(
    look: dict[str, Any],
    kind: str,
    categories: Sequence[str],
    positions: Sequence[float],
    ticks: Sequence[float],
) -> tuple[float, float]:
    if "range" in look:
        low, high = (_position(end, kind, categories) for end in look["range"])
    elif kind == "category":
        low, high = -0.5, len(categories) - 0.5
    elif kind == "date":
        low, high = min(positions, default=0) - 15, max(positions, default=0) + 15
    else:
        low, high = ticks[0], ticks[-1]
    if low == high:
        raise ChartRefused("An axis begins and ends at the same value.")
    return low, high


def _texts(look: dict[str, Any], kind: str, categories: Sequence[str], ticks: Sequence[float]) -> list[str]:
    if kind == "category":
        return [categories[int(tick)] for tick in ticks]
    if kind == "date":
        pattern = look.get("tickformat", "%Y-%m")
        return [(EPOCH + timedelta(days=tick)).strftime(pattern) for tick in ticks]
    places = max((decimals(abs(tick)) for tick in ticks), default=0)
    return [number(tick, places) for tick in ticks]
