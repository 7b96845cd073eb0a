"""Response times, error rates, and whatever else is counted by the records of a month."""

import itertools
from fractions import Fraction

import numpy as np

from sla.measures import spans, values
from sla.models import Objective
from sla.rollup.burning import budget_facts
from sla.rollup.frame import MOST_WORST, Frame, days_of, points, stamp, text
from sla.rollup.reading import Rows
from sla.rollup.time_up import DOWN, is_bad, time_fields, times_of

Kind, Statistic = Objective.Kind, Objective.Statistic
SHOWN_PERCENTILES = (50, 90, 95, 99)


def worked_out(frame: Frame) -> dict:
    rows = frame.rows()
    start, until = frame.bounds
    mine = _usable(frame, rows.part(start, until))
    counted = mine.where(~spans.covers(mine.at, frame.excluded))
    times = times_of(frame, rows)
    raw, adjusted = level(frame, mine), level(frame, counted)
    return (
        time_fields(frame, times)
        | {
            "raw": frame.cut(raw),
            "adjusted": frame.cut(adjusted),
            "attained": frame.objective.is_met_by(adjusted),
            "samples": len(counted),
            "worst": _worst(counted),
        }
        | _shares(frame, counted, times.known_until)
    )


def _usable(frame: Frame, rows: Rows) -> Rows:
    """Records that say what this objective counts, within its hours."""
    kind = frame.objective.kind
    if kind == Kind.RESPONSE_TIME:
        rows = rows.where((rows.state != DOWN) & (rows.value > 0))
    elif frame.objective.statistic == Statistic.SHARE:
        rows = _of_all(frame.objective, rows)
    else:
        rows = rows.where(~np.isnan(rows.value))
    return rows if frame.hours is None else rows.where(spans.covers(rows.at, frame.hours))


def _of_all(objective: Objective, rows: Rows) -> Rows:
    """So many of so many; a record that only says a state is one of one."""
    single = np.isnan(rows.total) & (rows.state >= 0)
    value = np.where(single, is_bad(objective, rows.state).astype(float), np.nan_to_num(rows.value))
    total = np.where(single, 1.0, rows.total)
    found = Rows(rows.at, rows.state, value, total)
    return found.where(total > 0)


def level(frame: Frame, rows: Rows) -> Fraction | None:
    """The result in the unit of the objective; None without records."""
    objective = frame.objective
    if not len(rows):
        return None
    if objective.statistic == Statistic.WITHIN:
        return values.share_within(rows.value, objective.limit_ms)
    if objective.statistic == Statistic.PERCENTILE:
        return values.percentile(rows.value, objective.percent, method=objective.method)
    if objective.statistic == Statistic.SHARE:
        whole = values.total(rows.total)
        return 100 * values.total(rows.value) / whole if whole else None
    if objective.statistic == Statistic.SUM:
        return values.total(rows.value)
    if objective.statistic == Statistic.MEAN:
        return values.mean(rows.value)
    high = objective.direction == Objective.Direction.AT_MOST
    return values.exact(rows.value.max() if high else rows.value.min())


def _shares(frame: Frame, rows: Rows, known_until: int | None) -> dict:
    objective = frame.objective
    facts = {"n": len(rows)} | _spread(rows, objective)
    if objective.statistic not in (Statistic.WITHIN, Statistic.SHARE):
        days = days_of(frame.edges, _daily(frame, rows, rows.value, None))
        return {"figures": facts, "days": days, "percentile_ms": None}
    bad, whole = _bad_and_all(objective, rows)

    def used_within(begin: int, stop: int) -> tuple[Fraction, Fraction]:
        low, high = np.searchsorted(rows.at, [begin, stop])
        return values.total(bad[low:high]), values.total(whole[low:high])

    total, used = values.total(whole), values.total(bad)
    budget = budget_facts(frame, total=total, bad=used, unit="n", until=known_until, used_within=used_within)
    return {
        "figures": facts | {"bad": text(used), "all": text(total), "budget": budget},
        "days": days_of(frame.edges, _daily(frame, rows, bad, whole)),
        "percentile_ms": _at_target(objective, rows),
    }


def _at_target(objective: Objective, rows: Rows) -> float | None:
    """For the eye: what so many of a hundred answers stayed within."""
    if objective.kind != Kind.RESPONSE_TIME or not len(rows):
        return None
    return float(np.percentile(rows.value, float(objective.target)))


def _bad_and_all(objective: Objective, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    if objective.statistic == Statistic.WITHIN:
        return (rows.value > objective.limit_ms).astype(float), np.ones(len(rows))
    bad = rows.value if objective.direction == Objective.Direction.AT_MOST else rows.total - rows.value
    return bad, rows.total


def _daily(frame: Frame, rows: Rows, bad: np.ndarray, whole: np.ndarray | None) -> list[tuple[float, float]]:
    places = np.searchsorted(rows.at, points(frame.edges))
    pairs = list(itertools.pairwise(places))
    return [(float(bad[a:b].sum()), float(b - a if whole is None else whole[a:b].sum())) for a, b in pairs]


def _spread(rows: Rows, objective: Objective) -> dict:
    if not len(rows):
        return {}
    found = {"lowest": text(values.exact(rows.value.min())), "highest": text(values.exact(rows.value.max()))}
    found["sum"] = text(values.total(rows.value))
    if objective.statistic == Statistic.SHARE:
        return {}
    found["percentiles"] = {
        method: {str(p): text(values.percentile(rows.value, p, method=method)) for p in SHOWN_PERCENTILES}
        for method in (values.LINEAR, values.NEAREST)
    }
    return found


def _worst(rows: Rows) -> list:
    """The highest ones: slowest answers, most failures."""
    places = values.highest(rows.value, MOST_WORST)
    return [[stamp(int(rows.at[n])), float(rows.value[n]), ""] for n in places if rows.value[n] > 0]
