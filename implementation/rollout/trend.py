"""How adoption moves: week by week, over four weeks, by module and by department, against the floor."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from implementation.programme.models import Department, Programme
from implementation.rollout.models import AdoptionFigure, Module
from implementation.rollout.progress import ADOPTION_FLOOR, Adoption, Spark, as_figure, latest_of, spark
from implementation.rollout.shares import Figure, Week, averages, weekly

#: How far back the page looks unless asked for everything.
WEEKS_SHOWN = 52
#: Below the floor by up to this many points is at risk, further below is off track.
TOLERANCE = 10
TONES = (("ok", _("Above the floor")), ("warn", _("Just below the floor")), ("bad", _("Below the floor")))


@dataclass(frozen=True)
class Trend:
    """Of a module, a department, or everything: its weeks, and what the latest of them say."""

    name: Any
    pk: int
    url: str
    weeks: list[Week]
    latest: Adoption | None

    @property
    def averages(self) -> list[float]:
        return averages(self.weeks)

    @property
    def spark(self) -> Spark | None:
        return spark([Decimal(str(round(item.share, 2))) for item in self.weeks], Decimal(ADOPTION_FLOOR))

    @property
    def standing(self) -> tuple[str, Any]:
        """Tone and words, over the latest four weeks."""
        if self.latest is None:
            return "none", _("No recent week")
        below = ADOPTION_FLOOR - self.latest.share
        return TONES[0] if below <= 0 else TONES[1] if below <= TOLERANCE else TONES[2]


def figures_on(
    programme: Programme,
    *,
    module: Module | None = None,
    department: Department | None = None,
    since: datetime.date | None = None,
) -> list[Figure]:
    """The programme's figures, filtered; those of a whole pilot are of no single department."""
    found = AdoptionFigure.objects.filter(module__programme=programme)
    if module:
        found = found.filter(module=module)
    if department:
        found = found.filter(department=department)
    if since:
        found = found.filter(week__gte=since)
    return [as_figure(item) for item in found]


def trend(name: Any, figures: Iterable[Figure], *, pk: int = 0, url: str = "") -> Trend:
    weeks = weekly(figures)
    return Trend(name, pk, url, weeks, latest_of(weeks, until=timezone.localdate()))


def by(
    figures: Iterable[Figure],
    records: Iterable[Any],
    key: Callable[[Figure], int | None],
    *,
    address: Callable[[Any], str],
) -> list[Trend]:
    """One trend for each record that has figures, in the order of the records."""
    groups: dict[int | None, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return [trend(item.name, groups[item.pk], pk=item.pk, url=address(item)) for item in records if item.pk in groups]


def module_trend(module: Module) -> Trend:
    """For the page of a module: the last year."""
    since = timezone.localdate() - datetime.timedelta(weeks=WEEKS_SHOWN)
    return trend(module.name, figures_on(module.programme, module=module, since=since), pk=module.pk)
