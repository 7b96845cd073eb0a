"""What a batch says and what is on record, in a form that can be compared."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from sla.api.refusals import Problem
from sla.api.schemas import Batch, MeasurementIn, TicketIn
from sla.availability import State
from sla.instants import instant, moment
from sla.models import Agreement, Measurement, Ticket

NUMBERS = {item.value: n for n, item in enumerate(State)}


@dataclass(frozen=True)
class Said:
    """One record of a monitor, as it is kept."""

    monitor: str
    at: int
    state: int | None
    http_code: int | None
    value: float | None
    total: float | None

    @classmethod
    def of(cls, row: MeasurementIn) -> "Said":
        state = None if row.state is None else NUMBERS[row.state]
        return cls(row.monitor, instant(row.at), state, row.http_code, row.value, row.total)

    @property
    def place(self) -> tuple[str, int]:
        return self.monitor, self.at


@dataclass(frozen=True)
class SaidOfTicket:
    """A ticket as it stands."""

    monitor: str
    key: str
    priority: str
    opened: int
    answered: int | None
    solved: int | None
    pauses: tuple[tuple[int, int | None], ...]

    @classmethod
    def of(cls, row: TicketIn) -> "SaidOfTicket":
        pauses = tuple((instant(pause.begin), _instant(pause.end)) for pause in row.pauses)
        opened, answered, solved = instant(row.opened), _instant(row.answered), _instant(row.solved)
        return cls(row.monitor, row.key, row.priority, opened, answered, solved, pauses)

    @property
    def place(self) -> tuple[str, str]:
        return self.monitor, self.key

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "priority": self.priority,
            "opened": self.opened,
            "answered": self.answered,
            "solved": self.solved,
            "pauses": [list(pause) for pause in self.pauses],
        }

    @property
    def moments(self) -> set[datetime.datetime]:
        return {moment(at) for at in (self.opened, self.answered, self.solved) if at is not None}


def _instant(at: datetime.datetime | None) -> int | None:
    return None if at is None else instant(at)


def measurements_on_record(agreement: Agreement, rows: list[MeasurementIn]) -> dict[tuple[str, int], Said]:
    """The live records at the moments of these rows."""
    if not rows:
        return {}
    found = Measurement.objects.live().filter(
        monitor__agreement=agreement,
        monitor__name__in={row.monitor for row in rows},
        at__in={instant(row.at) for row in rows},
    )
    names = "monitor__name", "at", "state", "http_code", "value", "total"
    return {said.place: said for said in (Said(*kept) for kept in found.values_list(*names))}


def tickets_on_record(agreement: Agreement, rows: list[TicketIn]) -> dict[tuple[str, str], SaidOfTicket]:
    """The newest live row of each of these tickets."""
    if not rows:
        return {}
    found = Ticket.objects.live().filter(
        monitor__agreement=agreement,
        monitor__name__in={row.monitor for row in rows},
        key__in={row.key for row in rows},
    )
    newest = found.order_by().values("monitor", "key").annotate(newest=Max("pk")).values("newest")
    names = "monitor__name", "key", "priority", "opened", "answered", "solved", "pauses"
    kept = Ticket.objects.filter(pk__in=newest).values_list(*names)
    said = [SaidOfTicket(*row[:-1], tuple((begin, end) for begin, end in row[-1])) for row in kept]
    return {one.place: one for one in said}


def from_the_future(batch: Batch, latest: datetime.datetime):
    """Moments that have not come yet."""
    for n, row in enumerate(batch.measurements):
        if row.at > latest:
            yield Problem(f"measurements[{n}].at", "in_the_future", row.at.isoformat())
    for n, row in enumerate(batch.tickets):
        for name in ("opened", "answered", "solved"):
            if (at := getattr(row, name)) is not None and at > latest:
                yield Problem(f"tickets[{n}].{name}", "in_the_future", at.isoformat())
        for number, pause in enumerate(row.pauses):
            for name in ("begin", "end"):
                if (at := getattr(pause, name)) is not None and at > latest:
                    yield Problem(f"tickets[{n}].pauses[{number}].{name}", "in_the_future", at.isoformat())


def place_of(problem: Problem) -> tuple:
    """In the order of the batch: the ninth row before the tenth."""
    numbers = tuple(int(number) for number in re.findall(r"\d+", problem.place))
    return problem.place.partition("[")[0], numbers, problem.place
