"""Availability of a month, and how much of any month is known."""

from fractions import Fraction

import numpy as np

from sla.instants import SECOND, moment
from sla.measures import spans, states
from sla.measures.values import cut
from sla.models import Objective
from sla.rollup.burning import budget_facts
from sla.rollup.frame import MOST_OUTAGES, PLACES, Frame, days_of, points, seconds, stamp, text
from sla.rollup.reading import UNKNOWN_STATE, Rows

DEGRADED, DOWN = 1, 2


def is_bad(objective: Objective, state: np.ndarray) -> np.ndarray:
    """Down, and degraded where the contract says so."""
    worst = DEGRADED if objective.degraded == Objective.Degraded.DOWN else DOWN
    return state >= worst


def times_of(frame: Frame, rows: Rows) -> states.Times:
    start, until = frame.bounds
    return states.times(
        rows.at,
        is_bad(frame.objective, rows.state),
        start=start,
        end=until,
        silence=frame.silence,
        excluded=frame.excluded,
        hours=frame.hours,
    )


def time_fields(frame: Frame, times: states.Times) -> dict:
    """How the month was spent, as every result keeps it."""
    return {
        "coverage": None if times.coverage is None else cut(times.coverage, places=PLACES),
        "up_seconds": seconds(times.up),
        "down_seconds": seconds(times.down),
        "excluded_seconds": seconds(times.excluded),
        "unknown_seconds": seconds(times.unknown),
        "known_until": None if times.known_until is None else moment(times.known_until),
        "provisional": frame.is_provisional(times.known_until),
    }


def worked_out(frame: Frame) -> dict:
    rows = frame.rows()
    times = times_of(frame, rows.where(rows.state != UNKNOWN_STATE))
    edges = frame.edges

    def used_within(begin: int, stop: int) -> tuple[Fraction, Fraction]:
        bad, known = (spans.length(spans.merged(found, begin, stop)) for found in (times.bad, times.known))
        return Fraction(bad, SECOND), Fraction(known, SECOND)

    budget = budget_facts(
        frame,
        total=Fraction(frame.counted_until_the_end, SECOND),
        bad=Fraction(times.down, SECOND),
        unit="s",
        until=times.known_until,
        used_within=used_within,
    )
    return time_fields(frame, times) | {
        "raw": frame.cut(times.raw),
        "adjusted": frame.cut(times.adjusted),
        "attained": frame.objective.is_met_by(times.adjusted),
        "outages": _outages(times.outages),
        "days": days_of(edges, states.by_day(points(edges), times.bad, times.known), SECOND),
        "figures": {
            "budget": budget,
            "outages": len(times.outages),
            "excluded_up": text(Fraction(times.excluded_up, SECOND)),
            "excluded_down": text(Fraction(times.excluded_down, SECOND)),
        },
    }


def _outages(found: spans.Spans) -> list[list[str]]:
    """The longest ones, in order of time."""
    lengths = found[:, 1] - found[:, 0]
    longest = np.sort(np.argsort(-lengths, kind="stable")[:MOST_OUTAGES])
    return [[stamp(int(begin)), stamp(int(stop))] for begin, stop in found[longest]]
