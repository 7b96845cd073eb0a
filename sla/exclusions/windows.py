"""Windows that come back every week, by the clock of a place, over changes of that clock.

A window is from a time of day (included) to a time of day (excluded); an end at or before its beginning lies on the next day.
Where the clock skips a beginning or an end, it is taken at the moment of the change; where the clock shows it twice, a window
lasts from the first showing of its beginning to the last showing of its end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """Every week on a day (Monday is 0) from ``opens`` to ``closes``."""

    weekday: int
    opens: time
    closes: time


def weekly(window: Window, *, start: datetime, end: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """The parts of [start, end) that lie in the window, in order, in UTC. Raises ValueError for times without a zone."""
    if start.tzinfo is None or end.tzinfo is None:
        raise ValueError("Times need a time zone.")
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    found = []
    day = start.astimezone(zone).date() - DAY
    day += timedelta(days=(window.weekday - day.weekday()) % 7)
    while (begin := moment(day, window.opens, zone)) < end:
        until = day if window.closes > window.opens else day + DAY
        stop = min(moment(until, window.closes, zone, last=True), end)
        begin = max(begin, start)
        if begin < stop:
            found.append((begin, stop))
        day += 7 * DAY
    return found


def moment(day: date, clock: time, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """When the clock of a place shows this time, in UTC: the first or the last time, or when it jumps past it."""
    shown = datetime.combine(day, clock, zone)
    earlier, later = sorted(shown.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier == later:
        return earlier
    if earlier.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None):
        return later if last else earlier
    return _jump(earlier, later, zone)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two, to the second, at which the offset of the place changes."""
    offset = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while low + 1 < high:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)
