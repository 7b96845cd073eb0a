"""Monthly results, worked out when measurements, exclusions or terms change: pages read them and never the records."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.evidence import sha256_of
from sla import availability as measure
from sla.breaches import judge
from sla.exclusions.gaps import agreed, gaps_of
from sla.instants import instant, moment
from sla.models import Agreement, EventImport, Exclusion, Measurement, MonthlyResult, Objective
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


#: Why a result is what it is now; shown beside what it was before.
NEW_RECORDS = _("New measurements came in.")
TIME_WENT_ON = _("Time went on, and the month with it.")
TERMS = _("The terms were entered or corrected.")


@dataclass(frozen=True)
class Prepared:
    """What the months come to, worked out and not written yet."""

    agreement: Agreement
    months: frozenset[datetime.date] | None
    also: int | None
    without: int | None
    # What it was worked out from: when that moved before it is written, it is worked out again.
    seen: str
    fields: dict[tuple[int, datetime.date], dict]
    # objective -> months that nothing says anything about any more
    gone: dict[int, frozenset[datetime.date]]


def prepare(
    agreement: Agreement,
    *,
    months: Iterable[datetime.date] | None = None,
    also: int | None = None,
    without: int | None = None,
    exclusions: Sequence[Exclusion] | None = None,
) -> Prepared:
    """Work out these months of every objective (all months without) and write nothing.

    ``also`` is the number of a staged file whose rows count as if they were live, ``without`` of a live one that does not;
    ``exclusions`` hold in place of those that are agreed, to see what they would change.
    """
    agreement = Agreement.objects.select_related("contract", "programme__organisation").get(pk=agreement.pk)
    wanted = None if months is None else frozenset(months)
    seen = _seen(agreement, also, without)
    sources = live_sources(agreement, also, without)
    excluded = agreed(agreement) if exclusions is None else exclusions
    fields, gone = {}, {}
    for objective in agreement.objectives.all():
        objective.agreement = agreement
        there = set(_months_of(objective, sources))
        for month in sorted(there if wanted is None else there & wanted):
            if found := work_out(objective, month, sources, excluded):
                fields[objective.pk, month] = found
        old = objective.results.exclude(month__in=there).values_list("month", flat=True)
        gone[objective.pk] = frozenset(old)
    return Prepared(agreement, wanted, also, without, seen, fields, gone)


@transaction.atomic
def apply(prepared: Prepared, *, why=NEW_RECORDS, source: EventImport | None = None) -> None:
    """Write what was prepared in one short transaction, judge the months, and reckon what they are worth."""
    audit.lock(prepared.agreement.scope_key)
    agreement = Agreement.objects.select_related("contract", "programme__organisation").get(pk=prepared.agreement.pk)
    if _seen(agreement, prepared.also, prepared.without) != prepared.seen:
        prepared = prepare(agreement, months=prepared.months, also=prepared.also, without=prepared.without)
    for objective in agreement.objectives.all():
        objective.agreement = agreement
        mine = {month: found for (pk, month), found in prepared.fields.items() if pk == objective.pk}
        for month, found in mine.items():
            MonthlyResult.objects.update_or_create(objective=objective, month=month, defaults=found)
        gone = prepared.gone.get(objective.pk, frozenset())
        objective.results.filter(month__in=gone).delete()
        judge(objective, set(mine) | gone)
    reckon(agreement)


def roll_up(agreement: Agreement, *, months: Iterable[datetime.date] | None = None, why=TERMS, source=None) -> None:
    """Work out these months of every objective (all months without), judge them, and reckon what they are worth."""
    apply(prepare(agreement, months=months), why=why, source=source)


def live_sources(agreement: Agreement, also: int | None = None, without: int | None = None) -> frozenset[int]:
    """The files whose rows count."""
    live = agreement.imports.filter(state=EventImport.State.IMPORTED).values_list("pk", flat=True)
    return (frozenset(live) | {also} if also else frozenset(live)) - {without}


def _seen(agreement: Agreement, also: int | None, without: int | None) -> str:
    """Everything that results follow from, but the rows themselves: those of a file never change while it counts."""
    parts = [sorted(live_sources(agreement, also, without)), agreement.contract.time_zone]
    parts += [
        [audit.snapshot(row) for row in rows.order_by("pk")] for rows in (agreement.objectives, agreement.exclusions)
    ]
    return sha256_of(parts)


def _records(objective: Objective, sources: frozenset[int]):
    monitor = {"monitor__agreement": objective.agreement_id, "monitor__name": objective.monitor}
    return Measurement.objects.filter(source__in=sources, **monitor)


def _months_of(objective: Objective, sources: frozenset[int]) -> Iterator[datetime.date]:
    """From the first to the last month that measurements say something about."""
    zone, now = objective.agreement.zone, timezone.now()
    ends = _records(objective, sources).aggregate(first=Min("at"), last=Max("at"))
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


def work_out(
    objective: Objective, month: datetime.date, sources: frozenset[int], exclusions: Sequence[Exclusion]
) -> dict | None:
    """The fields of one month's result. A running month is looked at up to now."""
    start, end = window(objective, month)
    now = timezone.now()
    until = min(end, now)
    if start >= until:
        return None
    events = list(
        _records(objective, sources)
        .filter(at__gte=instant(start - silence(objective)), at__lt=instant(end), state__isnull=False)
        .order_by("at")
        .values_list("at", "state", "value")
    )
    events = [(moment(at), CONDITIONS[state], ms) for at, state, ms in events]
    states = [(at, state) for at, state, _ms in events]
    gaps = gaps_of(objective, start, end, exclusions=exclusions)
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
        "provisional": now < end or not _reaches(objective, known_until, end, sources),
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
    return fields


def _reaches(
    objective: Objective, known_until: datetime.datetime | None, end: datetime.datetime, sources: frozenset[int]
) -> bool:
    """Whether the measurements go to the end of the month: until then it is not judged."""
    if known_until is not None and known_until >= end:
        return True
    return _records(objective, sources).filter(at__gte=instant(end)).exists()


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
