"""How long earlier programmes took, and what that says of the stages ahead.

Ratios come from finished stages of programmes that the person may see: those of the organisation itself where there are enough
of a kind, else of all of them. The demonstration's organisations and real ones are never mixed.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.roles import INSIDERS
from core.text import say
from implementation.experience import forecast
from implementation.programme.models import Organisation, Programme, Stage
from implementation.programme.offers import Outlook, PlannedStage, outlook

OWN, ALL, TOO_FEW = "own", "all", "too_few"


@dataclass
class Seen:
    """The ratios seen for one kind of stage: of the organisation's own programmes and of all that the person may see."""

    own: list[float] = field(default_factory=list)
    every: list[float] = field(default_factory=list)

    @property
    def source(self) -> str:
        if len(self.own) >= forecast.FEWEST:
            return OWN
        return ALL if len(self.every) >= forecast.FEWEST else TOO_FEW

    @property
    def counted(self) -> list[float]:
        """What the forecast draws from."""
        return {OWN: self.own, ALL: self.every, TOO_FEW: []}[self.source]

    @property
    def known(self) -> list[float]:
        """What was found, enough of it or not."""
        return self.own if self.source == OWN else self.every


def seen_by(user, organisation: Organisation | None, *, but: Programme | None = None) -> dict[str, Seen]:
    """Ratios by kind of stage, in one query."""
    visible = Programme.objects.filter(memberships__user=user, memberships__role__in=INSIDERS)
    visible = visible.filter(organisation__fictitious=organisation is not None and organisation.fictitious)
    done = Stage.objects.filter(
        programme__in=visible.values("pk"), state=Stage.State.DONE, actual_start__isnull=False, actual_end__isnull=False
    )
    if but is not None:
        done = done.exclude(programme=but)
    found: dict[str, Seen] = defaultdict(Seen)
    rows = done.values_list("kind", "standard_days", "actual_start", "actual_end", "programme__organisation")
    for kind, standard, start, end, owner in rows.order_by("pk"):
        ratio = forecast.ratio((end - start).days + 1, max(standard, 1))
        found[kind].every.append(ratio)
        if organisation is not None and owner == organisation.pk:
            found[kind].own.append(ratio)
    return found


@dataclass(frozen=True)
class Line:
    """One stage ahead: what the rule is, what was seen, and when it ends."""

    number: int
    name: Any
    standard: int
    seen: Seen
    planned_end: datetime.date
    p50: datetime.date
    p80: datetime.date
    is_under_way: bool = False

    @property
    def n(self) -> int:
        return len(self.seen.known)

    @property
    def middle(self) -> float | None:
        return forecast.middle(self.seen.known)

    @property
    def ratios(self) -> list[float]:
        return sorted(self.seen.known)

    @property
    def from_where(self):
        if self.seen.source == OWN:
            return say(ngettext_lazy("{n} stage of your own", "{n} stages of your own", self.n), n=self.n)
        if self.seen.source == ALL:
            return say(ngettext_lazy("{n} stage that you may see", "{n} stages that you may see", self.n), n=self.n)
        return say(_("{n} of 3 needed, so the standard counts"), n=self.n)


@dataclass(frozen=True)
class Forecast:
    """The stages ahead with their bands, and in how many trials the programme has ended by which day."""

    start: datetime.date
    lines: list[Line]
    totals: Any

    @property
    def planned_end(self) -> datetime.date:
        return self.lines[-1].planned_end

    @property
    def p50(self) -> datetime.date:
        return self.lines[-1].p50

    @property
    def p80(self) -> datetime.date:
        return self.lines[-1].p80

    @property
    def thin(self) -> int:
        """For how many stages too few were seen."""
        return sum(line.seen.source == TOO_FEW for line in self.lines)

    @property
    def is_bare(self) -> bool:
        return self.thin == len(self.lines)

    @property
    def chance_of_plan(self) -> float:
        """In how many trials of a hundred the planned end is kept."""
        within = (self.planned_end - self.start).days + 1
        return forecast.chances(self.totals, [within])[0]

    def day_after(self, days: int) -> datetime.date:
        return self.start + datetime.timedelta(days=days - 1)


def reckon(start: datetime.date, stages: list[tuple[Any, ...]], seen: dict[str, Seen]) -> Forecast:
    """``stages`` are (number, kind, name, standard days, planned end, days it has had already) from ``start`` on."""
    found = [seen.get(kind) or Seen() for _number, kind, *_rest in stages]
    ahead = [
        forecast.StageAhead(standard, tuple(one.counted), least)
        for (_n, _k, _name, standard, _end, least), one in zip(stages, found, strict=True)
    ]
    totals = forecast.ends(ahead)
    lines = []
    for (number, _kind, name, standard, end, least), one, total in zip(stages, found, totals, strict=True):
        band = forecast.band(total)
        p50, p80 = (start + datetime.timedelta(days=days - 1) for days in (band.p50, band.p80))
        lines.append(Line(number, name, standard, one, end, p50, p80, least > 0))
    return Forecast(start, lines, totals[-1])


def of_plan(user, organisation: Organisation | None, stages: list[PlannedStage]) -> Forecast:
    """Of a programme that has not started."""
    ahead = [(number, one.kind, one.name, one.days, one.end, 0) for number, one in enumerate(stages, start=1)]
    return reckon(stages[0].start, ahead, seen_by(user, organisation))


def of_programme(programme: Programme, user) -> Forecast | None:
    """Of a programme under way, from the stage that it is in; None where nothing is ahead."""
    today = timezone.localdate()
    ahead = [stage for stage in programme.stages.all() if stage.state not in (Stage.State.DONE, Stage.State.STOPPED)]
    if not ahead:
        return None
    start = ahead[0].actual_start or max(ahead[0].planned_start, today)
    stages = [(one.number, one.kind, one.name, one.standard_days, one.planned_end, _had(one, today)) for one in ahead]
    return reckon(start, stages, seen_by(user, programme.organisation, but=programme))


def _had(stage: Stage, today: datetime.date) -> int:
    """Days that a stage has had already, today counted."""
    return max((today - stage.actual_start).days + 1, 1) if stage.actual_start else 0


@outlook
def preview(user, organisation, stages) -> Outlook | None:
    """On the start wizard, once a path is chosen."""
    return Outlook("experience/_preview.html", {"forecast": of_plan(user, organisation, stages)})
