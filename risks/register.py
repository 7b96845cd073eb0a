"""The register as the page and the export show it: filters and order from the address, rows, the overview beside it."""

import datetime
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from core.workflow import open_steps, state_words
from risks import exposure
from risks.hints import hints
from risks.models import Category, Impact, Likelihood, Risk
from risks.models.scales import Level
from risks.trend import Trend, trend

#: Name in the address -> the columns it sorts by.
SORTS = {
    "number": ["number"],
    "title": ["title"],
    "likelihood": ["current_likelihood"],
    "impact": ["current_impact"],
    "level": ["current_rank", "current_impact", "current_likelihood"],
    "target": ["target_rank"],
    "owner": ["owner__name"],
    "state": ["state"],
    "review": ["review_due"],
}
WORST_FIRST = "-level"
ENDING_DAYS = 30


@dataclass(frozen=True)
class Filter:
    """What the address asks for; what makes no sense in it is left out."""

    q: str = ""
    category: str = ""
    state: str = ""
    owner: str = ""
    level: str = ""
    likelihood: str = ""
    impact: str = ""
    show: str = ""
    sort: str = WORST_FIRST

    @classmethod
    def of(cls, params) -> "Filter":
        values = {item.name: params.get(item.name, "").strip()[:100] for item in fields(cls)}
        for name in ("owner", "likelihood", "impact"):
            if not (values[name].isascii() and values[name].isdigit()) or len(values[name]) > 9:
                values[name] = "" if values[name] != "nobody" or name != "owner" else "nobody"
        if values["sort"].lstrip("-") not in SORTS or values["sort"].startswith("--"):
            values["sort"] = WORST_FIRST
        return cls(**values)

    @property
    def narrows(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self) if item.name != "sort")

    @property
    def sorted_by(self) -> str:
        return self.sort.lstrip("-")

    def apply(self, risks: QuerySet) -> QuerySet:
        found = risks.with_levels()
        if self.q:
            texts = ("title", "cause", "event", "effect", "owner__name")
            words = Q()
            for name in texts:
                words |= Q(**{f"{name}__icontains": self.q})
            number = self.q.upper().removeprefix("R-")
            found = found.filter(words | Q(number=int(number)) if number.isdecimal() and len(number) < 9 else words)
        if self.category in Category.values:
            found = found.filter(category=self.category)
        if self.state in Risk.State.values:
            found = found.filter(state=self.state)
        elif self.state != "all":
            found = found.open()
        if self.owner:
            found = found.filter(owner=None if self.owner == "nobody" else int(self.owner))
        for part in ("likelihood", "impact"):
            if value := getattr(self, part):
                found = found.filter(**{f"current_{part}": int(value)})
        return self._ordered(self._shown(self._levelled(found)))

    def _levelled(self, found):
        if self.level == "none":
            return found.filter(current_rank=None)
        if self.level == "high":
            return found.filter(current_rank__gte=exposure.HIGH)
        if self.level in ("0", "1", "2", "3", "4"):
            return found.filter(current_rank=int(self.level))
        return found

    def _shown(self, found):
        today = timezone.localdate()
        if self.show == "overdue":
            return found.filter(review_due__lt=today).exclude(state__in=[Risk.State.CLOSED, Risk.State.OCCURRED])
        if self.show == "ending":
            until = today + datetime.timedelta(days=ENDING_DAYS)
            return found.filter(state=Risk.State.ACCEPTED, accepted_until__lte=until)
        return found

    def _ordered(self, found):
        down = self.sort.startswith("-")
        columns = [
            F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name in SORTS[self.sorted_by]
        ]
        return found.order_by(*columns, "number")


@dataclass(frozen=True)
class Row:
    """One risk in the table, with the next states its reader may set, its hints and its trend."""

    risk: Risk
    steps: list[tuple[str, Any]]
    hints: list[Any]
    trend: Trend
    conflict: list[Any] = field(default_factory=list)
    problem: str = ""


def with_parts(risks: QuerySet) -> QuerySet:
    """Everything that rows, hints and trends read, in a constant number of queries."""
    return risks.select_related("owner", "programme").prefetch_related("treatments__actions", "ratings")


def row(risk: Risk, user, *, conflict=(), problem="") -> Row:
    open_now = (s.name for s in open_steps(risk, user) if not (s.closed or s.note or s.confirm or s.page))
    steps = [(name, state_words(risk, target(risk, name))) for name in open_now]
    return Row(risk, steps, list(hints(risk)), trend(risk), list(conflict), problem)


def target(risk: Risk, step: str) -> str:
    """The state that a step leads to."""
    return getattr(risk, step)._django_fsm.get_transition(risk.state).target


@dataclass(frozen=True)
class HeatCell:
    likelihood: int
    impact: int
    level: int
    count: int
    chosen: bool

    @property
    def level_words(self):
        return Level(self.level).label


@dataclass(frozen=True)
class Overview:
    """The open risks at a glance: heat map, counts, what to check."""

    open: int
    closed: int
    heat: list[tuple[Any, list[HeatCell]]]
    high: int
    overdue: int
    not_rated: int
    ending: int
    to_check: list[tuple[Risk, Any]]

    impacts = Impact


def overview(risks: QuerySet, chosen: Filter) -> Overview:
    """``risks`` are those that the person may see."""
    today = timezone.localdate()
    found = list(risks.open().prefetch_related("treatments__actions").order_by("number"))
    cells = exposure.heat_map((risk.current_likelihood, risk.current_impact) for risk in found).cells
    levels = [risk.current_level for risk in found]
    until = today + datetime.timedelta(days=ENDING_DAYS)
    return Overview(
        open=len(found),
        closed=risks.filter(state=Risk.State.CLOSED).count(),
        heat=[(Likelihood(row), _heat_row(row, cells[row - 1], chosen)) for row in range(5, 0, -1)],
        high=sum(level is not None and level >= exposure.HIGH for level in levels),
        overdue=sum(bool(r.review_due and r.review_due < today and r.state != Risk.State.OCCURRED) for r in found),
        not_rated=sum(level is None for level in levels),
        ending=sum(bool(r.state == Risk.State.ACCEPTED and r.accepted_until <= until) for r in found),
        to_check=[(risk, hint) for risk in found for hint in list(hints(risk))[:1]],
    )


def _heat_row(likelihood: int, counts, chosen: Filter) -> list[HeatCell]:
    return [
        HeatCell(
            likelihood,
            impact,
            exposure.level(likelihood, impact),
            counts[impact - 1],
            (chosen.likelihood, chosen.impact) == (str(likelihood), str(impact)),
        )
        for impact in range(1, 6)
    ]
