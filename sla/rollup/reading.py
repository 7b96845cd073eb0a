"""The records that results follow from, read once for each monitor and held as arrays of numbers."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.db.models.functions import Coalesce

from sla.measures.tickets import Waiting
from sla.models import Agreement, EventImport, Measurement, Monitor, Ticket

CHUNK = 5_000
UNKNOWN_STATE = -1
#: Stands for no number while rows are read.
NOTHING = -1.7e308


def live_sources(agreement: Agreement, also: int | None = None, without: int | None = None) -> frozenset[int]:
    """The files whose rows count."""
    live = agreement.imports.filter(state=EventImport.State.IMPORTED).values_list("pk", flat=True)
    return (frozenset(live) | {also} if also else frozenset(live)) - {without}


@dataclass(frozen=True)
class Rows:
    """Records of one monitor in order; of two at one moment that of the later file stands last."""

    at: np.ndarray
    state: np.ndarray
    value: np.ndarray
    total: np.ndarray

    def part(self, start: int, end: int) -> "Rows":
        low, high = np.searchsorted(self.at, [start, end])
        return Rows(self.at[low:high], self.state[low:high], self.value[low:high], self.total[low:high])

    def where(self, chosen) -> "Rows":
        return Rows(self.at[chosen], self.state[chosen], self.value[chosen], self.total[chosen])

    def __len__(self) -> int:
        return len(self.at)


class Records:
    """What counts of one agreement; ranges that were read are kept for the objectives that share a monitor."""

    def __init__(self, agreement: Agreement, sources: frozenset[int]):
        self.sources = sources
        self._monitors = dict(Monitor.objects.filter(agreement=agreement).values_list("name", "pk"))
        self._ranges: dict[str, tuple[int, int]] = {}
        self._rows: dict[str, Rows] = {}
        self._tickets: dict[tuple[str, int, int], list] = {}

    def span(self, name: str, *, tickets: bool) -> tuple[int, int] | None:
        """The first and the last moment that anything is known of, in microseconds."""
        pk = self._monitors.get(name)
        if pk is None:
            return None
        return self._ticket_span(pk) if tickets else self._record_span(pk)

    def _record_span(self, pk: int) -> tuple[int, int] | None:
        rows = Measurement.objects.filter(monitor=pk, source__in=self.sources)
        first = rows.order_by("at").values_list("at", flat=True).first()
        if first is None:
            return None
        return first, rows.order_by("-at").values_list("at", flat=True).first()

    def _ticket_span(self, pk: int) -> tuple[int, int] | None:
        rows = Ticket.objects.filter(monitor=pk, source__in=self.sources)
        ends = [
            moment for row in rows.values_list("opened", "answered", "solved") for moment in row if moment is not None
        ]
        return (min(rows.values_list("opened", flat=True)), max(ends)) if ends else None

    def need(self, name: str, start: int, end: int) -> None:
        """Say what will be asked for, so that a monitor is read once."""
        low, high = self._ranges.get(name, (start, end))
        self._ranges[name] = (min(low, start), max(high, end))

    def rows(self, name: str, start: int, end: int) -> Rows:
        self.need(name, start, end)
        if name not in self._rows:
            self._rows[name] = self._read(name, *self._ranges[name])
        return self._rows[name].part(start, end)

    def keep_only(self, name: str) -> None:
        """Let go of what was read of other monitors: one at a time is held."""
        self._rows = {name: self._rows[name]} if name in self._rows else {}

    def _read(self, name: str, start: int, end: int) -> Rows:
        found = Measurement.objects.filter(
            monitor=self._monitors.get(name), source__in=self.sources, at__gte=start, at__lt=end
        )
        ordered = found.order_by("at", "source_id").values_list(
            "at", Coalesce("state", UNKNOWN_STATE), Coalesce("value", NOTHING), Coalesce("total", NOTHING)
        )
        # A moment in microseconds is a whole number below 2**53: a float holds it exactly until the year 2255.
        flat = np.fromiter(chain.from_iterable(ordered.iterator(chunk_size=CHUNK)), dtype=np.float64).reshape(-1, 4)
        value, total = (np.where(column == NOTHING, np.nan, column) for column in (flat[:, 2], flat[:, 3]))
        return Rows(flat[:, 0].astype(np.int64), flat[:, 1].astype(np.int8), value, total)

    def tickets(self, name: str, start: int, end: int) -> list[tuple]:
        """(key, priority, opened, answered, solved, pauses) of those opened in [start, end); the newest file holds."""
        place = (name, start, end)
        if place not in self._tickets:
            rows = Ticket.objects.filter(
                monitor=self._monitors.get(name), source__in=self.sources, opened__gte=start, opened__lt=end
            )
            newest = {}
            fields = ("key", "priority", "opened", "answered", "solved", "pauses")
            for row in rows.order_by("source_id").values_list(*fields):
                newest[row[0]] = row
            self._tickets[place] = sorted(newest.values(), key=lambda row: (row[2], row[0]))
        return self._tickets[place]


def waiting(rows: list[tuple], *, resolution: bool, priority: str) -> list[Waiting]:
    """Tickets of a priority (all without one) with the moment that ends their waiting."""
    return [
        Waiting(key, opened, solved if resolution else _first(answered, solved), tuple(map(tuple, pauses)))
        for key, called, opened, answered, solved, pauses in rows
        if not priority or called == priority
    ]


def _first(answered: int | None, solved: int | None) -> int | None:
    """A ticket that was solved without an answer was answered by its solution."""
    moments = [at for at in (answered, solved) if at is not None]
    return min(moments, default=None)
