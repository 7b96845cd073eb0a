"""The open risks at a glance. The database counts them: how many there are makes no difference to the page."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from risks import exposure
from risks.exposure import cells_of
from risks.hints import hints, to_check
from risks.models import Risk
from risks.models.risk import RATINGS
from risks.register.filters import ENDING_DAYS, Filter
from risks.scale import DEFAULT, Scale

SHOWN = 5
#: Nobody works through more than this at once, and counting on would cost as much as all the rest of the page.
MOST_COUNTED = 100


@dataclass(frozen=True)
class HeatCell:
    likelihood: int
    impact: int
    level: int
    level_words: Any
    count: int
    chosen: bool


@dataclass(frozen=True)
class Overview:
    """Heat map, counts, what to check."""

    open: int
    closed: int
    rating: str
    heat: list[tuple[int, Any, list[HeatCell]]]
    impacts: list[tuple[int, Any]]
    high: int
    overdue: int
    not_rated: int
    ending: int
    checks: int
    to_check: list[tuple[Risk, Any]]

    @property
    def checks_are_many(self) -> bool:
        return self.checks >= MOST_COUNTED


def overview(risks: QuerySet, chosen: Filter, scale: Scale = DEFAULT) -> Overview:
    """``risks`` are those that the person may see."""
    opened = risks.open()
    current = rated(opened, "current")
    shown = current if chosen.rating == "current" else rated(opened, chosen.rating)
    levels = {pair: scale.level(*pair) for pair in current}
    doubtful = to_check(opened.with_levels(*RATINGS, cells=cells_of(scale.grid))).order_by("number")
    first = list(doubtful.prefetch_related("treatments__actions")[:SHOWN])
    return Overview(
        open=sum(current.values()),
        rating=chosen.rating,
        heat=[(n, word, _heat_row(n, shown, chosen, scale)) for n, word in reversed(scale.likelihood_choices)],
        impacts=scale.impact_choices,
        high=sum(n for pair, n in current.items() if (levels[pair] or 0) >= exposure.HIGH),
        not_rated=sum(n for pair, n in current.items() if levels[pair] is None),
        checks=len(first) if len(first) < SHOWN else doubtful[:MOST_COUNTED].count(),
        to_check=[(risk, hint) for risk in first for hint in list(hints(risk))[:1]],
        **_counts(risks),
    )


def rated(risks: QuerySet, rating: str) -> dict[tuple[int | None, int | None], int]:
    """How many risks have each pair of likelihood and impact."""
    parts = f"{rating}_likelihood", f"{rating}_impact"
    return {(row[0], row[1]): row[2] for row in risks.order_by().values_list(*parts).annotate(n=Count("pk"))}


def _counts(risks: QuerySet) -> dict[str, int]:
    """Each by an index that holds all it asks for."""
    today, State = timezone.localdate(), Risk.State
    ends = today + datetime.timedelta(days=ENDING_DAYS)
    unsettled = [state for state in State.values if state not in (State.CLOSED, State.OCCURRED)]
    return {
        "closed": risks.filter(state=State.CLOSED).count(),
        "overdue": risks.filter(state__in=unsettled, review_due__lt=today).count(),
        "ending": risks.filter(state=State.ACCEPTED, accepted_until__lte=ends).count(),
    }


def _heat_row(likelihood: int, counts: dict, chosen: Filter, scale: Scale) -> list[HeatCell]:
    cells = []
    for impact in range(1, 6):
        level = scale.grid[likelihood - 1][impact - 1]
        is_chosen = (chosen.likelihood, chosen.impact) == (str(likelihood), str(impact))
        count = counts.get((likelihood, impact), 0)
        cells.append(HeatCell(likelihood, impact, level, scale.level_word(level), count, is_chosen))
    return cells
