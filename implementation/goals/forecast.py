"""The trend of a goal as it is told: what it forecasts for the due day, and what that rests on."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.text import day, rounded, say
from implementation.goals import progress
from implementation.goals.models import Goal
from implementation.goals.trend import FEWEST, Trend, bounded, trend


@dataclass(frozen=True)
class Forecast:
    """The value on the due day if things go on as they do, and whether that is the target."""

    goal: Goal
    trend: Trend
    value: Decimal
    reaches: bool
    meets_on: datetime.date | None

    @property
    def shown(self):
        return self.goal.shown(self.value)

    @property
    def tone(self) -> str:
        return "ok" if self.reaches else "warn"

    @property
    def words(self):
        return _("Reaches the target in time") if self.reaches else _("Misses the target")

    @property
    def sentence(self) -> Any:
        text = _("{value} on {due} if it goes on as it does; the target is {target}.")
        return say(text, value=self.shown, due=day(self.goal.due), target=self.goal.shown_target)

    @property
    def when(self) -> Any:
        if self.meets_on is None:
            return _("On this line the target is not reached within ten years.")
        return say(_("On this line the target is reached on {day}."), day=day(self.meets_on))

    @property
    def basis(self) -> Any:
        text = _("A straight line (least squares) through the last {n} days measured, {first} to {last}.")
        return say(text, n=self.trend.count, first=day(self.trend.first), last=day(self.trend.last))


def series_of(goal: Goal) -> list:
    """One measurement a day, oldest first; of one day the one recorded last."""
    by_day = {item.on: item for item in reversed(goal.measurements.all())}
    return [by_day[on] for on in sorted(by_day)]


def trend_of(goal: Goal) -> Trend | None:
    return trend([(item.on, Fraction(item.value)) for item in series_of(goal)])


def forecast_of(goal: Goal) -> Forecast | None:
    """None for fewer than three days measured, without a target or a due day, or once that day has come."""
    if goal.missing or goal.state == Goal.State.DROPPED:
        return None
    found = trend_of(goal)
    if found is None or goal.due <= found.last:
        return None
    value = Decimal(str(float(_possible(goal, found.at(goal.due)))))
    share = progress.share(goal.baseline, goal.target, value)
    shown = rounded(value, _places(goal))
    return Forecast(goal, found, shown, share is not None and share >= 1, _meets(goal, found))


def _meets(goal: Goal, found: Trend) -> datetime.date | None:
    """The day itself where the target is reached already."""
    share = progress.share(goal.baseline, goal.target, goal.newest)
    return found.last if share is not None and share >= 1 else found.meets(Fraction(goal.target))


def _possible(goal: Goal, value: Fraction) -> Fraction:
    """A share stays between nothing and everything; what was never below nothing does not fall below it."""
    if goal.unit.strip() == "%" and 0 <= goal.target <= 100 and 0 <= goal.baseline <= 100:
        return bounded(value, low=Fraction(0), high=Fraction(100))
    return bounded(value, low=Fraction(0)) if goal.baseline >= 0 and goal.target >= 0 else value


def _places(goal: Goal) -> int:
    """As many decimals as the goal is written with, and one for a whole number that is small."""
    written = max(-int(Decimal(item).normalize().as_tuple().exponent) for item in (goal.baseline, goal.target))
    return max(written, 1 if abs(goal.target - goal.baseline) < 20 else 0)


def too_few(goal: Goal) -> Any:
    """Why there is no forecast."""
    days = len(series_of(goal))
    if goal.missing:
        return _("A forecast needs a baseline, a target and a due day.")
    if days < FEWEST:
        return say(_("Too few measurements for a forecast: {n} of {least} days."), n=days, least=FEWEST)
    return _("The due day has come: what counts is the value that was measured.")
