"""Availability weighted by time, from arrays of records: a state lasts until the next record, no longer than a silence.

Everything is counted in whole microseconds, so that up, down, excluded and unknown add up to the time looked at exactly.
No data is not up: time that no record covers is unknown.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from sla.measures.spans import Ints, Spans, both, length, merged, within, without


@dataclass(frozen=True, kw_only=True)
class Times:
    """Microseconds of the counted time: up + down + excluded + unknown = total."""

    up: int
    down: int
    excluded: int
    unknown: int
    excluded_up: int
    excluded_down: int
    # Known and bad time that counts; every stretch that was down, before exclusions and hours.
    known: Spans
    bad: Spans
    outages: Spans
    known_until: int | None

    @property
    def total(self) -> int:
        return self.up + self.down + self.excluded + self.unknown

    @property
    def raw(self) -> Fraction | None:
        up = self.up + self.excluded_up
        return percentage(up, up + self.down + self.excluded_down)

    @property
    def adjusted(self) -> Fraction | None:
        return percentage(self.up, self.up + self.down)

    @property
    def coverage(self) -> Fraction | None:
        return percentage(self.up + self.down, self.total - self.excluded)


def percentage(part: int | Fraction, whole: int | Fraction) -> Fraction | None:
    """100 x part / whole; None where the whole is nothing."""
    return Fraction(100 * part) / Fraction(whole) if whole else None


def times(
    at: Ints,
    down: NDArray[np.bool_],
    *,
    start: int,
    end: int,
    silence: int,
    excluded: Spans,
    hours: Spans | None = None,
) -> Times:
    """How [start, end) was spent, within hours of service where there are any.

    ``at`` is in order; of two records at one moment the later one holds. Give the records before the window too, as far as
    the silence reaches: they say how the window begins.
    """
    if start >= end:
        raise ValueError("The window must end after it starts.")
    if not len(at):
        stretches = np.empty((0, 2), dtype=np.int64)
    else:
        following = np.append(at[1:], max(end, int(at[-1])))
        stretches = np.column_stack((at, np.minimum(following, at + silence)))
    known = merged(stretches, start, end)
    outages = merged(stretches[down], start, end)
    window = merged(np.array([[start, end]], dtype=np.int64) if hours is None else hours, start, end)
    away = both(merged(excluded, start, end), window)
    counted = without(window, away)
    known_counted, bad = both(known, counted), both(outages, counted)
    down_time, away_down = length(bad), length(both(outages, away))
    seen = length(known_counted)
    return Times(
        up=seen - down_time,
        down=down_time,
        excluded=length(away),
        unknown=length(counted) - seen,
        excluded_up=length(both(known, away)) - away_down,
        excluded_down=away_down,
        known=known_counted,
        bad=bad,
        outages=outages,
        known_until=int(known[-1, 1]) if len(known) else None,
    )


def by_day(edges: Ints, bad: Spans, known: Spans) -> list[tuple[int, int]]:
    """For each day between neighbouring edges how much was bad and how much was known."""
    days = np.column_stack((edges[:-1], edges[1:]))
    return list(zip(within(days, bad).tolist(), within(days, known).tolist(), strict=True))
