"""The few records that alarms look at themselves: the last days of one monitor, and its latest one."""

import datetime

from sla import availability as measure
from sla.exclusions.gaps import gaps_of
from sla.instants import instant, moment
from sla.models import Measurement, Objective

CONDITIONS = tuple(measure.State)
Span = tuple[datetime.datetime, datetime.datetime]


def last_record(objective: Objective) -> datetime.datetime | None:
    records = Measurement.objects.of(objective.agreement_id, objective.monitor)
    found = records.order_by("-at").values_list("at", flat=True).first()
    return None if found is None else moment(found)


def down_lately(objective: Objective, *, since: datetime.datetime, until: datetime.datetime) -> list[Span]:
    """When the service was down between two moments, without what is excluded."""
    records = Measurement.objects.of(objective.agreement_id, objective.monitor).filter(
        at__gte=instant(since - objective.silence), at__lt=instant(until), state__isnull=False
    )
    events = [(moment(at), CONDITIONS[state]) for at, state in records.order_by("at").values_list("at", "state")]
    known = measure.runs(events, start=since, end=until, max_silence=objective.silence)
    degraded_is_down = objective.degraded == Objective.Degraded.DOWN
    bad = {measure.State.DOWN, measure.State.DEGRADED} if degraded_is_down else {measure.State.DOWN}
    down = [(run.start, run.end) for run in known if run.state in bad]
    for gap in gaps_of(objective, since, until):
        down = [piece for span in down for piece in without(span, gap)]
    return down


def without(span: Span, gap: Span) -> list[Span]:
    """What is left of a stretch when another is cut out of it."""
    pieces = [(span[0], min(span[1], gap[0])), (max(span[0], gap[1]), span[1])]
    return [piece for piece in pieces if piece[0] < piece[1]]
