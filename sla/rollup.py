"""Monthly results, worked out when measurements, exclusions or terms change: pages read them and never the records."""

import datetime
from collections.abc import Iterable, Iterator
from datetime import UTC
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from core import audit
from sla import availability as measure
from sla.breaches import judge
from sla.instants import instant, moment
from sla.models import Agreement, Measurement, MonthlyResult, Objective
from sla.reckoning import reckon

MOST_OUTAGES = 50
PLACES = 10
CONDITIONS = tuple(measure.State)


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


@transaction.atomic
def roll_up(agreement: Agreement, *, months: Iterable[datetime.date] | None = None) -> None:
    """Work out these months of every objective (all months without), judge them, and reckon what they are worth."""
    audit.lock(agreement.scope_key)
    agreement = Agreement.objects.select_related("contract", "programme__organisation").get(pk=agreement.pk)
    for objective in agreement.objectives.all():
        objective.agreement = agreement
        there = set(_months_of(objective))
        wanted = there if months is None else there & set(months)
        for month in sorted(wanted):
            work_out(objective, month)
        gone = objective.results.exclude(month__in=there)
        touched = wanted | set(gone.values_list("month", flat=True))
        gone.delete()
        judge(objective, touched)
    reckon(agreement)


def _months_of(objective: Objective) -> Iterator[datetime.date]:
    """From the first to the last month that measurements say something about."""
    zone, now = objective.agreement.zone, timezone.now()
    ends = Measurement.objects.of(objective.agreement_id, objective.monitor).aggregate(first=Min("at"), last=Max("at"))
    if ends["first"] is None:
        return
    first, last = moment(ends["first"]), moment(ends["last"])
    start = max(month_of(first, zone), objective.valid_from.replace(day=1))
    reach = min(last + silence(objective), now) - datetime.timedelta.resolution
    yield from months_between(start, month_of(reach, zone))


def silence(objective: Objective) -> datetime.timedelta:
    return datetime.timedelta(hours=objective.max_silence_hours)


def window(objective: Objective, month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """The month in the contract's place; in its first month an objective counts from the day it is valid."""
    zone = objective.agreement.zone
    start, end = measure.month_window(month.year, month.month, zone=zone)
    valid = datetime.datetime.combine(objective.valid_from, datetime.time(), zone).astimezone(UTC)
    return max(start, valid), end


def work_out(objective: Objective, month: datetime.date) -> MonthlyResult | None:
    """Compute and keep one month. A running month is looked at up to now."""
    start, end = window(objective, month)
    now = timezone.now()
    until = min(end, now)
    if start >= until:
        return None
    events = list(
        Measurement.objects.of(objective.agreement_id, objective.monitor)
        .filter(at__gte=instant(start - silence(objective)), at__lt=instant(end), state__isnull=False)
        .order_by("at")
        .values_list("at", "state", "value")
    )
    events = [(moment(at), CONDITIONS[state], ms) for at, state, ms in events]
    states = [(at, state) for at, state, _ms in events]
    gaps = list(
        objective.agreement.exclusions.filter(start__lt=end, end__gt=start)
        .order_by("start")
        .values_list("start", "end")
    )
    options = {"start": start, "end": until, "max_silence": silence(objective)}
    found = measure.availability(states, exclusions=gaps, **options)
    known = measure.runs(states, **options)
    known_until = known[-1].end if known else None
    fields = {
        "target": objective.target,
        "coverage": _cut(found.coverage),
        "up_seconds": found.up,
        "down_seconds": found.down,
        "excluded_seconds": found.excluded,
        "unknown_seconds": found.unknown,
        "known_until": known_until,
        "provisional": now < end or not _reaches(objective, known_until, end),
        "computed_at": now,
    }
    if objective.kind == Objective.Kind.RESPONSE_TIME:
        answers = [(at, ms) for at, state, ms in events if start <= at < until and state != measure.State.DOWN and ms]
        fields |= _answers(objective, answers, gaps)
    else:
        down = [run for run in known if run.state == measure.State.DOWN]
        fields |= {
            "raw": _cut(found.raw),
            "adjusted": _cut(found.adjusted),
            "attained": _attained(found.adjusted, objective.target),
            "outages": [[run.start.isoformat(), run.end.isoformat()] for run in down[:MOST_OUTAGES]],
        }
    result, _created = MonthlyResult.objects.update_or_create(objective=objective, month=month, defaults=fields)
    return result


def _reaches(objective: Objective, known_until: datetime.datetime | None, end: datetime.datetime) -> bool:
    """Whether the measurements go to the end of the month: until then it is not judged."""
    if known_until is not None and known_until >= end:
        return True
    later = Measurement.objects.of(objective.agreement_id, objective.monitor)
    return later.filter(at__gte=instant(end)).exists()


def _answers(objective: Objective, answers: list, gaps: list) -> dict:
    """How many answers came within the limit; answers during an exclusion do not count."""
    counted = [ms for at, ms in answers if not any(begin <= at < stop for begin, stop in gaps)]
    adjusted = measure.share_within(counted, objective.limit_ms)
    return {
        "raw": _cut(measure.share_within([ms for _at, ms in answers], objective.limit_ms)),
        "adjusted": _cut(adjusted),
        "attained": _attained(adjusted, objective.target),
        "samples": len(counted),
        "percentile_ms": measure.percentile(counted, float(objective.target)),
    }


def _attained(adjusted: Fraction | None, target: Decimal) -> bool | None:
    """Compared unrounded; None without measurements."""
    return None if adjusted is None else adjusted >= Fraction(target)


def _cut(percentage: Fraction | None) -> Decimal | None:
    return None if percentage is None else measure.shown(percentage, places=PLACES)


def months_touched(agreement: Agreement, moments: Iterable[datetime.datetime]) -> set[datetime.date]:
    """The months whose results new records at these moments can change: a record also ends or begins what lies behind it."""
    longest = max((silence(objective) for objective in agreement.objectives.all()), default=datetime.timedelta())
    zone = agreement.zone
    months = set()
    for at in moments:
        months |= {month_of(at, zone), month_of(at + longest, zone)}
    return months | {next_month(month) for month in list(months) if longest.days >= 28}
