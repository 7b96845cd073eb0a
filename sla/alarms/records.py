"""The few records that alarms look at themselves: the last days of one monitor, and its latest one."""

import datetime

import numpy as np

from sla.availability import State
from sla.exclusions.gaps import gaps_of
from sla.instants import instant, moment
from sla.measures.spans import spans_of
from sla.measures.states import times
from sla.models import Measurement, Objective

CONDITIONS = tuple(State)
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
    rows = list(records.order_by("at").values_list("at", "state"))
    bad = {CONDITIONS.index(State.DOWN)}
    if objective.degraded == Objective.Degraded.DOWN:
        bad.add(CONDITIONS.index(State.DEGRADED))
    found = times(
        np.array([at for at, _state in rows], dtype=np.int64),
        np.array([state in bad for _at, state in rows], dtype=bool),
        start=instant(since),
        end=instant(until),
        silence=objective.silence // datetime.timedelta(microseconds=1),
        excluded=spans_of((instant(begin), instant(end)) for begin, end in gaps_of(objective, since, until)),
    )
    return [(moment(int(begin)), moment(int(end))) for begin, end in found.bad]
