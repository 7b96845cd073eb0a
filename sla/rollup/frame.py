"""What every kind of objective needs of a month: its window, the time that counts, and what is left out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from sla.exclusions.gaps import gaps_of
from sla.instants import SECOND, instant, moment
from sla.measures import spans
from sla.measures.hours import open_spans
from sla.measures.values import cut
from sla.models import Exclusion, Objective
from sla.rollup.months import day_edges, window
from sla.rollup.reading import Records, Rows

PLACES = 10
MOST_OUTAGES = 50
MOST_WORST = 10
#: Windows of the burn rate, in hours.
WINDOWS = (1, 6, 72)


@dataclass(frozen=True)
class Frame:
    """One objective in one month, up to now where the month still runs."""

    objective: Objective
    month: datetime.date
    start: datetime.datetime
    end: datetime.datetime
    now: datetime.datetime
    records: Records
    exclusions: Sequence[Exclusion]
    # The last moment that records of the monitor speak of
    last: int

    @property
    def until(self) -> datetime.datetime:
        return min(self.end, self.now)

    @property
    def bounds(self) -> tuple[int, int]:
        return instant(self.start), instant(self.until)

    @property
    def silence(self) -> int:
        return self.objective.max_silence_hours * 3600 * SECOND

    @property
    def runs(self) -> bool:
        return self.now < self.end

    @cached_property
    def excluded(self) -> spans.Spans:
        gaps = gaps_of(self.objective, self.start, self.end, exclusions=self.exclusions)
        return spans.merged(spans.spans_of((instant(a), instant(b)) for a, b in gaps), *self.whole)

    @property
    def whole(self) -> tuple[int, int]:
        return instant(self.start), instant(self.end)

    @cached_property
    def hours(self) -> spans.Spans | None:
        """Open time of the whole month, or None where every hour counts."""
        return open_spans(self.objective.calendar.hours, *self.whole) if self.objective.calendar_id else None

    @cached_property
    def edges(self) -> list[tuple[datetime.date, int]]:
        return day_edges(self.start, self.until, self.objective.agreement.zone)

    @property
    def counted_until_the_end(self) -> int:
        """Microseconds of the whole month that count: open, and not excluded."""
        whole = spans.spans_of([self.whole]) if self.hours is None else self.hours
        return spans.length(spans.without(whole, spans.both(self.excluded, whole)))

    def rows(self) -> Rows:
        """The records of the month, and those before it as far as the silence reaches."""
        start, until = self.bounds
        return self.records.rows(self.objective.monitor, start - self.silence, until)

    def judged(self, result: Fraction | None) -> dict:
        return {"attained": self.objective.is_met_by(result)}

    def is_provisional(self, known_until: int | None) -> bool:
        """Until the records reach its end, a month is not judged."""
        end = instant(self.end)
        return self.runs or ((known_until is None or known_until < end) and self.last < end)

    def cut(self, value: Fraction | None) -> Decimal | None:
        """On its worse side, so that a miss never looks like none."""
        if value is None:
            return None
        return cut(value, places=PLACES, up=self.objective.direction == Objective.Direction.AT_MOST)


def frame(objective, month, *, now, records, exclusions, last) -> Frame | None:
    """None where the month has not begun, or lies outside the promise."""
    start, end = window(objective, month)
    if start >= min(end, now):
        return None
    return Frame(objective, month, start, end, now, records, exclusions, last)


def seconds(microseconds: int) -> Decimal:
    return Decimal(microseconds).scaleb(-6)


def stamp(microseconds: int) -> str:
    return moment(microseconds).isoformat()


def text(value) -> str | None:
    """An exact number as text: whole where it is, else with twelve digits behind the point."""
    if value is None:
        return None
    found = Fraction(value)
    if found.denominator == 1:
        return str(found.numerator)
    return f"{cut(found, places=12).normalize():f}"


def days_of(edges, pairs, scale=1) -> list:
    return [
        [day.isoformat(), bad / scale, whole / scale] for (day, _at), (bad, whole) in zip(edges, pairs, strict=False)
    ]


def points(edges) -> np.ndarray:
    return np.array([at for _day, at in edges], dtype=np.int64)
