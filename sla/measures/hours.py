"""Hours of service by the clock on the wall: weekdays, holidays, days worked in exchange, and clock changes.

A moment is open when the clock on the wall of the zone shows a time within a span of its day. Where a clock is put back,
an hour that it shows twice counts twice; an hour that it leaps over is none. Spans of time are whole microseconds since
1970 in UTC, as arrays of [from, to), in order and apart from one another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from sla.measures.spans import Spans, merged

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICRO = timedelta(microseconds=1)
MINUTE = 60 * 1_000_000
DAY_MINUTES = 24 * 60
#: How closely a change of the clock is looked for; no zone changes twice within it.
STEP = timedelta(hours=6)


@dataclass(frozen=True)
class Hours:
    """``week``: the spans of Monday to Sunday in minutes of the day, [from, to), up to 1440.

    A holiday has none. An extra day has those of the first weekday that has any, unless it is a usual day with its own.
    """

    zone: ZoneInfo
    week: tuple[tuple[tuple[int, int], ...], ...]
    holidays: frozenset[date] = frozenset()
    extra_days: frozenset[date] = frozenset()

    def of(self, day: date) -> tuple[tuple[int, int], ...]:
        """The spans of one day."""
        if day in self.extra_days:
            return self.week[day.weekday()] or next((spans for spans in self.week if spans), ())
        return () if day in self.holidays else self.week[day.weekday()]


@lru_cache(maxsize=64)
def open_spans(hours: Hours, start: int, end: int) -> Spans:
    """When it is open within [start, end)."""
    found = [span for piece in _pieces(hours.zone, start, end) for span in _open_within(hours, *piece)]
    return merged(np.array(found, dtype=np.int64).reshape(-1, 2), start, end)


def business_seconds(start: datetime, end: datetime, hours: Hours) -> int | float:
    """Open seconds between two moments with a zone; 0 where the second is not later."""
    first, last = ((moment - EPOCH) // MICRO for moment in (start, end))
    if first >= last:
        return 0
    spans: NDArray[np.int64] = open_spans(hours, first, last)
    micros = int((spans[:, 1] - spans[:, 0]).sum())
    return micros // 1_000_000 if micros % 1_000_000 == 0 else micros / 1_000_000


def _open_within(hours: Hours, begin: int, stop: int, offset: int) -> Iterator[tuple[int, int]]:
    """Open spans of a stretch in which the clock runs evenly, ``offset`` ahead of UTC."""
    day = (EPOCH + (begin + offset) * MICRO).date()
    last = (EPOCH + (stop + offset) * MICRO).date()
    while day <= last:
        midnight = (datetime(day.year, day.month, day.day, tzinfo=UTC) - EPOCH) // MICRO - offset
        for opens, closes in hours.of(day):
            first, until = max(begin, midnight + opens * MINUTE), min(stop, midnight + closes * MINUTE)
            if first < until:
                yield first, until
        day += timedelta(days=1)


def _pieces(zone: ZoneInfo, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Stretches of [start, end) in which the clock runs evenly, with its offset in microseconds."""
    begin, at = start, EPOCH + start * MICRO
    offset, last = _offset(zone, at), EPOCH + end * MICRO
    while at < last:
        following = min(at + STEP, last)
        after = _offset(zone, following)
        if after != offset:
            change = _change(zone, at, following)
            yield begin, (change - EPOCH) // MICRO, offset
            begin, offset = (change - EPOCH) // MICRO, after
        at = following
    if begin < end:
        yield begin, end, offset


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second at which the clock is changed, between a moment before it and one after it."""
    old = _offset(zone, before)
    low, high = before.replace(microsecond=0), after
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == old else (low, middle)
    return high


def _offset(zone: ZoneInfo, moment: datetime) -> int:
    shift = moment.astimezone(zone).utcoffset()
    return (shift or timedelta(0)) // MICRO
