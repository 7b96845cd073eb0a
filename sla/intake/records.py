"""One row of a table as a record: who was watched, when, and what was seen."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from sla.availability import State
from sla.intake import numbers
from sla.intake.clock import Clock
from sla.intake.headings import says_utc
from sla.intake.mapping import Mapping
from sla.intake.reasons import Reason, Unusable, UnusableFile
from sla.intake.tickets import TicketRow, ticket_reader
from sla.intake.words import IGNORED, meaning_of

CONDITIONS = {state.value: place for place, state in enumerate(State)}
MAX_MONITORS = 1000


class Record(NamedTuple):
    """A state or a value, as it is kept; ``at`` in microseconds since 1970."""

    monitor: str
    at: int
    state: int | None
    http_code: int | None
    value: float | None
    total: float | None


Read = Callable[[list[str]], Record | TicketRow | None]


class Reader:
    """Reads the cells of each row by a mapping. ``ignored`` counts rows whose word says nothing of the service."""

    def __init__(self, mapping: Mapping, columns: list[str], *, zone: tzinfo, as_of: datetime) -> None:
        self.mapping = mapping
        self.places = _places(mapping, columns)
        wall = UTC if "time" in self.places and says_utc(mapping.columns["time"]) else zone
        self.clock = Clock(wall, order=mapping.order, in_order=mapping.in_order, as_of=as_of)
        self.ignored = 0
        self.unknown: dict[str, int] = {}
        self._meanings: dict[str, int | str] = {}
        self.read: Read = self._chosen()

    def _chosen(self) -> Read:
        if self.mapping.about == "tickets":
            return ticket_reader(self.clock, self.places, self.mapping)
        return self._state if self.mapping.about == "states" else self._value

    def _monitor(self, cells: list[str]) -> str:
        place = self.places.get("monitor")
        name = (cells[place].strip() if place is not None else "") or self.mapping.monitor
        if not name:
            raise Unusable(Reason.NO_MONITOR)
        return name

    def _at(self, cells: list[str], monitor: str) -> int:
        place = self.places.get("time")
        if place is not None:
            return self.clock.read(cells[place].strip(), monitor)
        day, clock = cells[self.places["day"]].strip(), cells[self.places["clock"]].strip()
        return self.clock.read(f"{day.removesuffix(' 00:00:00')} {clock}", monitor)

    def _state(self, cells: list[str]) -> Record | None:
        places = self.places
        word = cells[places["status"]]
        meaning = self._meanings.get(word)
        if meaning is None:
            meaning = self._learn(word)
        monitor = self._monitor(cells)
        at = self._at(cells, monitor)
        if meaning == IGNORED:
            self.ignored += 1
            return None
        code = numbers.http_code(cells[places["http_code"]].strip()) if "http_code" in places else None
        value = None
        if "response" in places and (text := cells[places["response"]].strip()):
            factor = 1000.0 if self.mapping.unit == "s" else 1.0
            value = numbers.response(text, decimal=self.mapping.decimal, factor=factor)
        return Record(monitor, at, int(meaning), code, value, None)

    def _learn(self, word: str) -> int | str:
        meaning = meaning_of(word, self.mapping.words) if word.strip() else None
        if meaning is None:
            if len(self.unknown) < 50 or word in self.unknown:
                self.unknown[word.strip()] = self.unknown.get(word.strip(), 0) + 1
            raise Unusable(Reason.UNKNOWN_STATUS, word)
        found = meaning if meaning == IGNORED else CONDITIONS[meaning]
        if len(self._meanings) < 1000:
            self._meanings[word] = found
        return found

    def _value(self, cells: list[str]) -> Record | None:
        monitor = self._monitor(cells)
        at = self._at(cells, monitor)
        value = numbers.number(cells[self.places["value"]].strip(), decimal=self.mapping.decimal)
        total = None
        if "total" in self.places and (text := cells[self.places["total"]].strip()):
            total = numbers.number(text, decimal=self.mapping.decimal, reason=Reason.BAD_TOTAL)
            if total < 0:
                raise Unusable(Reason.BAD_TOTAL, text)
        return Record(monitor, at, None, None, value, total)


def _places(mapping: Mapping, columns: list[str]) -> dict[str, int]:
    """Where each role stands. Raises UnusableFile for a column that is missing, or there twice."""
    if mapping.missing:
        raise UnusableFile(Reason.MISSING_COLUMN, mapping.missing[0])
    found = {}
    for role, name in mapping.columns.items():
        if name not in columns:
            raise UnusableFile(Reason.MISSING_COLUMN, name)
        if columns.count(name) > 1:
            raise UnusableFile(Reason.REPEATED_COLUMN, name)
        found[role] = columns.index(name)
    return found
