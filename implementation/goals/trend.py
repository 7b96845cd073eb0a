"""Where a goal is heading: a straight line through its last measurements. Plain arithmetic, without Django."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

#: One measurement: its day and its value.
Point = tuple[datetime.date, Fraction]

#: A line through fewer says nothing; older ones than the last few say little of what comes.
FEWEST = 3
LAST = 8


@dataclass(frozen=True)
class Trend:
    """The line of least squares: ``level`` on ``last``, ``slope`` a day; resting on ``count`` days from ``first`` on."""

    slope: Fraction
    level: Fraction
    first: datetime.date
    last: datetime.date
    count: int

    def at(self, day: datetime.date) -> Fraction:
        return self.level + self.slope * (day - self.last).days

    def meets(self, target: Fraction) -> datetime.date | None:
        """The first day from the last measurement on when the line is at the target; None where it leads away from it."""
        gap = target - self.level
        if gap == 0:
            return self.last
        if self.slope == 0 or (gap > 0) != (self.slope > 0):
            return None
        days = -((-gap / self.slope) // 1)
        return self.last + datetime.timedelta(days=int(days)) if days <= FAR else None


#: Days that a forecast looks ahead at most: a century would not fit a calendar's page.
FAR = 3653


def trend(points: Sequence[Point], *, last: int = LAST) -> Trend | None:
    """Least squares through the last measurements, one for each day, in order of their days; None for fewer than three.

    With days x counted from the last one and values y: slope = Σ(x − x̄)(y − ȳ) ÷ Σ(x − x̄)², level = ȳ − slope · x̄.
    Raises ValueError where days are not in order, each once.
    """
    days = [on for on, _value in points]
    if days != sorted(set(days)):
        raise ValueError("The days of a trend stand in order, each once.")
    used = points[-last:]
    if len(used) < FEWEST:
        return None
    end = used[-1][0]
    xs = [Fraction((on - end).days) for on, _value in used]
    ys = [Fraction(value) for _on, value in used]
    nothing = Fraction(0)
    mean_x, mean_y = sum(xs, nothing) / len(xs), sum(ys, nothing) / len(ys)
    spread = sum(((x - mean_x) * (x - mean_x) for x in xs), nothing)
    slope = sum(((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)), nothing) / spread
    return Trend(slope, mean_y - slope * mean_x, used[0][0], end, len(used))


def bounded(value: Fraction, *, low: Fraction | None = None, high: Fraction | None = None) -> Fraction:
    """A forecast kept to what can be: no share is above 100 %."""
    if low is not None and value < low:
        return low
    return high if high is not None and value > high else value
