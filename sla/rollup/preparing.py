"""What months come to, worked out before anything is written."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone

from core import audit
from core.evidence import sha256_of
from sla.exclusions.gaps import agreed
from sla.instants import instant, moment
from sla.models import Agreement, Exclusion, Objective
from sla.rollup import counted, tickets, time_up
from sla.rollup.frame import frame
from sla.rollup.months import month_of, months_between, window
from sla.rollup.reading import Records, live_sources


@dataclass(frozen=True)
class Prepared:
    """Results that are not written yet."""

    agreement: Agreement
    months: frozenset[datetime.date] | None
    also: int | None
    without: int | None
    # What they were worked out from: when that moved before they are written, they are worked out again.
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
    seen = seen_by(agreement, also, without)
    excluded = agreed(agreement) if exclusions is None else exclusions
    records, now = Records(agreement, live_sources(agreement, also, without)), timezone.now()
    objectives = list(agreement.objectives.select_related("calendar"))
    chosen, gone, ends = {}, {}, {}
    for objective in objectives:
        objective.agreement = agreement
        ends[objective.pk] = records.span(objective.monitor, tickets=objective.of_tickets)
        there = set(_months_of(objective, ends[objective.pk], now))
        known = set(objective.results.values_list("month", flat=True))
        asked = there if wanted is None else there & wanted
        # A month between that has no result yet gets one too, though no record falls into it.
        chosen[objective.pk] = sorted(asked if exclusions is not None else asked | (there - known))
        gone[objective.pk] = frozenset(known - there)
        _announce(records, objective, chosen[objective.pk])
    fields = {}
    for objective in sorted(objectives, key=lambda item: item.monitor):
        for month in chosen[objective.pk]:
            given = {"now": now, "records": records, "exclusions": excluded, "last": ends[objective.pk][1]}
            if (found := frame(objective, month, **given)) is not None:
                fields[objective.pk, month] = work_out(found)
        records.keep_only(objective.monitor)
    return Prepared(agreement, wanted, also, without, seen, fields, gone)


def work_out(found) -> dict:
    """The fields of one month's result."""
    objective = found.objective
    if objective.kind == Objective.Kind.AVAILABILITY:
        fields = time_up.worked_out(found)
    elif objective.of_tickets:
        fields = tickets.worked_out(found)
    else:
        fields = counted.worked_out(found)
    return {"target": objective.target, "computed_at": found.now} | fields


def seen_by(agreement: Agreement, also: int | None, without: int | None) -> str:
    """Everything that results follow from, but the rows themselves: those of a file never change while it counts.

    What a token sends grows while it counts, and its import knows how often.
    """
    objectives = list(agreement.objectives.select_related("calendar").order_by("pk"))
    calendars = {item.calendar_id: audit.snapshot(item.calendar) for item in objectives if item.calendar_id}
    return sha256_of(
        [
            sorted(live_sources(agreement, also, without)),
            agreement.contract.time_zone,
            [audit.snapshot(item) for item in objectives],
            [audit.snapshot(item) for item in agreement.exclusions.order_by("pk")],
            [calendars[pk] for pk in sorted(calendars)],
            list(agreement.imports.filter(kind="api").order_by("pk").values_list("pk", "rows")),
        ]
    )


def _months_of(objective: Objective, ends, now: datetime.datetime) -> Iterator[datetime.date]:
    """From the first to the last month that records say something about, within the promise."""
    if ends is None:
        return
    zone, (first, last) = objective.agreement.zone, map(moment, ends)
    start = max(month_of(first, zone), objective.valid_from.replace(day=1))
    reach = month_of(min(last + objective.silence, now) - datetime.timedelta.resolution, zone)
    if objective.valid_until is not None:
        reach = min(reach, objective.valid_until.replace(day=1))
    yield from months_between(start, reach)


def _announce(records: Records, objective: Objective, months: list[datetime.date]) -> None:
    if months and not objective.of_tickets:
        start, end = window(objective, months[0])[0], window(objective, months[-1])[1]
        records.need(objective.monitor, instant(start - objective.silence), instant(end))
