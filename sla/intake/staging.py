"""Rows of a file written beside the live ones, in batches and short transactions: they count when their file does."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import connection, transaction
from django.db.models import Max, Min

from sla.intake.reasons import Reason
from sla.intake.records import MAX_MONITORS, Record
from sla.intake.tally import Tally
from sla.intake.tickets import TicketRow
from sla.models import EventImport, Measurement, Monitor, Ticket

BATCH = 5_000
CLEARED_AT_ONCE = 5_000
INSERT = (
    "INSERT INTO sla_measurement (source_id, monitor_id, at, state, http_code, value, total) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
#: What a record says, without who and when.
Says = tuple
Key = tuple[int, int]


class Staging:
    """The rows of one file. ``live`` are the files whose rows count already: what they hold is not stored again."""

    def __init__(self, batch: EventImport, live: Iterable[int], tally: Tally) -> None:
        self.batch, self.live, self.tally = batch, frozenset(live), tally
        self.monitors = dict(Monitor.objects.filter(agreement=batch.agreement_id).values_list("name", "pk"))
        ends = Measurement.objects.filter(source__in=self.live).values_list("monitor").annotate(Min("at"), Max("at"))
        self.spans = {pk: (first, last) for pk, first, last in ends.order_by()}

    def _made(self, name: str, line: int) -> int | None:
        """A monitor that is new; None, and the row refused, where there are too many."""
        if len(self.monitors) >= MAX_MONITORS:
            self.tally.refuse(line, Reason.TOO_MANY_MONITORS, name)
            return None
        pk = Monitor.objects.get_or_create(agreement_id=self.batch.agreement_id, name=name)[0].pk
        self.monitors[name] = pk
        return pk

    def put(self, rows: list[tuple[int, Record]], *, beat: Callable[[], None]) -> None:
        """Write what is new. ``beat`` is called inside the transaction and stops it by raising."""
        unique: dict[Key, tuple[int, Says]] = {}
        monitors = self.monitors
        for line, row in rows:
            pk = monitors.get(row[0]) or self._made(row[0], line)
            if pk is None:
                continue
            key, says = (pk, row[1]), row[2:]
            there = unique.get(key)
            if there is None:
                unique[key] = (line, says)
            else:
                self._same_again(line, there[1] == says, key)
        self._without_known(unique, self._known(unique, self.live, spans=self.spans))
        if not self._written(unique, beat):
            self._without_known(unique, self._known(unique, [self.batch.pk]))
            self._written(unique, beat)
        self.tally.added += len(unique)
        self.tally.touch(at for _monitor, at in unique)

    def _same_again(self, line: int, is_same: bool, key) -> None:
        if is_same:
            self.tally.repeated += 1
        else:
            self.tally.refuse(line, Reason.CONTRADICTION, self._name(key[0]))

    def _name(self, monitor: int) -> str:
        return next((name for name, pk in self.monitors.items() if pk == monitor), "")

    def _known(self, unique: dict, sources: Iterable[int], *, spans: dict | None = None) -> dict[Key, Says]:
        """What these files say at the same moments."""
        by_monitor: dict[int, list[int]] = defaultdict(list)
        for monitor, at in unique:
            if spans is None or (monitor in spans and spans[monitor][0] <= at <= spans[monitor][1]):
                by_monitor[monitor].append(at)
        found: dict[Key, Says] = {}
        for monitor, moments in by_monitor.items():
            rows = Measurement.objects.filter(monitor=monitor, at__in=moments, source__in=sources).order_by()
            for at, *says in rows.values_list("at", "state", "http_code", "value", "total"):
                found[monitor, at] = tuple(says)
        return found

    def _without_known(self, unique: dict, known: dict) -> None:
        for key, says in known.items():
            line, mine = unique.pop(key)
            self._same_again(line, mine == says, key)

    def _written(self, unique: dict[Key, tuple[int, Says]], beat: Callable[[], None]) -> bool:
        """All of them, or none when some are there already."""
        values = [(self.batch.pk, *key, *says) for key, (_line, says) in unique.items()]
        with transaction.atomic():
            beat()
            if values:
                with connection.cursor() as cursor:
                    cursor.executemany(INSERT, values)
                    complete = cursor.rowcount == len(values)
                if not complete:
                    transaction.set_rollback(True)
                return complete
        return True

    def put_tickets(self, rows: list[tuple[int, TicketRow]], *, beat: Callable[[], None]) -> None:
        """A later file says how a ticket went on: only what says nothing new is left out."""
        unique: dict = {}
        for line, row in rows:
            pk = self.monitors.get(row.monitor) or self._made(row.monitor, line)
            if pk is None:
                continue
            key, says = (pk, row.key), (row.priority, *row[3:6], [list(pause) for pause in row.pauses])
            if key in unique:
                self._same_again(line, unique[key][1] == says, key)
            else:
                unique[key] = (line, says)
        self._without_known(unique, self._known_tickets(unique, [self.batch.pk]))
        for key, says in self._known_tickets(unique, self.live).items():
            if unique[key][1] == says:
                self._same_again(unique.pop(key)[0], True, key)
        fields = ("priority", "opened", "answered", "solved", "pauses")
        made = [
            Ticket(source=self.batch, monitor_id=monitor, key=key, **dict(zip(fields, says, strict=True)))
            for (monitor, key), (_line, says) in unique.items()
        ]
        with transaction.atomic():
            beat()
            Ticket.objects.bulk_create(made, batch_size=1000)
        self.tally.added += len(made)
        self.tally.touch(at for row in made for at in (row.opened, row.answered, row.solved) if at is not None)

    def _known_tickets(self, unique: dict, sources: Iterable[int]) -> dict:
        """The newest word on each."""
        keys = {key for _monitor, key in unique}
        rows = Ticket.objects.filter(
            monitor__in={monitor for monitor, _key in unique}, key__in=keys, source__in=sources
        ).order_by("source", "pk")
        fields = ("monitor", "key", "priority", "opened", "answered", "solved", "pauses")
        found = {(monitor, key): tuple(says) for monitor, key, *says in rows.values_list(*fields)}
        return {key: says for key, says in found.items() if key in unique}


def clear(batch: EventImport, *, beat: Callable[[], None]) -> int:
    """Delete the staged rows of a file, some thousands at a time."""
    gone = 0
    for model in (Measurement, Ticket):
        while True:
            with transaction.atomic():
                beat()
                some = list(
                    model.objects.filter(source=batch).order_by().values_list("pk", flat=True)[:CLEARED_AT_ONCE]
                )
                if some:
                    model.objects.filter(pk__gte=min(some), pk__lte=max(some), source=batch).delete()
            gone += len(some)
            if len(some) < CLEARED_AT_ONCE:
                break
    return gone
