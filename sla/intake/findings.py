"""What a file that was read would change: gaps of its monitors, months that it reaches, results before and after."""

import datetime
from collections.abc import Callable, Iterable

import numpy as np

from core.evidence import in_every_language, plain
from sla.instants import SECOND, moment
from sla.intake.tally import QUARTER, Tally
from sla.models import EventImport, Measurement, MonthlyResult
from sla.rollup import Prepared, months_touched

HOUR = 3600 * SECOND
USUAL_SILENCE = 26
PIECE = 20_000
MOST_CHANGES = 400


def months_of(batch: EventImport, tally: Tally) -> list[datetime.date]:
    return sorted(months_touched(batch.agreement, (moment(quarter * QUARTER) for quarter in tally.quarters)))


def monitors(batch: EventImport, tally: Tally, live: Iterable[int], *, beat: Callable[[], None]) -> list[dict]:
    """For each monitor its rows, span and gaps as they would be, and whether an objective uses it."""
    silences = {item.monitor: item.max_silence_hours for item in batch.agreement.objectives.all()}
    sources, found = {*live, batch.pk}, []
    for name, seen in sorted(tally.monitors.items()):
        beat()
        hours = silences.get(name, USUAL_SILENCE)
        gaps, longest = _gaps(batch, name, (seen.first, seen.last), sources, hours)
        found.append(
            {
                "monitor": name,
                "rows": seen.rows,
                "first": moment(seen.first).isoformat(),
                "last": moment(seen.last).isoformat(),
                "gaps": gaps,
                "longest_gap_hours": longest,
                "used": name in silences,
            }
        )
    return found


def _gaps(batch: EventImport, name: str, span: tuple[int, int], sources: set[int], hours: int) -> tuple[int, float]:
    rows = Measurement.objects.filter(
        monitor__agreement=batch.agreement_id,
        monitor__name=name,
        at__gte=span[0],
        at__lte=span[1],
        source__in=sources,
    )
    moments = rows.order_by("at").values_list("at", flat=True).iterator(chunk_size=PIECE)
    waits = np.diff(np.fromiter(moments, dtype=np.int64))
    long = waits[waits > hours * HOUR]
    return int(long.size), round(float(long.max()) / HOUR, 1) if long.size else 0


def changes(prepared: Prepared) -> list[dict]:
    """Results that would differ, before and after, as they are kept with the file."""
    agreement = prepared.agreement
    objectives = {item.pk: item for item in agreement.objectives.all()}
    old = {
        (row.objective_id, row.month): row
        for row in MonthlyResult.objects.filter(
            objective__agreement=agreement, month__in={m for _pk, m in prepared.fields}
        )
    }
    found = []
    for (pk, month), fields in sorted(prepared.fields.items(), key=lambda item: (item[0][1], item[0][0])):
        before = old.get((pk, month))
        if (
            before is not None
            and before.adjusted == fields.get("adjusted")
            and before.attained == fields.get("attained")
        ):
            continue
        if before is None and fields.get("adjusted") is None:
            continue
        objective = objectives[pk]
        found.append(
            {
                "objective": in_every_language(objective.title),
                "monitor": objective.monitor,
                "unit": objective.unit,
                "month": f"{month:%Y-%m}",
                "target": plain(objective.target),
                "before": plain(before.adjusted) if before else None,
                "after": plain(fields.get("adjusted")),
                "attained": fields.get("attained"),
                "provisional": bool(fields.get("provisional")),
            }
        )
    return found[:MOST_CHANGES]
