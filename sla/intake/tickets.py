"""Rows about requests for help: opened, first answered, paused, solved."""

import re
from collections.abc import Callable
from typing import NamedTuple

from sla.intake.clock import Clock
from sla.intake.mapping import Mapping
from sla.intake.reasons import Reason, Unusable

MAX_PAUSES = 100
_BETWEEN = re.compile(r"\s*(?:\.\.|–|—|~|至|\bto\b)\s*")


class TicketRow(NamedTuple):
    """One request; moments in microseconds since 1970. ``pauses`` are [from, to], the last may be open."""

    monitor: str
    key: str
    priority: str
    opened: int
    answered: int | None
    solved: int | None
    pauses: tuple[tuple[int, int | None], ...]


def ticket_reader(clock: Clock, places: dict[str, int], mapping: Mapping) -> Callable[[list[str]], TicketRow]:
    def cell(cells: list[str], role: str) -> str:
        return cells[places[role]].strip() if role in places else ""

    def moment(cells: list[str], role: str) -> int | None:
        text = cell(cells, role)
        return clock.read(text) if text else None

    def read(cells: list[str]) -> TicketRow:
        monitor = cell(cells, "monitor") or mapping.monitor
        if not monitor:
            raise Unusable(Reason.NO_MONITOR)
        key = cell(cells, "key")
        if not key or len(key) > 80:
            raise Unusable(Reason.NO_KEY, key)
        opened = clock.read(cell(cells, "opened"))
        answered, solved = moment(cells, "answered"), moment(cells, "solved")
        for later in (answered, solved):
            if later is not None and later < opened:
                raise Unusable(Reason.WRONG_ORDER, key)
        pauses = pauses_of(cell(cells, "pauses"), clock)
        return TicketRow(monitor, key, cell(cells, "priority")[:40], opened, answered, solved, pauses)

    return read


def pauses_of(text: str, clock: Clock) -> tuple[tuple[int, int | None], ...]:
    """“2026-11-20 09:00 .. 2026-11-20 10:30; 2026-11-21 08:00 ..”: from, to; the last may be open."""
    if not text:
        return ()
    found: list[tuple[int, int | None]] = []
    for part in re.split(r"\s*[;|；]\s*", text.strip(" ;|；")):
        ends = _BETWEEN.split(part)
        if not 1 <= len(ends) <= 2 or len(found) >= MAX_PAUSES:
            raise Unusable(Reason.BAD_PAUSES, text)
        start = clock.read(ends[0].strip())
        stop = clock.read(ends[1].strip()) if len(ends) == 2 and ends[1].strip() else None
        if (stop is not None and stop < start) or (found and (found[-1][1] is None or start < (found[-1][1] or 0))):
            raise Unusable(Reason.BAD_PAUSES, text)
        found.append((start, stop))
    return tuple(found)
