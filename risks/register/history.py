"""The register over time: what moved since the last report, open risks by level, and how treatment moves ratings."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from core.models import AuditEntry
from implementation.programme.models import Programme
from implementation.reports.models import ProgressReport
from risks.models import RatingChange, Risk
from risks.scale import Scale
from risks.standing import Life, Standing, month_ends, movement, open_by_level, standing

DAYS_WITHOUT_REPORT = 30
#: Order in which movements are told.
KINDS = ("up", "new", "again", "down", "closed")


@dataclass(frozen=True)
class Moved:
    risk: Risk
    kind: str
    then: Standing
    now: Standing


@dataclass(frozen=True)
class Movement:
    """``report`` is the one since which it counts, None where nothing is published yet."""

    report: ProgressReport | None
    since: datetime.datetime
    moved: list[Moved]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(item.kind for item in self.moved)
        return {kind: found[kind] for kind in KINDS}


def lives(programme: Programme, risks: QuerySet) -> dict[int, Life]:
    """The ratings and states of these risks over time, in three queries."""
    ratings, states = defaultdict(list), defaultdict(list)
    changes = RatingChange.objects.filter(risk__programme=programme, kind=RatingChange.Kind.CURRENT)
    for pk, *rated in changes.order_by("at", "pk").values_list("risk_id", "at", "likelihood", "impact"):
        ratings[pk].append(tuple(rated))
    entries = AuditEntry.objects.filter(
        chain__scope_key=programme.scope_key, label="risks.risk", after__has_key="state"
    )
    for pk, at, state in entries.order_by("number").values_list("object_id", "at", "after__state"):
        states[pk].append((at, state == Risk.State.CLOSED))
    return {pk: Life(ratings[pk], states[pk]) for pk in risks.order_by("number").values_list("pk", flat=True)}


def moved_since_report(programme: Programme, risks: QuerySet, known: Mapping[int, Life], scale: Scale) -> Movement:
    report = ProgressReport.objects.filter(programme=programme).order_by("-number").first()
    now = timezone.now()
    since = report.published_at if report else now - datetime.timedelta(days=DAYS_WITHOUT_REPORT)
    found = {}
    for pk, life in known.items():
        before, today = standing(life, since, scale.grid), standing(life, now, scale.grid)
        if kind := movement(before, today):
            found[pk] = (kind, before, today)
    records = risks.filter(pk__in=found).select_related("owner").order_by("number")
    moved = [Moved(risk, *found[risk.pk]) for risk in records]
    return Movement(report, since, sorted(moved, key=lambda item: KINDS.index(item.kind)))


def burn_down(known: Mapping[int, Life], scale: Scale) -> list[tuple[datetime.date, Mapping[int | None, int]]]:
    """Open risks by level at each month's end, and today."""
    begun = [life.states[0][0] for life in known.values() if life.states]
    if not begun:
        return []
    days = month_ends(timezone.localdate(min(begun)), timezone.localdate())
    last = datetime.time(23, 59, 59)
    moments = [timezone.make_aware(datetime.datetime.combine(day, last)) for day in days]
    return list(zip(days, open_by_level(known.values(), moments, scale.grid), strict=True))


@dataclass(frozen=True)
class Arrow:
    """So many risks go from one cell of the grid to another. Places are (likelihood, impact)."""

    kind: str
    begin: tuple[int, int]
    end: tuple[int, int]
    count: int


def arrows(risks: QuerySet) -> list[Arrow]:
    """From inherent to current, and from current to target, where both are rated and differ; the database counts."""
    found = []
    for first, second in (("inherent", "current"), ("current", "target")):
        names = [f"{rating}_{part}" for rating in (first, second) for part in ("likelihood", "impact")]
        for *places, count in risks.open().order_by().values_list(*names).annotate(n=Count("pk")).order_by(*names):
            begin, end = tuple(places[:2]), tuple(places[2:])
            if None not in places and begin != end:
                found.append(Arrow(f"{first}-{second}", begin, end, count))
    return found
