"""When an error budget is worth a word: the steps of what is used, and windows in which it burns too fast. Exact; shares in percent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from sla.measures.budgets import budget_share, burn_factor, burn_rate

Number = int | Decimal | Fraction
STEPS = (50, 75, 90, 100)
ALL = Fraction(100)


def of_count(measured: Number, *, target: Number) -> Fraction | None:
    """Of things counted that may be at most so many: at most 2 is missed with the third."""
    return Fraction(measured) / Fraction(target) * 100 if target > 0 else of_nothing(measured)


def of_nothing(used: Number) -> Fraction | None:
    """Where nothing may go wrong: gone with the first thing that did, else no budget at all."""
    return ALL if used > 0 else None


def step_reached(used: Fraction | None, steps: Sequence[int] = STEPS) -> int | None:
    """The highest step that is reached."""
    return None if used is None else max((step for step in steps if used >= step), default=None)


@dataclass(frozen=True)
class Window:
    """So many percent of the budget in the long window, and the short one that says that it still goes on."""

    percent: int
    long: timedelta
    short: timedelta


#: The workbook's windows: 2 % in an hour, 5 % in six, 10 % in a day, 10 % in three days.
WINDOWS = (
    Window(2, timedelta(hours=1), timedelta(minutes=5)),
    Window(5, timedelta(hours=6), timedelta(minutes=30)),
    Window(10, timedelta(days=1), timedelta(hours=2)),
    Window(10, timedelta(days=3), timedelta(hours=6)),
)


def burn_limit(window: Window, period: timedelta) -> Fraction:
    """How many times faster than allowed the budget may burn in the long window."""
    return burn_factor(percent=window.percent, period_hours=hours(period), window_hours=hours(window.long))


def hours(length: timedelta) -> Fraction:
    return Fraction(length // timedelta(microseconds=1), 3_600_000_000)


Span = tuple[datetime, datetime]


def overlap(spans: Iterable[Span], *, start: datetime, end: datetime) -> Fraction:
    """Seconds of these stretches, which do not overlap each other, that lie between two moments."""
    micros = timedelta(0)
    for begin, stop in spans:
        micros += max(timedelta(0), min(stop, end) - max(begin, start))
    return Fraction(micros // timedelta(microseconds=1), 1_000_000)


@dataclass(frozen=True)
class TooFast:
    """A window in which the budget burns faster than it may."""

    window: Window
    rate: Fraction
    limit: Fraction


def too_fast(
    down: Sequence[Span], *, target: Number, now: datetime, period: timedelta, windows: Sequence[Window] = WINDOWS
) -> TooFast | None:
    """The first window, the most urgent one, whose long and short stretch both burn faster than its limit.

    None too where nothing may go wrong at all: there the budget is gone with the first second.
    """
    share = budget_share(target)
    for window in windows:
        limit = burn_limit(window, period)
        rates = [
            burn_rate(bad=overlap(down, start=now - length, end=now), total=hours(length) * 3600, share=share)
            for length in (window.long, window.short)
        ]
        if all(rate is not None and rate > limit for rate in rates):
            return TooFast(window, rates[0] or Fraction(0), limit)
    return None
