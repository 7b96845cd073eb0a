"""How long tickets waited: open time between two moments, less the pauses. Whole microseconds."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sla.measures.spans import Ints, Spans, before, both, length, merged, spans_of


@dataclass(frozen=True)
class Waiting:
    """A ticket from its opening to the answer; ``until`` is None while it waits. A pause that runs has no end."""

    key: str
    opened: int
    until: int | None
    pauses: Sequence[tuple[int, int | None]] = ()


def waits(tickets: Sequence[Waiting], *, counted: Spans | None, now: int) -> Ints:
    """How long each waited, or waits until now, within the time that counts (None: all of it). Overlapping pauses count once."""
    if not tickets:
        return np.empty(0, dtype=np.int64)
    opened = np.array([ticket.opened for ticket in tickets], dtype=np.int64)
    until = np.array([now if ticket.until is None else ticket.until for ticket in tickets], dtype=np.int64)
    until = np.maximum(until, opened)
    found = until - opened if counted is None else before(until, counted) - before(opened, counted)
    for place, ticket in enumerate(tickets):
        if ticket.pauses:
            found[place] -= _paused(ticket, int(until[place]), counted, now)
    return found


def _paused(ticket: Waiting, until: int, counted: Spans | None, now: int) -> int:
    pairs = ((begin, now if stop is None else stop) for begin, stop in ticket.pauses)
    pauses = merged(spans_of((begin, max(begin, stop)) for begin, stop in pairs), ticket.opened, until)
    return length(pauses if counted is None else both(pauses, counted))
