"""Calendar months in the contract's place, and which of them records can change."""

import datetime
from collections.abc import Iterable, Iterator
from datetime import UTC

from sla.availability import month_window
from sla.instants import instant
from sla.models import Agreement, Objective

DAY = datetime.timedelta(days=1)


def month_of(moment: datetime.datetime, zone) -> datetime.date:
    """The first day of the month that a moment falls into."""
    return moment.astimezone(zone).date().replace(day=1)


def next_month(month: datetime.date) -> datetime.date:
    return (month + datetime.timedelta(days=31)).replace(day=1)


def months_between(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """First days of months, both ends included."""
    while first <= last:
        yield first
        first = next_month(first)


def midnight(day: datetime.date, zone) -> datetime.datetime:
    """When a day begins in a place, in UTC."""
    return datetime.datetime.combine(day, datetime.time(), zone).astimezone(UTC)


def window(objective: Objective, month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The month in the contract's place, from the first to the last day of this version of the promise; empty outside them."""
    zone = objective.agreement.zone
    start, end = month_window(month.year, month.month, zone=zone)
    start = max(start, midnight(objective.valid_from, zone))
    if objective.valid_until is not None:
        end = min(end, midnight(objective.valid_until + DAY, zone))
    return start, max(start, end)


def day_edges(start: datetime.datetime, end: datetime.datetime, zone) -> list[tuple[datetime.date, int]]:
    """The days of [start, end) in a place with the moment each begins, and the end with the day after."""
    day = start.astimezone(zone).date()
    found = [(day, instant(start))]
    while (begins := midnight(day + DAY, zone)) < end:
        day += DAY
        found.append((day, instant(begins)))
    return [*found, (day + DAY, instant(end))]


def months_touched(agreement: Agreement, moments: Iterable[datetime.datetime]) -> set[datetime.date]:
    """The months whose results new records at these moments can change: a record also ends or begins what lies behind it."""
    longest = max((objective.silence for objective in agreement.objectives.all()), default=datetime.timedelta())
    zone = agreement.zone
    months = set()
    for at in moments:
        months |= {month_of(at, zone), month_of(at + longest, zone)}
    return months | {next_month(month) for month in list(months) if longest.days >= 28}
