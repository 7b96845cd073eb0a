"""First answers and resolutions of the tickets that were opened in a month."""

import itertools
from fractions import Fraction

import numpy as np

from sla.instants import SECOND, instant, moment
from sla.measures import spans, values
from sla.measures.hours import open_spans
from sla.measures.spans import spans_of
from sla.measures.tickets import Waiting, waits
from sla.models import Objective
from sla.rollup.burning import budget_facts
from sla.rollup.counted import SHOWN_PERCENTILES
from sla.rollup.frame import MOST_WORST, Frame, days_of, points, stamp, text
from sla.rollup.reading import waiting

HOUR = 3600 * SECOND
Statistic = Objective.Statistic


def worked_out(frame: Frame) -> dict:
    """A ticket that still waits counts from the moment it has waited longer than promised; until then it is open."""
    objective, now = frame.objective, instant(frame.now)
    rows = frame.records.tickets(objective.monitor, *frame.bounds)
    resolution = objective.kind == Objective.Kind.RESOLUTION
    tickets = waiting(rows, resolution=resolution, priority=objective.priority)
    tickets = [ticket if ticket.until is None or ticket.until <= now else _open(ticket) for ticket in tickets]
    before, after = (waits(tickets, counted=_counted(frame, tickets, now, less), now=now) for less in (False, True))
    bound = _bound(objective)
    waits_still = np.array([ticket.until is None for ticket in tickets], dtype=bool)
    raw = before[~waits_still | (before > bound)]
    decided = ~waits_still | (after > bound)
    counted, chosen = after[decided], [ticket for ticket, one in zip(tickets, decided, strict=True) if one]
    undecided = int(np.count_nonzero(~decided))
    adjusted = level(objective, counted)
    late = counted > bound
    return {
        "raw": frame.cut(level(objective, raw)),
        "adjusted": frame.cut(adjusted),
        "attained": objective.is_met_by(adjusted),
        "samples": len(counted),
        "known_until": moment(frame.last),
        "provisional": frame.is_provisional(frame.last + frame.silence) or undecided > 0,
        "worst": _worst(chosen, counted),
        "days": days_of(frame.edges, _daily(frame, chosen, late)),
        "figures": {"n": len(counted), "open": undecided, "late": int(late.sum())}
        | _spread(counted)
        | _budget(frame, chosen, late),
    }


def _open(ticket: Waiting) -> Waiting:
    return Waiting(ticket.key, ticket.opened, None, ticket.pauses)


def _counted(frame: Frame, tickets: list[Waiting], now: int, less: bool) -> spans.Spans | None:
    """The time in which waiting counts, as far as the latest answer; None for all of it."""
    if not tickets or (frame.hours is None and not less):
        return None
    start, end = tickets[0].opened, max(now if t.until is None else t.until for t in tickets) + 1
    calendar = frame.objective.calendar
    opened = open_spans(calendar.hours, start, end) if calendar else spans_of([(start, end)])
    return spans.without(opened, spans.both(_excluded(frame, start, end), opened)) if less else opened


def _excluded(frame: Frame, start: int, end: int) -> spans.Spans:
    from sla.exclusions.gaps import gaps_of

    gaps = gaps_of(frame.objective, moment(start), moment(end), exclusions=frame.exclusions)
    return spans.merged(spans_of((instant(a), instant(b)) for a, b in gaps), start, end)


def _bound(objective: Objective) -> int:
    hours = objective.limit_hours if objective.statistic == Statistic.WITHIN else objective.target
    return int(Fraction(hours) * HOUR)


def level(objective: Objective, found: np.ndarray) -> Fraction | None:
    """A share in percent, or a percentile in hours."""
    if not len(found):
        return None
    if objective.statistic == Statistic.WITHIN:
        return Fraction(100 * int(np.count_nonzero(found <= _bound(objective))), len(found))
    return values.percentile(found.astype(float), objective.percent, method=objective.method) / HOUR


def _spread(found: np.ndarray) -> dict:
    if not len(found):
        return {}
    waits = found.astype(float)
    return {
        "lowest": text(Fraction(int(found.min()), HOUR)),
        "highest": text(Fraction(int(found.max()), HOUR)),
        "percentiles": {
            method: {str(p): text(values.percentile(waits, p, method=method) / HOUR) for p in SHOWN_PERCENTILES}
            for method in (values.LINEAR, values.NEAREST)
        },
    }


def _daily(frame: Frame, tickets: list[Waiting], late: np.ndarray) -> list[tuple[int, int]]:
    opened = np.array([ticket.opened for ticket in tickets], dtype=np.int64)
    places = np.searchsorted(opened, points(frame.edges))
    return [(int(late[a:b].sum()), int(b - a)) for a, b in itertools.pairwise(places)]


def _budget(frame: Frame, tickets: list[Waiting], late: np.ndarray) -> dict:
    if frame.objective.statistic != Statistic.WITHIN:
        return {}
    opened = np.array([ticket.opened for ticket in tickets], dtype=np.int64)

    def used_within(begin: int, stop: int) -> tuple[Fraction, Fraction]:
        low, high = np.searchsorted(opened, [begin, stop])
        return Fraction(int(late[low:high].sum())), Fraction(int(high - low))

    total, bad = Fraction(len(tickets)), Fraction(int(late.sum()))
    until = min(frame.last, frame.bounds[1])
    found = budget_facts(frame, total=total, bad=bad, unit="n", until=until, used_within=used_within)
    return {"bad": text(bad), "all": text(total), "budget": found}


def _worst(tickets: list[Waiting], found: np.ndarray) -> list:
    """The slowest: when opened, hours, the ticket's name."""
    places = values.highest(found.astype(float), MOST_WORST)
    return [[stamp(tickets[n].opened), round(int(found[n]) / HOUR, 4), tickets[n].key] for n in places]
