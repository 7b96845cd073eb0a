"""Taking in a batch: every row in one transaction, or none. What is on record already changes nothing."""

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core import actions, audit
from sla.api import rows
from sla.api.limits import count_rows
from sla.api.pending import mark
from sla.api.refusals import Problem, Refusal
from sla.api.schemas import Batch
from sla.models import Agreement, ApiAnswer, ApiToken, EventImport, Measurement, Monitor, Ticket
from sla.rollup import months_touched

#: A sender's clock may be ahead by so much.
AHEAD = datetime.timedelta(minutes=1)


@dataclass
class Fresh:
    """What of a batch is new, and every moment at which it changes something."""

    measurements: list[rows.Said] = field(default_factory=list)
    tickets: list[rows.SaidOfTicket] = field(default_factory=list)
    moments: set[datetime.datetime] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.measurements) + len(self.tickets)


@transaction.atomic
def take_in(token: ApiToken, batch: Batch, *, key: str = "", body: bytes = b"") -> tuple[dict[str, Any], bool]:
    """The answer, and whether it was given before. Raises Refusal, with every bad row, and then nothing is written."""
    audit.lock(token.scope_key)
    digest = hashlib.sha256(body).hexdigest() if key else ""
    if key and (before := ApiAnswer.objects.filter(token=token, key=key).first()):
        if before.sha256 != digest:
            raise Refusal(409, "key_used")
        return before.answer, True
    agreement = Agreement.objects.select_related("contract", "programme").get(pk=token.agreement_id)
    if agreement.state == Agreement.State.ENDED:
        raise Refusal(409, "agreement_ended")
    total = len(batch.measurements) + len(batch.tickets)
    count_rows(token, total)
    fresh = _look_into(token, agreement, batch)
    months = months_touched(agreement, fresh.moments) if fresh else set()
    if fresh:
        _write(token, agreement, fresh, months)
        mark(agreement, months)
    answer = {
        "rows": total,
        "added": len(fresh),
        "repeated": total - len(fresh),
        "months": [f"{month:%Y-%m}" for month in sorted(months)],
    }
    if key:
        ApiAnswer.objects.create(token=token, key=key, sha256=digest, answer=answer, at=timezone.now())
    return answer, False


def _look_into(token: ApiToken, agreement: Agreement, batch: Batch) -> Fresh:
    """What is new. Every row that cannot be used is named, not only the first."""
    fresh, latest = Fresh(), timezone.now() + AHEAD
    problems = [*_strangers(token, batch), *rows.from_the_future(batch, latest)]
    problems += _measurements(agreement, batch, fresh)
    problems += _tickets(agreement, batch, fresh)
    if problems:
        raise Refusal(422, "bad_rows", problems=sorted(problems, key=rows.place_of))
    return fresh


def _strangers(token: ApiToken, batch: Batch):
    """Rows of monitors that the token does not speak for."""
    if not token.monitors:
        return
    for name in ("measurements", "tickets"):
        for n, row in enumerate(getattr(batch, name)):
            if row.monitor not in token.monitors:
                yield Problem(f"{name}[{n}].monitor", "not_this_monitor", row.monitor)


def _measurements(agreement: Agreement, batch: Batch, fresh: Fresh):
    known = rows.measurements_on_record(agreement, batch.measurements)
    for n, row in enumerate(batch.measurements):
        said = rows.Said.of(row)
        there = known.get(said.place)
        if there is None:
            known[said.place] = said
            fresh.measurements.append(said)
            fresh.moments.add(row.at)
        elif there != said:
            yield Problem(f"measurements[{n}]", "contradiction", row.monitor)


def _tickets(agreement: Agreement, batch: Batch, fresh: Fresh):
    """The newest that is said of a ticket holds; two different words about one in the same batch have no order."""
    known, here = rows.tickets_on_record(agreement, batch.tickets), {}
    for n, row in enumerate(batch.tickets):
        said = rows.SaidOfTicket.of(row)
        if here.setdefault(said.place, said) != said:
            yield Problem(f"tickets[{n}]", "twice", row.key)
            continue
        there = known.get(said.place)
        if there == said:
            continue
        known[said.place] = said
        fresh.tickets.append(said)
        fresh.moments |= said.moments | (there.moments if there else set())


def _write(token: ApiToken, agreement: Agreement, fresh: Fresh, months: set[datetime.date]) -> None:
    source = source_of(token, agreement)
    monitors = _monitors(agreement, {row.monitor for row in (*fresh.measurements, *fresh.tickets)})
    Measurement.objects.bulk_create(
        [
            Measurement(
                source=source,
                monitor_id=monitors[row.monitor],
                at=row.at,
                state=row.state,
                http_code=row.http_code,
                value=row.value,
                total=row.total,
            )
            for row in fresh.measurements
        ],
        batch_size=1000,
    )
    replaced = 0
    for row in fresh.tickets:  # the newest row holds, so what was said earlier today makes room
        earlier = Ticket.objects.filter(source=source, monitor_id=monitors[row.monitor], key=row.key)
        replaced += earlier.delete()[0]
    Ticket.objects.bulk_create(
        [Ticket(source=source, monitor_id=monitors[row.monitor], key=row.key, **row.fields) for row in fresh.tickets],
        batch_size=1000,
    )
    _count(source, fresh, months, replaced)


def _monitors(agreement: Agreement, names: set[str]) -> dict[str, int]:
    found = Monitor.objects.filter(agreement=agreement, name__in=names)
    there = dict(found.values_list("name", "pk"))
    if missing := names - set(there):
        Monitor.objects.bulk_create(
            [Monitor(agreement=agreement, name=name) for name in sorted(missing)], ignore_conflicts=True
        )
        there = dict(found.values_list("name", "pk"))
    return there


def source_of(token: ApiToken, agreement: Agreement) -> EventImport:
    """What the token sends on one day is one import, which people see in the list like a file."""
    day = timezone.now().astimezone(datetime.UTC).date()
    found = EventImport.objects.filter(token=token, day=day, state=EventImport.State.IMPORTED).first()
    if found:
        return found
    source = EventImport(
        agreement=agreement,
        kind=EventImport.Kind.API,
        token=token,
        day=day,
        file_name=token.name,
        source_note=token.source_note or token.name,
        by=token.made_by,
        state=EventImport.State.IMPORTED,
    )
    return actions.create(source, permission="sla.import_events", by=None, verb="imported")


def _count(source: EventImport, fresh: Fresh, months: set[datetime.date], replaced: int) -> None:
    """What the day has so far; never by counting its rows again, or each call would cost more than the one before."""
    first, last = min(fresh.moments), max(fresh.moments)
    EventImport.objects.filter(pk=source.pk).update(
        rows=F("rows") + len(fresh),
        added=F("added") + len(fresh) - replaced,
        months=sorted({*source.months, *(month.isoformat() for month in months)}),
        first_at=min(source.first_at or first, first),
        last_at=max(source.last_at or last, last),
    )
