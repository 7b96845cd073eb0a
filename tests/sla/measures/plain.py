"""Availability weighted by time, reckoned record by record: slow and plain, what the product's arrays are held against.

A record says what state a service is in; the state lasts until the next record. No data is not up: time
that no record covers is *unknown*, stands outside the percentages and lowers the coverage. Durations are
exact seconds (Decimal), percentages exact fractions from 0 to 100: round them for the eye only, with
`shown`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np

from sla.availability import State


@dataclass(frozen=True)
class Run:
    """A stretch of time [start, end) in one state."""

    start: datetime
    end: datetime
    state: State


@dataclass(frozen=True, kw_only=True)
class Availability:
    """A window [start, end) in seconds: up + down + excluded + unknown = total.

    `excluded_down` is the part of the excluded time in which the service was down, `excluded_up` likewise.
    """

    up: Decimal
    down: Decimal
    excluded: Decimal
    unknown: Decimal
    excluded_up: Decimal
    excluded_down: Decimal

    @property
    def total(self) -> Decimal:
        return self.up + self.down + self.excluded + self.unknown

    @property
    def raw(self) -> Fraction | None:
        """Up / (up + down) as if nothing were excluded, in percent; None without data."""
        up = self.up + self.excluded_up
        return _percent(up, up + self.down + self.excluded_down)

    @property
    def adjusted(self) -> Fraction | None:
        """Up / (up + down) outside the exclusions, in percent; None without data.

        With full coverage this is (total - excluded - down) / (total - excluded).
        """
        return _percent(self.up, self.up + self.down)

    @property
    def coverage(self) -> Fraction | None:
        """Known share of the time outside the exclusions, in percent; None when everything is excluded."""
        return _percent(self.up + self.down, self.total - self.excluded)


@dataclass(frozen=True)
class ErrorBudget:
    """Minutes of downtime allowed, used and left in a window; what is left is negative after a breach."""

    allowed: Fraction
    used: Fraction

    @property
    def left(self) -> Fraction:
        return self.allowed - self.used

    @property
    def is_breached(self) -> bool:
        return self.left < 0


def availability(
    records: Iterable[tuple[datetime, State]],
    *,
    start: datetime,
    end: datetime,
    exclusions: Iterable[tuple[datetime, datetime]] = (),
    max_silence: timedelta | None = None,
    as_of: datetime | None = None,
    down_states: Collection[State] = (State.DOWN,),
) -> Availability:
    """Seconds up, down, excluded and unknown in [start, end). Records and exclusions come in any order.

    Exclusions may overlap one another and reach outside the window. Degraded counts as up unless it is
    among `down_states`. The rest is as in `runs`, whose errors are raised here too; an exclusion that ends
    before it begins is a ValueError.
    """
    up = down = excluded_up = excluded_down = timedelta(0)
    closed = _merged(exclusions, start=_utc(start), end=_utc(end))
    for run in runs(records, start=start, end=end, max_silence=max_silence, as_of=as_of):
        away = sum((_overlap(run.start, run.end, *gap) for gap in closed), timedelta(0))
        here = run.end - run.start - away
        if run.state in down_states:
            down, excluded_down = down + here, excluded_down + away
        else:
            up, excluded_up = up + here, excluded_up + away
    excluded = sum((stop - begin for begin, stop in closed), timedelta(0))
    unknown = _utc(end) - _utc(start) - excluded - up - down
    return Availability(
        up=_seconds(up),
        down=_seconds(down),
        excluded=_seconds(excluded),
        unknown=_seconds(unknown),
        excluded_up=_seconds(excluded_up),
        excluded_down=_seconds(excluded_down),
    )


def runs(
    records: Iterable[tuple[datetime, State]],
    *,
    start: datetime,
    end: datetime,
    max_silence: timedelta | None = None,
    as_of: datetime | None = None,
) -> list[Run]:
    """The known states of the window in order, in UTC, equal neighbours joined.

    A state lasts until the next record, but no longer than `max_silence` and never past `as_of`; what is
    left over is unknown and has no run. Give the last record before the window too: it says how the window
    begins. Of two records at one instant the one given last holds. Raises ValueError for a time without a
    zone and for a window that does not end after it starts.
    """
    window = (_utc(start), _utc(end))
    if window[0] >= window[1]:
        raise ValueError("The window must end after it starts.")
    last = min(window[1], _utc(as_of)) if as_of else window[1]
    joined: list[Run] = []
    for run in _stretches(records, until=last, max_silence=max_silence):
        begin, stop = max(run.start, window[0]), min(run.end, last)
        if begin >= stop:
            continue
        if joined and joined[-1].end == begin and joined[-1].state == run.state:
            begin = joined.pop().start
        joined.append(Run(begin, stop, run.state))
    return joined


def error_budget(objective: Decimal, *, total_seconds: Decimal, down_seconds: Decimal) -> ErrorBudget:
    """(100 - objective) % of the window, against the downtime in it [OpenSLO: error budget = 1 - target]."""
    if not 0 <= objective <= 100:
        raise ValueError("An objective is a percentage from 0 to 100.")
    allowed = (100 - Fraction(objective)) / 100 * Fraction(total_seconds) / 60
    return ErrorBudget(allowed, Fraction(down_seconds) / 60)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The percentile with linear interpolation between neighbours (NumPy's default); None without values."""
    if not 0 <= percent <= 100:
        raise ValueError("A percentile lies between 0 and 100.")
    return float(np.percentile(values, percent, method="linear")) if len(values) else None


def share_within(values: Sequence[float], limit: float) -> Fraction | None:
    """The share of values at or below a limit, in percent; None without values."""
    return Fraction(100 * sum(value <= limit for value in values), len(values)) if len(values) else None


def shown(percentage: Fraction, *, places: int = 4) -> Decimal:
    """A percentage cut, not rounded, to decimals, so that 99.89999 never shows as a 99.9 that was missed."""
    return Decimal(percentage.numerator * 10**places // percentage.denominator).scaleb(-places)


def _stretches(
    records: Iterable[tuple[datetime, State]], *, until: datetime, max_silence: timedelta | None
) -> Iterator[Run]:
    ordered = sorted(((_utc(at), state) for at, state in records), key=lambda record: record[0])
    if not ordered:
        return
    ordered.append((max(until, ordered[-1][0]), ordered[-1][1]))
    for (at, state), (following, _) in pairwise(ordered):
        yield Run(at, following if max_silence is None else min(following, at + max_silence), state)


def _merged(
    intervals: Iterable[tuple[datetime, datetime]], *, start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    merged: list[tuple[datetime, datetime]] = []
    for begin, stop in sorted((_utc(begin), _utc(stop)) for begin, stop in intervals):
        if begin > stop:
            raise ValueError("An exclusion must not end before it begins.")
        begin, stop = max(begin, start), min(stop, end)
        if merged and begin <= merged[-1][1]:
            begin, stop = merged[-1][0], max(stop, merged.pop()[1])
        if begin < stop:
            merged.append((begin, stop))
    return merged


def _overlap(start: datetime, end: datetime, begin: datetime, stop: datetime) -> timedelta:
    return max(timedelta(0), min(end, stop) - max(start, begin))


def _utc(moment: datetime) -> datetime:
    # Python subtracts two times of one zone by the clock on the wall, so clock changes would be lost
    # outside UTC.
    if moment.tzinfo is None:
        raise ValueError("Times need a time zone.")
    return moment.astimezone(UTC)


def _seconds(duration: timedelta) -> Decimal:
    return Decimal(duration // timedelta(microseconds=1)).scaleb(-6)


def _percent(part: Decimal, whole: Decimal) -> Fraction | None:
    return 100 * Fraction(part) / Fraction(whole) if whole else None
