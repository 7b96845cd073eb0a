"""Measurements that came in between the look at a file and its import: looked at again, some thousands at a time."""

from collections.abc import Callable, Iterable

from django.db import transaction

from core.refusal import Refused
from sla.intake.sentences import MEANWHILE
from sla.models import EventImport, Measurement

PIECE = 5_000
SAYS = ("state", "http_code", "value", "total")


def settle(batch: EventImport, live: Iterable[int], *, beat: Callable[[], None]) -> int:
    """Drop staged rows that others have brought, and say how many. Raises Refused where they say something else."""
    new = set(live) - {batch.pk}
    if not new:
        return 0
    dropped, after = 0, 0
    mine = Measurement.objects.filter(source=batch).order_by("pk")
    while rows := list(mine.filter(pk__gt=after).values_list("pk", "monitor", "at", *SAYS)[:PIECE]):
        after = rows[-1][0]
        same = _same(rows, new)
        with transaction.atomic():
            beat()
            Measurement.objects.filter(pk__in=same).delete()
        dropped += len(same)
    return dropped


def _same(rows: list[tuple], sources: set[int]) -> list[int]:
    found = {}
    for monitor in {row[1] for row in rows}:
        moments = [row[2] for row in rows if row[1] == monitor]
        others = Measurement.objects.filter(monitor=monitor, at__in=moments, source__in=sources).order_by()
        found |= {(monitor, at): tuple(says) for at, *says in others.values_list("at", *SAYS)}
    known = [(row[0], found[row[1], row[2]] == row[3:]) for row in rows if (row[1], row[2]) in found]
    if not all(is_same for _pk, is_same in known):
        raise Refused(MEANWHILE)
    return [pk for pk, _is_same in known]
