"""Records on file without a file: for what is worked out of them."""

import datetime
from datetime import UTC
from decimal import Decimal

from core.actions import create
from sla.instants import instant
from sla.models import Agreement, EventImport, Measurement, Monitor, MonthlyResult, Objective, Ticket
from tests.factories import number, user_as
from tests.sla.factories import START, make_contract

STATES = {"up": 0, "degraded": 1, "down": 2, None: None}


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def make_terms(programme, *, time_zone="UTC", **fields) -> Agreement:
    agreement = Agreement(
        programme=programme,
        contract=make_contract(programme, time_zone=time_zone),
        name=f"Agreement {number()}",
        service="CRM",
        claim_days=3650,
        **fields,
    )
    return create(agreement, permission="sla.edit_agreement", by=None)


def make_promise(agreement, **fields) -> Objective:
    fields = {"monitor": "shop", "valid_from": START, "max_silence_hours": 744} | fields
    for name in ("target", "percent", "limit_hours"):
        if name in fields:
            fields[name] = Decimal(fields[name])
    return create(Objective(agreement=agreement, **fields), permission="sla.edit_agreement", by=None)


def make_source(agreement, state="imported") -> EventImport:
    batch = EventImport(
        agreement=agreement, file_name=f"log-{number()}.csv", rows=1, by=user_as("manager", agreement.programme)
    )
    batch.save()
    EventImport.objects.filter(pk=batch.pk).update(state=state)
    return EventImport.objects.get(pk=batch.pk)


def record(agreement, *rows, monitor="shop", source=None) -> EventImport:
    """Each row: (when, state, value, total); what is left out is nothing."""
    source = source or make_source(agreement)
    place, _made = Monitor.objects.get_or_create(agreement=agreement, name=monitor)
    for row in rows:
        when, state, value, total = (*row, None, None, None)[:4]
        Measurement.objects.create(
            source=source, monitor=place, at=instant(at(when)), state=STATES[state], value=value, total=total
        )
    return source


def open_tickets(agreement, *rows, monitor="shop", source=None) -> EventImport:
    """Each row: (key, opened, answered, solved, priority, pauses)."""
    source = source or make_source(agreement)
    place, _made = Monitor.objects.get_or_create(agreement=agreement, name=monitor)
    for row in rows:
        key, opened, answered, solved, priority, pauses = (*row, *(None, None, None, ())[len(row) - 2 :])
        Ticket.objects.create(
            source=source,
            monitor=place,
            key=key,
            priority=priority or "",
            opened=instant(at(opened)),
            answered=instant(at(answered)) if answered else None,
            solved=instant(at(solved)) if solved else None,
            pauses=[[instant(at(a)), instant(at(b)) if b else None] for a, b in pauses],
        )
    return source


def result(objective: Objective, month: str) -> MonthlyResult:
    return MonthlyResult.objects.get(objective=objective, month=f"{month}-01")
